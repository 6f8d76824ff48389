"""The page 시나리오."""
