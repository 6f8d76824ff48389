"""A nation solved by prices: what all prices agree on is held, the rest is solved exactly."""
