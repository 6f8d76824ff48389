"""Many plans instead of one: what changes when the question does."""
