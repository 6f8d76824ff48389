"""Whether a kept data folder is still, byte for byte, what it was when it was kept."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from cluster_planner.store.data_folder import data_files


def marks(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a data folder by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data_files(folder)
    }


def differing(folder: Path, noted: Mapping[str, str]) -> tuple[str, ...]:
    """Return the noted files that are gone, cannot be read or have other bytes, by name."""
    return tuple(name for name, mark in noted.items() if _mark(folder / name) != mark)


def _mark(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
