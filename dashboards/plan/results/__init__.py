"""What a run comes to: figures against targets, map, tables, money's way, years, reasons, downloads."""

from dashboards.plan.results.results import Results

__all__ = ["Results"]
