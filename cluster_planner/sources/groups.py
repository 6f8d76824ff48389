"""Files that belong together: a loose shapefile is several files of one stem."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SHAPEFILE_PARTS: Final = frozenset(
    [".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".fix", ".qmd", ".shp.xml"]
)


@dataclass(frozen=True)
class Group:
    """One thing to read: a single file, or the parts of one shapefile."""

    name: str
    """Display name: of the file, or of the .shp."""
    paths: tuple[Path, ...]


def group_files(paths: Iterable[Path]) -> list[Group]:
    """Bring the parts of shapefiles together by folder and stem, in the order of their first part.

    A part without any other, such as a lone .dbf, stays a group of its own: what is missing is told
    when it is read.
    """
    found: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        stem, suffix = _split(path)
        if suffix in SHAPEFILE_PARTS:
            key = str(path.parent), unicodedata.normalize("NFC", stem).casefold()
        else:
            key = str(path), ""
        found.setdefault(key, []).append(path)
    return [Group(_name(parts), tuple(parts)) for parts in found.values()]


def display_name(name: str) -> str:
    """Return a file's name as it may be shown: NFC, Korean Windows' bytes read, nothing unprintable."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        # Bytes that the file system could not read as UTF-8: most likely unpacked CP949.
        name = os.fsencode(name).decode("cp949", "replace")
    return "".join(c if c.isprintable() else "?" for c in unicodedata.normalize("NFC", name))


def suffix_of(path: Path) -> str:
    """Return the extension in small letters; `.shp.xml` is one."""
    return _split(path)[1]


def _split(path: Path) -> tuple[str, str]:
    name = path.name
    for suffix in (".shp.xml",):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)], suffix
    return path.stem, path.suffix.lower()


def _name(parts: list[Path]) -> str:
    first = min(parts, key=lambda path: suffix_of(path) != ".shp")
    return display_name(first.name)
