"""What belongs to a data folder, and a copy of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SUFFIXES: Final = frozenset({".csv", ".geojson", ".json", ".yaml", ".md"})
SCENARIOS: Final = "scenarios"
IMPORT_FILE: Final = "import.json"
KEPT_FILE: Final = "snapshot.json"
"""Written by the shelf beside the tables; no part of what is copied."""


def data_files(folder: Path) -> Iterator[Path]:
    """Yield the tables, rules, notes and scenarios of a data folder, and nothing else in it."""
    own = {IMPORT_FILE, KEPT_FILE}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in _SUFFIXES and path.name not in own:
            yield path
    yield from sorted((folder / SCENARIOS).glob("*.yaml"))


def copy_data_folder(source: Path, target: Path) -> None:
    """Copy the files of a data folder into a folder that exists. Raises OSError."""
    (target / SCENARIOS).mkdir(exist_ok=True)
    for path in data_files(source):
        shutil.copyfile(path, target / path.relative_to(source))  # not its read-only mode
