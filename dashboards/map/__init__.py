"""A folium map inside a Panel page, driven live and listening, with no outside request.

`publish` turns a PlannerMap into a page once per process; `FoliumMap` shows it in one session.
The page runs in a same-origin frame, so that Python can restyle it without reloading. That frame
is trusted like the dashboard itself; what protects it is that data reaches it only as JSON, is shown
only as text, and that the page's own policy forbids any address but ours.
"""

from dashboards.map.component import FoliumMap
from dashboards.map.pages import MapPage, publish, static_routes

__all__ = ["FoliumMap", "MapPage", "publish", "static_routes"]
