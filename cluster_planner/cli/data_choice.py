"""Which data a command works on: a folder, `embedded`, a kept snapshot, or the accepted one."""

from pathlib import Path
from typing import Final

from cluster_planner.errors import DataError

EMBEDDED: Final = "embedded"
_HEX: Final = frozenset("0123456789abcdef")


def data_folder(choice: str | None, home: Path) -> Path | None:
    """Return the folder that `--data` names, None for the data that come with the program.

    Without a choice these are the data that were accepted last. Raises DataError for a digest
    that is not on the shelf.
    """
    if choice == EMBEDDED or (choice is None and not (home / "snapshots").is_dir()):
        return None  # most runs: nothing is loaded for them here
    from cluster_planner.store.snapshots import FEWEST, SnapshotShelf

    shelf = SnapshotShelf.of(home)
    if choice is None:
        return shelf.current_folder()
    if len(choice) < FEWEST or not set(choice) <= _HEX or Path(choice).is_dir():
        return Path(choice)
    try:
        return shelf.get(choice)
    except DataError:
        from cluster_planner.sources.embedded import load_snapshot

        if load_snapshot().digest.startswith(choice):
            return None
        raise
