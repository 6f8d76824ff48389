"""An import and a difference of data as lines for the shell."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from cluster_planner.domain.data_changes import ChangeKind, DataChanges
from cluster_planner.domain.imports import FileReport, ImportReport
from cluster_planner.present.imports import (
    Listing,
    change_listing,
    change_sentences,
    file_listings,
    file_sentences,
    proposal_question,
    report_sentences,
)

FEW: Final = 10
"""So many rows of a table are shown in the shell; the workbook has them all."""
_WHOLE: Final = 60
"""Lines of what the reader decided: the defence of the rest, so hardly ever cut."""
_ASKED: Final = "proposals"
"""Shown as questions with numbers instead."""
_GRAVE: Final = frozenset(ChangeKind) - {ChangeKind.CHANGED}


def report_lines(report: ImportReport, most: int = FEW) -> Iterator[str]:
    """Yield what happened to each file, then the whole."""
    for file in report.files:
        yield from _file_lines(file, most)
        yield ""
    yield from question_lines(report)
    yield from report_sentences(report)


def question_lines(report: ImportReport) -> Iterator[str]:
    """Yield the open questions with the numbers by which `data confirm` answers them."""
    questions = [one for file in report.files for one in file.proposals]
    for number, proposal in enumerate(questions, 1):
        yield f"{number:>4}. {proposal_question(proposal)}"
    if questions:
        yield "답하기: cluster-planner data confirm --yes 1,3-5 --no 2"
        yield ""


def change_lines(changes: DataChanges, most: int | None = FEW) -> Iterator[str]:
    """Yield the sums by table, then the grave changes, `most` of each kind in each table.

    All of all kinds when `most` is None.
    """
    yield from change_sentences(changes)
    kinds = frozenset(ChangeKind) if most is None else _GRAVE
    listing = change_listing(changes, kinds)
    if most is None:
        yield from listing_lines(listing, None, ("row_id",))
        return
    keys = [column.key for column in listing.columns]
    kind, table = keys.index("kind"), keys.index("table")
    for together, rows in groupby(listing.rows, lambda row: (row[table], row[kind])):
        title = " · ".join(str(word) for word in together)
        part = replace(listing, title=title, rows=tuple(rows))
        yield from listing_lines(part, most, ("row_id", "kind", "table"))


def listing_lines(
    listing: Listing, most: int | None, without: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield a table as one line a row: `시트 · 12행 · …`."""
    shown = listing.rows if most is None else listing.rows[:most]
    if shown:
        yield f"  {listing.title}:"
    for row in shown:
        cells = zip(listing.columns, row, strict=True)
        parts = [_cell(column.key, value) for column, value in cells if column.key not in without]
        yield "   - " + " · ".join(part for part in parts if part)
    if len(shown) < len(listing.rows):
        yield f"     … 그 밖에 {len(listing.rows) - len(shown):,}건"


def changes_content(changes: DataChanges) -> dict[str, Any]:
    """Return a difference for JSON."""
    return changes.model_dump(mode="json") | {"sentences": list(change_sentences(changes))}


def _file_lines(file: FileReport, most: int) -> Iterator[str]:
    yield f"[{file.file}]"
    for sentence in file_sentences(file):
        yield f"  {sentence}"
    for listing in file_listings(file):
        if listing.key == "ties":
            listing = replace(listing, rows=_apart(listing))
        if listing.key != _ASKED:
            yield from listing_lines(listing, _WHOLE if listing.key == "decisions" else most)


def _apart(ties: Listing) -> tuple[tuple[object, ...], ...]:
    verdict = [column.key for column in ties.columns].index("verdict")
    return tuple(row for row in ties.rows if row[verdict] != "같음")


def _cell(key: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if key == "row":
        return f"{value}행"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)
