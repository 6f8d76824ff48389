"""The rows of one table: a filter, the first hundred, and all that pass as a file."""

from functools import lru_cache
from typing import Any, Final

import pandas as pd
import panel as pn

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.data_catalogue import ColumnFact, DataTable
from cluster_planner.present.data_issues import NOT_APPLICABLE
from cluster_planner.present.excel_csv import excel_csv
from cluster_planner.present.words import MISSING, SUPPRESSED
from dashboards.parts import Column, Field, Form, Table, html_pane
from dashboards.shell import Wire
from dashboards.words import Words

SHOWN: Final = 100
_DECIMALS: Final = 6
_LONG_TEXT: Final = 24
"""Characters from which a column gets a width of its own, so that rows stay low."""


class Preview:
    """A filter over every column, the first rows, and the file of all rows that pass."""

    def __init__(self, snapshot: Snapshot, table: DataTable, words: Words, wire: Wire) -> None:
        self._table, self._wire = table, wire
        self._frame = pd.DataFrame(snapshot[table.name])[[c.name for c in table.columns]]
        self._text = _searchable(snapshot, table.name)
        self._found = self._frame
        fields = [
            Field("find", words("행 거르기"), "search", empty=words("어느 칸이든 이 말이 든 행")),
            Field("save", words("CSV 내려받기"), "button", icon="download"),
        ]
        form = Form(fields, on_change=self._change, words=words, inline=True)
        self._told = html_pane()
        columns = [_column(fact, self._frame[fact.name]) for fact in table.columns]
        self._rows = Table(
            columns, caption=f"{table.label} 미리보기", empty="거르기에 맞는 행이 없습니다.",
            words=words, sizing_mode="stretch_width", height=420,
        )  # fmt: skip
        self.view = pn.Column(form, self._told, self._rows, sizing_mode="stretch_width", margin=0)
        self._show()

    def _change(self, key: str, value: Any) -> None:
        if key == "find":
            wanted = str(value).strip().casefold()
            keep = self._text.str.contains(wanted, regex=False)
            self._found = self._frame[keep.to_numpy()]
            self._show()
        if key == "save":
            titles = {
                c.name: f"{c.label}({c.unit})" if c.unit else c.label for c in self._table.columns
            }
            content = excel_csv(self._found.rename(columns=titles))
            self._wire.save(f"{self._table.name}.csv", content, "text/csv")

    def _show(self) -> None:
        part = self._found.head(SHOWN)
        self._told.object = (
            f'<p class="quiet">{len(self._found):,}행 가운데 {len(part):,}행을 보입니다. '
            "CSV에는 거른 행이 모두 들어갑니다.</p>"
        )
        self._rows.show(_rows(self._table, part))


@lru_cache(maxsize=32)
def _searchable(snapshot: Snapshot, name: str) -> "pd.Series[Any]":
    frame = pd.DataFrame(snapshot[name]).drop(columns="geometry", errors="ignore")
    joined = frame.astype("str").fillna("").agg("\x1f".join, axis=1)
    return joined.str.casefold()


def _column(fact: ColumnFact, cells: "pd.Series[Any]") -> Column:
    title = fact.label
    help_ko = f"{fact.name}. 빈 칸: {fact.empty_means}" if fact.empty else fact.name
    if not pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_bool_dtype(cells):
        longest = int(cells.astype("str").str.len().max() or 0)
        width = min(380, 7 * longest) if longest > _LONG_TEXT else None
        return Column(fact.name, title, width=width, help=help_ko)
    return Column(fact.name, title, "number", fact.unit, _decimals(cells), help=help_ko)


def _decimals(cells: "pd.Series[Any]") -> int:
    values = cells.dropna().astype("float64").round(_DECIMALS)
    for digits in range(_DECIMALS):
        if (values.round(digits) == values).all():
            return digits
    return _DECIMALS


def _rows(table: DataTable, frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [fact.name for fact in table.columns]
    plain = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [
        {"key": str(place), **{name: _cell(table.name, name, row) for name in names}}
        for place, row in enumerate(plain)
    ]


def _cell(table: str, name: str, row: Any) -> Any:
    value = row[name]
    if value is None:
        if (table, name) in NOT_APPLICABLE:
            return {"value": None, "text": "해당 없음"}
        hidden = name == "value" and row.get("state") == "suppressed"
        return {"value": None, "text": SUPPRESSED if hidden else MISSING}
    if isinstance(value, bool):
        return "예" if value else "아니요"
    return value
