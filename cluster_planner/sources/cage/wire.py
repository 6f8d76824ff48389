"""Readings as data: JSON for words and cells, WKB for shapes. Never pickle: the sender is not trusted."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from cluster_planner.domain.imports import FileReport
from cluster_planner.domain.units import CRS_DEGREES
from cluster_planner.errors import Finding
from cluster_planner.sources.cage.job import RESULT_FILE
from cluster_planner.sources.reading import Reading

_LENGTH: Final = struct.Struct("<i")
_NOTHING: Final = -1

Cell = str | int | float | bool | None


class BrokenAnswer(Exception):
    """The reader ended well but what it left is not what a reader leaves."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    columns: dict[str, list[Cell]]
    length: int
    geometry: str = ""
    shapes: str = ""


class _Reading(BaseModel):
    model_config = ConfigDict(extra="forbid")

    report: FileReport
    tables: dict[str, _Table]


class Answer(BaseModel):
    """All that a reader hands back."""

    model_config = ConfigDict(extra="forbid")

    readings: list[_Reading] = []
    findings: list[Finding] = []
    """Why nothing could be read."""
    unexpected: str = ""
    """Type and place of an error that no reader should let through."""


def hand_over(
    folder: Path,
    readings: Sequence[Reading] = (),
    findings: Sequence[Finding] = (),
    unexpected: str = "",
) -> None:
    """Write the answer into the folder, its first file last, so that half an answer is none."""
    packed = [
        _Reading(
            report=reading.report,
            tables={
                name: _packed(frame, folder, f"{number}-{position}.wkb")
                for position, (name, frame) in enumerate(reading.tables.items())
            },
        )
        for number, reading in enumerate(readings)
    ]
    answer = Answer(readings=packed, findings=list(findings), unexpected=unexpected)
    part = folder / f"{RESULT_FILE}.part"
    part.write_text(answer.model_dump_json(), "utf-8")
    part.replace(folder / RESULT_FILE)


def take_over(folder: Path, most: int) -> tuple[Answer, tuple[Reading, ...]]:
    """Return the answer that lies in the folder and its readings.

    Raises BrokenAnswer for an answer that is missing, larger than `most` bytes or not well formed.
    """
    try:
        if sum(path.stat().st_size for path in folder.iterdir()) > most:
            raise BrokenAnswer("larger than allowed")
        answer = Answer.model_validate_json((folder / RESULT_FILE).read_bytes())
        return answer, tuple(
            Reading(r.report, {name: _unpacked(t, folder) for name, t in r.tables.items()})
            for r in answer.readings
        )
    except (OSError, ValidationError, ValueError, struct.error) as problem:
        raise BrokenAnswer(type(problem).__name__) from problem


def _packed(frame: pd.DataFrame, folder: Path, shapes: str) -> _Table:
    geometry = str(getattr(frame, "_geometry_column_name", None) or "")
    columns = {str(name): _cells(frame[name]) for name in frame.columns if name != geometry}
    if not geometry:
        return _Table(columns=columns, length=len(frame))
    with (folder / shapes).open("wb") as file:
        for wkb in frame[geometry].to_wkb():
            file.write(_LENGTH.pack(_NOTHING if wkb is None else len(wkb)))
            file.write(wkb or b"")
    return _Table(columns=columns, length=len(frame), geometry=geometry, shapes=shapes)


def _cells(column: pd.Series[Any]) -> list[Cell]:
    cells: list[Cell] = []
    for value in column.tolist():
        if isinstance(value, str | bool | int):
            cells.append(value)
        else:
            cells.append(None if pd.isna(value) else json.loads(json.dumps(value, default=str)))
    return cells


def _unpacked(table: _Table, folder: Path) -> pd.DataFrame:
    if any(len(cells) != table.length for cells in table.columns.values()):
        raise ValueError("columns of different length")
    frame = pd.DataFrame(
        {name: _column(cells) for name, cells in table.columns.items()},
        index=pd.RangeIndex(table.length),
    )
    if not table.geometry:
        return frame
    if Path(table.shapes).name != table.shapes:
        raise ValueError("shapes outside the folder")
    return _with_shapes(frame, table, folder)


def _column(cells: list[Cell]) -> pd.Series[Any]:
    return pd.Series(cells) if cells else pd.Series(cells, dtype="str")


def _with_shapes(frame: pd.DataFrame, table: _Table, folder: Path) -> pd.DataFrame:
    import geopandas as gpd
    import shapely

    parts = list(_parts((folder / table.shapes).read_bytes()))
    if len(parts) != table.length:
        raise ValueError("another number of shapes than rows")
    try:
        shapes = shapely.from_wkb(parts)
    except shapely.errors.ShapelyError as problem:
        raise ValueError("a shape that is none") from problem
    frame = frame.assign(**{table.geometry: shapes})
    found: pd.DataFrame = gpd.GeoDataFrame(frame, geometry=table.geometry, crs=CRS_DEGREES)
    return found


def _parts(content: bytes) -> Iterator[bytes | None]:
    at = 0
    while at < len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        if length == _NOTHING:
            yield None
            continue
        if length < 0 or at + length > len(content):
            raise ValueError("cut off")
        yield content[at : at + length]
        at += length
