"""Builders of files that look like the official ones, made from our own tables."""
