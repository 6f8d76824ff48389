"""The attribute table of a shapefile (dBase III) as raw bytes, so that no encoding is assumed."""

from __future__ import annotations

import datetime
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from cluster_planner.sources.geo.layer import MAX_FEATURES, check_size, refused

_HEADER: Final = struct.Struct("<BBBBIHH")
_FIELD_BYTES: Final = 32
_END_OF_FIELDS: Final = 0x0D
_TEXT: Final = "C"
_READ: Final = frozenset("CNFDLI")
_BROKEN: Final = "속성표(.dbf)가 망가졌거나 잘렸습니다"
_REMEDY: Final = "원본을 다시 내려받거나 GIS 프로그램에서 새로 내보내세요"


@dataclass(frozen=True)
class DbfField:
    """One column: raw name, type letter, and the bytes of every record, blanks cut off."""

    name: bytes
    kind: str
    width: int
    values: Sequence[bytes]

    @property
    def is_text(self) -> bool:
        """Return whether its bytes are text in some encoding."""
        return self.kind == _TEXT


@dataclass(frozen=True)
class Dbf:
    """The whole table."""

    fields: tuple[DbfField, ...]
    records: int
    language: int
    """Language driver byte of the header: 0x4E and 0x79 stand for Korean."""
    saved_on: str
    """Day in the header (YYYY-MM-DD), empty when it is none."""


def read_dbf(path: Path, name: str) -> Dbf:
    """Return the table of a .dbf file.

    Raises DataError for a file that is cut off, contradicts its own header or is too large.
    """
    content = path.read_bytes()
    if len(content) < _FIELD_BYTES:
        raise refused(name, _BROKEN, _REMEDY)
    _, year, month, day, records, header, width = _HEADER.unpack_from(content)
    if records > MAX_FEATURES:
        check_size(name, records)
    if header < _FIELD_BYTES or width < 1 or header + records * width > len(content):
        raise refused(name, _BROKEN, _REMEDY)
    table = np.frombuffer(content, np.uint8, records * width, header).reshape(records, width)
    fields, at = [], 1
    for raw_name, kind, size in _described(content[_FIELD_BYTES:header]):
        if at + size > width:
            raise refused(name, _BROKEN, _REMEDY)
        if kind in _READ:
            fields.append(DbfField(raw_name, kind, size, _cells(table[:, at : at + size])))
        at += size
    return Dbf(tuple(fields), records, content[29], _day(year, month, day))


def _described(content: bytes) -> list[tuple[bytes, str, int]]:
    described = []
    for at in range(0, len(content), _FIELD_BYTES):
        entry = content[at : at + _FIELD_BYTES]
        if entry[0] == _END_OF_FIELDS or len(entry) < _FIELD_BYTES:
            break
        kind = chr(entry[11])
        # Text longer than 255 bytes borrows the byte of the decimals, as GDAL and Clipper write it.
        size = entry[16] + (entry[17] << 8 if kind == _TEXT else 0)
        described.append((entry[:11].split(b"\0")[0].strip(), kind, size))
    return described


def _cells(column: np.ndarray) -> list[bytes]:
    records, size = column.shape
    if not size:
        return [b""] * records
    flat = np.ascontiguousarray(column).tobytes()
    return [flat[at : at + size].split(b"\0")[0].strip() for at in range(0, len(flat), size)]


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(1900 + year, month, day).isoformat() if year >= 90 else ""
    except ValueError:
        return ""
