"""What each data file is and where it comes from, as the build wrote it beside the tables."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cluster_planner.sources.embedded import data_home

ABOUT_FILE: Final = "sources.json"


@dataclass(frozen=True)
class About:
    """The content of data/sources.json. It is no part of the snapshot and of its digest."""

    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """File name → what, as_of, source, licence, how."""
    rules: tuple[str, ...] = ()
    """How to read the tables: kinds of evidence, empty cells, terms that were not seen."""
    unused: tuple[str, ...] = ()
    """Facts that were left out, and why."""


def read_about(folder: Path | None = None) -> About:
    """Return the facts about the files of a folder (by default our own); nothing where none are."""
    path = (folder or data_home()) / ABOUT_FILE
    if not path.is_file():
        return About()
    told = json.loads(path.read_text("utf-8"))
    return About(told["files"], tuple(told["rules"]), tuple(told["unused"]))


def row_count(path: Path) -> int:
    """Return data rows of a CSV, features of a GeoJSON, or lines of any other text file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".geojson":
        return len(json.loads(text)["features"])
    if path.suffix == ".csv":
        return max(sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) - 1, 0)
    return len(text.splitlines())
