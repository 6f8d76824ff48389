"""What differs between two snapshots: counts by table, and the changes behind them."""

from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.data_changes import ChangeKind, DataChanges
from cluster_planner.present.imports import CHANGE_LABELS, change_listing, change_sentences
from dashboards.data_page.listing_view import LONG, listing_rows, listing_table
from dashboards.parts import Field, Form, Option, html_pane
from dashboards.words import Words

_SHEET: Final = Path(__file__).with_name("data_page.css")
_ALL: Final = "all"


class ChangesView:
    """Sentences, a choice of kinds, and one table."""

    def __init__(self, changes: DataChanges, words: Words) -> None:
        self._changes = changes
        told = "".join(f"<li>{escape(line)}</li>" for line in change_sentences(changes))
        kinds = [kind for kind in ChangeKind if any(c.kind is kind for c in changes.changes)]
        options = [
            Option(_ALL, words("모두")),
            *(Option(k, words(CHANGE_LABELS[k])) for k in kinds),
        ]
        field = Field("kind", words("무엇"), "select", options=tuple(options))
        form = Form([field], {"kind": _ALL}, on_change=self._sift, words=words, inline=True)
        self._table = listing_table(change_listing(changes), words)
        self.view = pn.Column(
            html_pane(f"<ul>{told}</ul>", _SHEET),
            *([form, self._table] if changes.changes else []),
            stylesheets=[LONG],
            sizing_mode="stretch_width",
            margin=0,
        )

    def _sift(self, _: str, value: Any) -> None:
        kinds = set(ChangeKind) if value == _ALL else {ChangeKind(value)}
        self._table.show(listing_rows(change_listing(self._changes, kinds)))
