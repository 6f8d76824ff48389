"""Writes small lists as offices write them."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

type Cells = Sequence[object]


def csv_list(folder: Path, *rows: str, name: str = "목록.csv", encoding: str = "utf-8-sig") -> Path:
    """A CSV file of these lines."""
    path = folder / name
    path.write_bytes("".join(f"{row}\r\n" for row in rows).encode(encoding))
    return path


def book_list(folder: Path, *rows: Cells, title: str = "목록", name: str = "목록.xlsx") -> Path:
    """A workbook with one sheet of these rows; a text that begins with `=` is a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path
