"""The runs of this computer: open one, tick some to compare."""

from datetime import datetime
from itertools import islice
from typing import Any, Final

import panel as pn

from cluster_planner.present.words import MISSING
from dashboards.lookups.recent import Listed, listed
from dashboards.parts import Column, Field, Form, Table
from dashboards.state.session import Session

MOST_SHOWN: Final = 30
MOST_COMPARED: Final = 4


class RecentRuns:
    """A list that is read when it is opened."""

    def __init__(self, session: Session) -> None:
        self._session = session
        words = session.words
        self.table = Table(
            [
                Column("name", words("시나리오")),
                Column("badge", words("결과")),
                Column("score", words("목적값")),
                Column("when", words("언제")),
            ],
            on_choose=session.open_run, on_check=self._tick, checkable=True,
            caption=words("지난 실행"), empty="아직 실행한 것이 없습니다.",
            sizing_mode="stretch_width", max_height=240,
        )  # fmt: skip
        self.actions = Form(
            [Field("compare", words("고른 실행 비교"), "button",
                   help="둘에서 넷까지 고르면 비교 화면에서 나란히 봅니다.")],
            {}, self._compare, inline=True, words=words, disabled_keys=["compare"],
        )  # fmt: skip
        self.view = pn.Column(
            self.table, self.actions, visible=False, margin=0, sizing_mode="stretch_width"
        )
        session.param.watch(self._mark, "run")

    def open(self, on: bool) -> None:
        """Show or hide the list."""
        self.view.visible = on
        self.renew()

    def renew(self) -> None:
        """Read the shelf again, if anybody looks."""
        if self.view.visible:
            desk = self._session.desk
            newest = islice(listed(desk.shelf, desk.base), MOST_SHOWN)
            self.table.show([_row(one) for one in newest])
            self._mark()

    def _mark(self, *_: Any) -> None:
        run = self._session.run
        self.table.marked = [run.run_id] if run is not None else []

    def _tick(self, keys: list[str]) -> None:
        enough = 2 <= len(keys) <= MOST_COMPARED
        self.actions.disabled_keys = [] if enough else ["compare"]

    def _compare(self, *_: Any) -> None:
        chosen = self.table.checked
        if 2 <= len(chosen) <= MOST_COMPARED:
            self._session.compared = list(chosen)
            self._session.page = "compare"


def _row(one: Listed) -> dict[str, Any]:
    badge = one.badge
    return {
        "key": one.run_id,
        "name": one.name,
        "badge": {"value": badge.text, "text": badge.text, "tone": badge.tone},
        "score": {"value": one.objective, "text": one.score or MISSING},
        "when": {"value": one.kept_at.timestamp(), "text": _local(one.kept_at)},
    }


def _local(when: datetime) -> str:
    return f"{when.astimezone():%m-%d %H:%M}"
