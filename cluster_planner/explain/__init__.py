"""Reasons in Korean for what the optimiser found."""
