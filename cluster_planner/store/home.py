"""The folder of this user in which the program keeps what it is told and what it found."""

import os
import sys
from pathlib import Path
from typing import Final

HOME_VARIABLE: Final = "CLUSTER_PLANNER_HOME"


def home_folder() -> Path:
    """CLUSTER_PLANNER_HOME, or the folder where this system keeps a user's program data."""
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "cluster-planner"
