"""The strip of search box, filter menus and chips, as one component."""

from dashboards.explore.strip.strip import Strip

__all__ = ["Strip"]
