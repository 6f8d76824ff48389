"""Official files as a checked Snapshot: reading, validating and tying out."""
