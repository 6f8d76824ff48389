"""Facts of up to four parks beside each other."""

from typing import Any

import panel as pn

from cluster_planner.present.profile.beside import Beside, beside
from cluster_planner.present.profile.fact import Fact
from dashboards.parts import Column, Field, Form, Table
from dashboards.state.session import Session


class SideBySide:
    """A table with one column for each park of `session.side`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        words = session.words
        self.table = Table(
            [],
            words=words,
            downloads="단지_비교",
            caption=words("단지 비교표"),
            empty="목록에서 단지를 고르고 '비교표에 넣기'를 누르면 여기에 나란히 섭니다(4곳까지).",
        )
        self.form = Form([], on_change=self._take_out, inline=True, words=words)
        self.view: Any = pn.Column(self.form, self.table, sizing_mode="stretch_both", margin=0)
        self._draw()
        session.param.watch(self._draw, ["side", "run"])

    def _draw(self, *_: Any) -> None:
        session = self._session
        profiles = [session.catalog.profiles.of_park(i, session.run) for i in session.side]
        titles = [Column("label", session.words("항목"), width=92)]
        titles += [Column(p.subject_id, p.name) for p in profiles]
        self.table.columns = [vars(column) for column in titles]
        self.table.show(
            [_row(line, session.side, n) for n, line in enumerate(beside(profiles))]
            if profiles
            else []
        )
        out = [Field(p.subject_id, f"{p.name} 빼기", "button") for p in profiles]
        self.form.replace_fields(out)

    def _take_out(self, park_id: str, _: Any) -> None:
        self._session.side = [i for i in self._session.side if i != park_id]


def _row(line: Beside, park_ids: list[str], number: int) -> dict[str, Any]:
    cells = {i: _cell(fact) for i, fact in zip(park_ids, line.facts, strict=True)}
    return {"key": str(number), "label": line.label} | cells


def _cell(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {"value": fact.value, "mark": fact.mark}
