"""Workbooks with something in them that a reader must not trust."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.sources.hostile.zips import zipped

Change = Callable[[Worksheet], None]
_TOP = ["유형", "시도", "시군", "단지명", "조성상태", "지정면적", "관리면적", "산업시설구역"]
_UNDER = ["전체면적", "분양대상", "분양", "미분양", "분양률"]
ROWS: tuple[tuple[object, ...], ...] = (
    (
        "국가",
        "경남",
        "창원",
        "창원",
        "완료",
        35_870,
        25_303,
        16_000,
        15_000,
        15_000,
        0,
        100,
        3_100,
        2_950,
    ),
    (
        "일반",
        "경기",
        "화성",
        "화성발안",
        "완료",
        1_838,
        1_838,
        1_232,
        1_232,
        1_232,
        0,
        100,
        320,
        300,
    ),
    ("농공", "충남", "서산", "고북", "완료", 150, 150, 120, 120, 110, 10, 91.67, 20, 18),
)
FIRST_ROW = 6


def status(
    path: Path, change: Change | None = None, rows: Sequence[Sequence[object]] = ROWS
) -> Path:
    """A small workbook with the national sheet of the official one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "전국산업단지현황"
    sheet["A1"] = "전국산업단지현황통계(2025년 4분기)"
    sheet["N3"] = "(단위 : 천㎡, %, 개)"
    for column, text in enumerate([*_TOP, "", "", "", "", "입주업체", "가동업체"], start=1):
        if text:
            sheet.cell(4, column, text)
    for column, text in enumerate(_UNDER, start=len(_TOP)):
        sheet.cell(5, column, text)
    for number, row in enumerate(rows, start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    if change is not None:
        change(sheet)
    book.save(path)
    book.close()
    return path


def with_part(path: Path, part: str, content: bytes) -> Path:
    """The same workbook with one more part, or another content of one."""
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped(path, members | {part: content})


def bomb(path: Path, megabytes: int = 64) -> Path:
    """A sheet of so many blanks."""
    blank = b"<worksheet><sheetData>" + b" " * (megabytes * 1024**2)
    return with_part(status(path), "xl/worksheets/sheet1.xml", blank)


def entities(path: Path) -> Path:
    """A sheet that defines entities which unfold without end."""
    lol = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lol}]><worksheet>&a29;</worksheet>'
    return with_part(status(path), "xl/worksheets/sheet1.xml", xml.encode())


def linked(path: Path) -> Path:
    """A workbook that points at another file and carries a macro."""
    status(path)
    with_part(path, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    return with_part(path, "xl/vbaProject.bin", b"macro")


def stray(column: str = "XFD") -> Change:
    """A used range that reaches the last column."""

    def change(sheet: Worksheet) -> None:
        sheet[f"{column}{FIRST_ROW}"] = " "

    return change


def formula(sheet: Worksheet) -> None:
    """A cell whose value was never stored."""
    sheet.cell(FIRST_ROW, 13, "=1+1")
