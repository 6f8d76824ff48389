"""Which data this user accepted last."""

from pathlib import Path

from cluster_planner.store.home import home_folder
from cluster_planner.store.snapshots import SnapshotShelf


def accepted_data() -> Path | None:
    """Return the folder of the accepted snapshot, None while the embedded data are used.

    Raises DataError when somebody removed the folder.
    """
    return SnapshotShelf.of(home_folder()).current_folder()
