"""What the parent tells the reader, as one JSON file: which files, under which limits, with what help."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from cluster_planner.sources.cage.limits import Limits

JOB_FILE: Final = "job.json"
RESULT_FILE: Final = "result.json"
PROGRESS_FILE: Final = "progress.jsonl"
GIVEN_FOLDER: Final = "given"
WORK_FOLDER: Final = "work"
OUT_FOLDER: Final = "out"


@dataclass(frozen=True)
class Options:
    """What the user decides, and where the reader may look for help."""

    crs: str = ""
    """`EPSG:5174` forces the coordinate system of shapes; empty: find it."""
    base_folder: Path | None = None
    """Data folder whose outlines and complexes help to find a coordinate system."""


@dataclass(frozen=True)
class CageJob:
    """One reading, as the child is told of it."""

    name: str
    """Display name of the file, NFC."""
    files: tuple[str, ...]
    """Names within the folder of given files."""
    limits: Limits = field(default_factory=Limits)
    options: Options = field(default_factory=Options)

    def write(self, folder: Path) -> None:
        """Leave the job in the private folder."""
        content = asdict(self)
        base = self.options.base_folder
        content["options"]["base_folder"] = None if base is None else str(base.resolve())
        (folder / JOB_FILE).write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> CageJob:
        """Find the job in the private folder."""
        content = json.loads((folder / JOB_FILE).read_text("utf-8"))
        options = content["options"]
        base = options["base_folder"]
        return cls(
            content["name"],
            tuple(content["files"]),
            Limits(**content["limits"]),
            Options(options["crs"], None if base is None else Path(base)),
        )
