"""What differs between two snapshots: counts by table, and the changes behind them."""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.data_changes import ChangeKind, DataChanges
from cluster_planner.present.imports import (
    CHANGE_LABELS,
    change_counts,
    change_listing,
    change_sentences,
    table_ko,
)
from dashboards.data_page.listing_view import LONG, listing_rows, listing_table
from dashboards.parts import Field, Form, Option, html_pane
from dashboards.words import Words

_SHEET: Final = Path(__file__).with_name("data_page.css")
_ALL: Final = "all"


class ChangesView:
    """Sentences, what to look for among the changes, and one table of those that are left."""

    def __init__(self, changes: DataChanges, words: Words) -> None:
        self._changes, self._words = changes, words
        self._kind, self._of, self._query = _ALL, _ALL, ""
        told = "".join(f"<li>{escape(line)}</li>" for line in change_sentences(changes))
        self._table = listing_table(change_listing(changes), words)
        self.view = pn.Column(
            html_pane(f"<ul>{told}</ul>", _SHEET),
            *([self._form(), self._table] if changes.changes else []),
            stylesheets=[LONG],
            sizing_mode="stretch_width",
            margin=0,
        )

    def _form(self) -> Form:
        words, counts = self._words, change_counts(self._changes)
        kinds = [kind for kind in ChangeKind if any(one is kind for _, one in counts)]
        tables = dict.fromkeys(table for table, _ in counts)
        every = Option(_ALL, words("모두"))
        fields = [
            Field("find", words("찾기"), "search", empty=words("이름·칸·값")),
            Field(
                "kind",
                words("무엇"),
                "select",
                options=(every, *(Option(kind, words(CHANGE_LABELS[kind])) for kind in kinds)),
            ),
            Field(
                "table",
                words("표"),
                "select",
                options=(every, *(Option(table, words(table_ko(table))) for table in tables)),
            ),
        ]
        start = {"find": "", "kind": _ALL, "table": _ALL}
        return Form(fields, start, on_change=self._sift, words=words, inline=True)

    def _sift(self, key: str, value: Any) -> None:
        match key:
            case "find":
                self._query = str(value).strip().casefold()
            case "kind":
                self._kind = str(value)
            case "table":
                self._of = str(value)
        kinds = set(ChangeKind) if self._kind == _ALL else {ChangeKind(self._kind)}
        table = "" if self._of == _ALL else self._of
        found = change_listing(self._changes, kinds, table)
        rows = tuple(row for row in found.rows if self._query in " ".join(map(str, row)).casefold())
        self._table.show(listing_rows(replace(found, rows=rows)))
