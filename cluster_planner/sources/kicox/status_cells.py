"""One cell of the status statistic as text for our tables, or a refusal that says why not."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_planner.domain.imports import Place
from cluster_planner.sources.grid import (
    Cell,
    CellKind,
    Notes,
    Row,
    Sheet,
    State,
    clean,
    is_percent,
    place_of,
    plain,
    read_date,
    read_number,
)
from cluster_planner.sources.kicox.header import Header
from cluster_planner.sources.kicox.names import INDENT
from cluster_planner.sources.kicox.status_columns import AREAS, COUNTS, label

_CHECK = "원본을 확인해 고친 뒤 다시 올리세요"
_STORE = "엑셀에서 열어 계산된 상태로 저장한 뒤 다시 올리세요"


@dataclass(frozen=True)
class Columns:
    """A table on a sheet: where its columns stand and what its areas must be multiplied by."""

    sheet: Sheet
    header: Header
    factors: dict[str, float]
    """Column of an area → what makes it 천㎡."""

    def cell(self, row: Row, key: str) -> Cell:
        """Return the cell of a column, an empty one where the table lacks the column."""
        column = self.header.columns.get(key)
        return row.get(column) if column else Cell(row.number, 1)

    def body(self, until: int | None = None) -> list[Row]:
        """Return the rows below the header, before row `until`."""
        return [
            row
            for row in self.sheet.rows
            if row.number > self.header.last_row and (until is None or row.number < until)
        ]


@dataclass
class CellReader:
    """Reads cells of one table and notes what it had to change or refuse."""

    columns: Columns
    notes: Notes

    def text(self, row: Row, key: str) -> str | None:
        """Return the cleaned text; None after a refusal (an error, a formula without value)."""
        cell = self.columns.cell(row, key)
        if not self._readable(cell, key):
            return None
        found = clean(cell.text)
        # The indent of a part is no noise: it says whose part it is.
        if found != (cell.text.lstrip(INDENT) if key == "name_ko" else cell.text):
            self._summed("spaces", cell, key, found, "빈칸(NBSP·줄바꿈 포함)과 자모를 정리함")
        return found

    def figure(self, row: Row, key: str) -> str | None:
        """Return digits, "" where the figure is missing, None after a refusal."""
        cell = self.columns.cell(row, key)
        if not self._readable(cell, key):
            return None
        figure = read_number(cell)
        if figure.state is State.SUPPRESSED:
            self._summed("suppressed", cell, key, "", "비공개(X)는 빈 값으로 둠(0이 아님)")
        if figure.value is None:
            if figure.state is State.WRONG:
                return self.refuse(cell, key, "수가 아닙니다", f"수나 빈칸이어야 합니다. {_CHECK}")
            return ""
        if key != "sale_rate_pct" and is_percent(cell):
            return self.refuse(cell, key, "비율(%)로 적혀 있습니다", f"수만 적으세요. {_CHECK}")
        if problem := _impossible(key, figure.value):
            return self.refuse(cell, key, problem, _CHECK)
        if figure.repaired:
            self._summed("spelling", cell, key, plain(figure.value), "글자로 적힌 수를 수로 읽음")
        factor = self.columns.factors.get(key, 1.0)
        if factor == 1.0:
            return plain(figure.value)
        return plain(round(figure.value * factor, 6))

    def day(self, row: Row, key: str) -> str | None:
        """Return an ISO date, "" where there is none, None after a refusal."""
        cell = self.columns.cell(row, key)
        if cell.is_empty or clean(cell.text) in ("-", "–"):
            return ""
        if not self._readable(cell, key):
            return None
        found = read_date(cell)
        if found is None:
            return self.refuse(cell, key, "날짜가 아닙니다", "2025-03-24처럼 적으세요")
        return found

    def refuse(self, cell: Cell, key: str, problem: str, remedy: str) -> str | None:
        """Note that a cell cannot be used; return None, which callers hand on."""
        self.notes.refuse(self._place(cell, key), cell.text, problem, remedy)
        return None

    def changed_name(self, cell: Cell, after: str, how: str) -> None:
        """Note that a name was read otherwise than it stands."""
        self._summed(how, cell, "name_ko", after, how)

    def _readable(self, cell: Cell, key: str) -> bool:
        if cell.kind is CellKind.ERROR:
            self.refuse(cell, key, f"수식 오류 {clean(cell.text)}입니다", _CHECK)
            return False
        if cell.kind is CellKind.UNCACHED:
            self.refuse(cell, key, "수식만 있고 계산된 값이 없습니다", _STORE)
            return False
        if cell.formula:
            # `[1]시트!A1` points into another file, which nobody opens.
            where = "다른 파일을 가리키는 " if "[" in cell.formula else ""
            how = f"{where}수식에 저장된 값을 씀"
            self._summed(how, cell, key, cell.text, how, cell.formula)
        return True

    def _summed(
        self, why: str, cell: Cell, key: str, after: str, how: str, before: str = ""
    ) -> None:
        group = (self.columns.sheet.name, key, why)
        before = before or cell.text
        self.notes.repair_summed(group, self._place(cell, key), before, after, how)

    def _place(self, cell: Cell, key: str) -> Place:
        return place_of(self.columns.sheet, cell, label(self.columns.header, key))


def _impossible(key: str, value: float) -> str:
    if value < 0:
        return "음수입니다"
    if key in COUNTS and not value.is_integer():
        return "업체 수가 정수가 아닙니다"
    if key == "sale_rate_pct" and value > 100.5:
        return "분양률이 100 %를 넘습니다"
    if key in AREAS and value > 1e12:
        return "면적이 너무 큽니다"
    return ""
