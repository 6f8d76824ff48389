"""From a problem to a proven decision: the only package that knows a solver."""
