"""How a written model is searched: loaded once, in stages, warm for all of its family."""
