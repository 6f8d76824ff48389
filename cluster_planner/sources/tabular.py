"""Read a CSV file into text cells; say what is wrong with the file as findings."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from cluster_planner.errors import DataError, Finding

ENCODINGS = ("utf-8-sig", "cp949")
_REBUILD = "원본 파일로 되돌리거나 python -m data.build로 다시 만드세요"


def decode(content: bytes, file: str) -> str:
    """Return the text of `utf-8-sig` or else `cp949`; refuse anything else with a DataError."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(
        Finding(file, "글자를 읽을 수 없습니다(UTF-8도 CP949도 아님)", "UTF-8 CSV로 저장하세요")
    )


def read_bytes(path: Path) -> bytes:
    """Return the content of the file, or raise a DataError that names it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        finding = Finding(path.name, "파일이 없습니다", _REBUILD)
    except OSError as problem:
        finding = Finding(
            path.name, f"파일을 열 수 없습니다({problem.strerror})", "권한을 확인하세요"
        )
    raise DataError(finding)


def read_table(path: Path) -> pd.DataFrame:
    """Return the cells of a CSV file as text; an empty cell is "".

    Raises DataError for a missing or undecodable file, rows of unequal length and a file that
    ends in the middle of a line.
    """
    return table_of(read_bytes(path), path.name)


def table_of(content: bytes, file: str) -> pd.DataFrame:
    """Return the cells of a CSV file's content like `read_table`; findings name the `file`."""
    text = decode(content, file)
    findings = []
    if text and not text.endswith(("\n", "\r")):
        findings.append(Finding(file, "줄이 끝나기 전에 파일이 끝났습니다", _REBUILD))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as problem:
        findings.append(Finding(file, "CSV 형식이 아닙니다(따옴표나 줄바꿈이 맞지 않음)", _REBUILD))
        raise DataError(findings) from problem
    if not rows or not any(rows[0]):
        raise DataError([*findings, Finding(file, "머리글이 없는 빈 파일입니다", _REBUILD)])
    header, body = rows[0], [row for row in rows[1:] if row]
    ragged = [n for n, row in enumerate(rows[1:], start=2) if row and len(row) != len(header)]
    if ragged:
        listed = ", ".join(f"{n}행" for n in ragged[:5])
        more = f" 외 {len(ragged) - 5}건" if len(ragged) > 5 else ""
        problem_ko = f"열 수가 머리글({len(header)}열)과 다른 행이 있습니다 ({listed}{more})"
        findings.append(Finding(file, problem_ko, "쉼표와 따옴표를 확인하세요"))
    if findings:
        raise DataError(findings)
    return pd.DataFrame(body, columns=header, dtype="object")
