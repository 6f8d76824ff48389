"""The screens of the planner: Panel pages that hold choices and pictures, nothing else.

Importing this package, before Panel, tells Panel to look for its own style sheets at our server:
after a lost connection a re-created session would otherwise ask an address outside (Panel 1.10
reads the setting once, when it is imported, and has no other way to change it).
"""

import os
from typing import Final

PANEL_FILES_ROUTE: Final = "planner-panel"
"""Route below which `dashboards.map.static_routes` serves Panel's own files."""

os.environ.setdefault("PANEL_CDN_ROOT", f"{PANEL_FILES_ROUTE}/")
