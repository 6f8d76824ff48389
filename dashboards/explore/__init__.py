"""The page 탐색."""
