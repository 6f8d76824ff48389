"""Broken and malicious files, each small, built anew for every test."""
