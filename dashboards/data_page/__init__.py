"""The page 자료."""
