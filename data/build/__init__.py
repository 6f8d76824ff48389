"""Scripts that make the tables of `data/` from reference facts and the open boundary package."""
