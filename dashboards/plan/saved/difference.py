"""What differs between two versions, or between a version and what is on the screen."""

from html import escape
from typing import Any, Final

import panel as pn

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import StoreError
from cluster_planner.explain.differences import changed_inputs
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.store.scenarios import Version
from dashboards.parts import Column, Field, Form, Option, Table, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.saved.wording import content_of, version_line
from dashboards.state.session import Session

MINE: Final = "mine"
"""Stands for what is on the screen."""
_COUNTRY: Final = "전국"


class Difference:
    """Two sides to choose, and a row per input that differs."""

    def __init__(self, session: Session, words: DifferenceWords) -> None:
        self._session, self._words = session, words
        self._scenario_id = ""
        self._sides = ["", MINE]
        self._options: tuple[Option, ...] = ()
        label = session.words
        self.choice = Form([], {}, self._choose, inline=True, words=label)
        self.told = html_pane('<p role="status"></p>')
        self.table = Table(
            [
                Column("item", label("조건"), width=170),
                Column("subject", label("대상"), width=160),
                Column("before", label("앞")),
                Column("after", label("뒤")),
            ],
            caption=label("다른 조건"), empty="다른 조건이 없습니다.", words=label,
            sizing_mode="stretch_width", max_height=480,
        )  # fmt: skip
        self.view = pn.Column(
            self.choice, self.told, self.table, margin=0, sizing_mode="stretch_width"
        )
        session.param.watch(self._follow, "scenario")
        self._draw()

    def show(self, scenario_id: str, before: str, after: str) -> None:
        """Compare two sides of a saved scenario: numbers of versions, or MINE."""
        self._scenario_id, self._sides = scenario_id, [before, after]
        try:
            versions = self._session.desk.shelf.scenarios.versions(scenario_id)
        except StoreError as error:
            self.told.object = findings_html(error.findings)
            return
        self._options = _options(versions)
        self._draw()

    def _choose(self, key: str, value: Any) -> None:
        self._sides[0 if key == "before" else 1] = str(value)
        self._draw()

    def _follow(self, *_: Any) -> None:
        if MINE in self._sides and self.view.visible:
            self._draw()

    def _draw(self) -> None:
        label = self._session.words
        if not self._scenario_id:
            self.told.object = '<p role="status">판 기록에서 두 판을 고르면 여기에서 견줍니다.</p>'
            self.table.show([])
            return
        with pn.io.hold():
            self.choice.fields = [
                Field("before", label("앞"), "select", options=self._options).plain,
                Field("after", label("뒤"), "select", options=self._options).plain,
            ]
            self.choice.values = dict(zip(("before", "after"), self._sides, strict=True))
            self._draw_rows()

    def _draw_rows(self) -> None:
        try:
            before, after = (self._side(side) for side in self._sides)
        except StoreError as error:
            self.told.object, self.table.rows = findings_html(error.findings), []
            return
        if before is None or after is None:
            self.told.object = '<p role="status">지금 조건에 고칠 곳이 있어 견줄 수 없습니다.</p>'
            self.table.show([])
            return
        rows = self._rows(before, after)
        names = {option.value: option.label for option in self._options}
        left, right = (escape(names.get(side, side)) for side in self._sides)
        count = f"다른 조건 {len(rows)}건" if rows else "다른 조건이 없습니다"
        self.told.object = f'<p role="status">{left} → {right}: <b>{count}</b></p>'
        self.table.show(rows)

    def _side(self, side: str) -> Scenario | None:
        if side == MINE:
            scenario: Scenario | None = self._session.scenario
            return scenario
        return content_of(self._session.desk.shelf, self._scenario_id, int(side))

    def _rows(self, before: Scenario, after: Scenario) -> list[dict[str, Any]]:
        told = [self._words.input(change) for change in changed_inputs(before, after)]
        return [
            {
                "key": str(place),
                "item": one.item,
                "subject": one.subject or _COUNTRY,
                "before": one.before,
                "after": one.after,
            }
            for place, one in enumerate(told)
        ]


def _options(versions: tuple[Version, ...]) -> tuple[Option, ...]:
    kept = (Option(str(one.version), version_line(one)) for one in versions)
    return (Option(MINE, "지금 화면의 조건"), *kept)
