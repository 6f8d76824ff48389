"""The partners of the plan: who joins which park in which role, and how far away."""

from typing import Any

import panel as pn

from dashboards.parts import Field, Form, Table, html_pane
from dashboards.plan.results import table_rows as rows
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.labels import in_words
from dashboards.plan.results.sheets import TIGHT
from dashboards.state.session import Session


class Partners:
    """The table of assignments, of all parks or of the focus: the equal of the lines on the map."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._frames: RunFrames | None = None
        self.form = Form(
            [Field("only", words("고른 단지만"), "switch")],
            values={"only": False}, on_change=self._choose, inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.told = html_pane("")
        self.table = Table(
            in_words(rows.PARTNER_COLUMNS, words), words=words, on_choose=self._chosen, caption="참여기관 배정",
            empty="이 단지에 배정된 참여기관이 없습니다",
        )  # fmt: skip
        self.view = pn.Column(
            self.form, self.told, self.table, sizing_mode="stretch_both", margin=0
        )
        session.param.watch(self._focused, "focus")

    def show(self, frames: RunFrames | None) -> None:
        """Show the partners of another run."""
        self._frames = frames
        self._fill()

    def _choose(self, key: str, value: Any) -> None:
        self.form.show({key: value})
        self._fill()

    def _chosen(self, key: str) -> None:
        self._session.focus = rows.park_of(key)

    def _focused(self, *_: Any) -> None:
        if self.form.values.get("only"):
            self._fill()
        else:
            self._mark()

    def _fill(self) -> None:
        if self._frames is None:
            return
        only = bool(self.form.values.get("only"))
        self.table.show(rows.partner_rows(self._frames, self._session.focus if only else ""))
        unknown = sum(row["distance"] is None for row in self.table.rows)
        people = len({row["name"] for row in self.table.rows})
        self.told.object = (
            f'<p class="source" role="status">기관 {people:,}곳, 역할 배정 {len(self.table.rows):,}건 · '
            f"위치 자료가 없는 배정 {unknown:,}건은 거리가 없습니다.</p>"
        )
        self._mark()

    def _mark(self) -> None:
        park = self._session.focus
        self.table.marked = [
            row["key"] for row in self.table.rows if park and rows.park_of(row["key"]) == park
        ]
