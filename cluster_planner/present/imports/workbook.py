"""The report of an import as an Excel workbook: what the screen shows, to file or to mail."""

from io import BytesIO
from typing import Final

import xlsxwriter

from cluster_planner.domain.data_changes import DataChanges
from cluster_planner.domain.imports import FileReport, ImportReport
from cluster_planner.present.imports.changes import change_listing, change_sentences
from cluster_planner.present.imports.listing import Listing
from cluster_planner.present.imports.report import (
    FILE_KIND_LABELS,
    UNKNOWN_KIND,
    file_listings,
    file_sentences,
    report_sentences,
)
from cluster_planner.present.workbook import CREATED
from cluster_planner.present.xlsx_cells import SheetColumn, SheetTable, set_up_page, write_table

MOST_ROWS: Final = 100_000
"""Of one table; a sheet holds a million, and nobody reads either."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FILE: Final = SheetColumn("파일", "text", 28)


def report_bytes(report: ImportReport, changes: DataChanges | None = None) -> bytes:
    """Return the workbook; the same report and changes give the same bytes."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, _OPTIONS) as book:
        book.set_properties({"title": "자료 가져오기 보고", "created": CREATED})
        for title, table in (("요약", _summary(report, changes)), *_sheets(report, changes)):
            sheet = book.add_worksheet(title)
            write_table(book, sheet, table)
            set_up_page(sheet, (table,), 1)
    return memory.getvalue()


def _summary(report: ImportReport, changes: DataChanges | None) -> SheetTable:
    lines: list[tuple[object, ...]] = [
        ("가져온 때(UTC)", report.made_at),
        ("바탕 자료", report.base_digest),
        ("새 자료", report.digest or "만들지 않음"),
        *(("결과", sentence) for sentence in report_sentences(report)),
        *(("바뀐 것", sentence) for sentence in (change_sentences(changes) if changes else ())),
    ]
    for file in report.files:
        lines += [(f"파일 {file.file}", sentence) for sentence in file_sentences(file)]
    columns = (SheetColumn("항목", "text", 32), SheetColumn("내용", "text", 100))
    return SheetTable("summary", columns, tuple(lines))


def _sheets(
    report: ImportReport, changes: DataChanges | None
) -> tuple[tuple[str, SheetTable], ...]:
    files = SheetTable(
        "files",
        (
            _FILE,
            SheetColumn("종류", "text", 22),
            SheetColumn("기준일", "text", 12),
            SheetColumn("출처", "text", 40),
            SheetColumn("크기(바이트)", "whole", 14),
            SheetColumn("읽은 행", "whole", 10),
            SheetColumn("쓴 행", "whole", 10),
            SheetColumn("SHA-256", "text", 66),
        ),
        tuple(_file_row(file) for file in report.files),
    )
    gathered: dict[str, list[tuple[FileReport, Listing]]] = {}
    for file in report.files:
        for listing in file_listings(file):
            gathered.setdefault(listing.key, []).append((file, listing))
    sheets = [("파일", files)]
    sheets += [(parts[0][1].title, _joined(parts)) for parts in gathered.values()]
    if changes is not None:
        sheets.append(("바뀐 것", _table(change_listing(changes))))
    return tuple(sheets)


def _file_row(file: FileReport) -> tuple[object, ...]:
    kind = UNKNOWN_KIND if file.kind is None else FILE_KIND_LABELS[file.kind]
    return (
        file.file,
        kind,
        file.as_of or None,
        file.source or None,
        file.size_bytes,
        file.rows_read,
        file.rows_kept,
        file.sha256,
    )


def _joined(parts: list[tuple[FileReport, Listing]]) -> SheetTable:
    first = parts[0][1]
    rows = tuple((file.file, *row) for file, listing in parts for row in listing.rows)
    plain = _table(first)
    return SheetTable(plain.name, (_FILE, *plain.columns), rows[:MOST_ROWS])


def _table(listing: Listing) -> SheetTable:
    columns = tuple(SheetColumn(c.title, c.kind, c.width) for c in listing.columns)
    return SheetTable(listing.key, columns, listing.rows[:MOST_ROWS])
