"""From indicators and evidence to candidates: what a package is worth where, with its range."""
