"""A workbook is a zip from outside too: its parts are checked before anything understands them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.archive import BROKEN, Bounds, check_sizes, open_archive

_MIB: Final = 1024**2
_BOUNDS: Final = Bounds(members=2000, total_bytes=400 * _MIB, ratio=200, free_bytes=48 * _MIB)
"""Sheets of blanks with formats are packed tightly by nature."""
_CHUNK: Final = 256 * 1024
_FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST: Final = max(map(len, _FORBIDDEN))


def check_workbook(path: Path, name: str) -> tuple[str, ...]:
    """Return remarks on what a reader will not follow: links to other files, macros.

    Raises DataError for parts that are too large, packed beyond reason, encrypted, cut off, or that
    define entities of their own.
    """
    with open_archive(path, name) as zipped:
        check_sizes(zipped, name, _BOUNDS)
        if any(member.flag_bits & 0x1 for member in zipped.infolist()):
            told = "암호로 보호된 통합 문서입니다"
            raise DataError(Finding(name, told, "엑셀에서 암호를 풀어 다시 저장하세요"))
        parts = zipped.namelist()
        for part in parts:
            if part.endswith((".xml", ".rels")):
                _check_xml(zipped, part, name)
    remarks = []
    if any(part.startswith("xl/externalLinks/") for part in parts):
        remarks.append("다른 파일로 이어진 링크: 따라가지 않고 저장된 값만 읽음")
    if any(part.endswith("vbaProject.bin") for part in parts):
        remarks.append("매크로: 실행하지 않음")
    return tuple(remarks)


def _check_xml(zipped: zipfile.ZipFile, part: str, name: str) -> None:
    tail = b""
    try:
        with zipped.open(part) as file:
            while chunk := file.read(_CHUNK):
                if any(word in tail + chunk for word in _FORBIDDEN):
                    told = f"통합 문서 안에 외부 개체 정의(DTD)가 있습니다({part})"
                    raise DataError(
                        Finding(name, told, "만든 곳을 확인하고, 엑셀에서 새로 저장해 가져오세요")
                    )
                tail = chunk[-_LONGEST:]
    except BROKEN:
        told = "통합 문서가 잘렸거나 망가졌습니다"
        raise DataError(
            Finding(name, told, "파일을 다시 내려받거나 엑셀에서 새로 저장하세요")
        ) from None
