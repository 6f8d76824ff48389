"""The gate: files and answers of services become a proposed data snapshot with a report."""
