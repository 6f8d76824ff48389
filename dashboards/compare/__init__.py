"""The page 비교: two to four runs side by side."""
