"""The runs of the shelf: find one, open it, tick some to compare."""

from datetime import datetime
from typing import Any, Final

import panel as pn

from cluster_planner.errors import StoreError
from cluster_planner.present.words import MISSING
from dashboards.lookups.recent import Listed, listed
from dashboards.parts import Column, Field, Form, Table
from dashboards.state.session import Session

AT_ONCE: Final = 30
"""Runs that are read at a time."""
MOST_COMPARED: Final = 4


class RecentRuns:
    """A list that is read when it is opened."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._most, self._all = AT_ONCE, True
        self._ticked: list[str] = []
        self._shown: set[str] = set()
        words = session.words
        self.find = Form(
            [Field("find", words("지난 실행 찾기"), "search")],
            {}, self._sought, inline=True, words=words,
        )  # fmt: skip
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
                   help="둘에서 넷까지 고르면 비교 화면에서 나란히 봅니다."),
             Field("more", words("더 보기"), "button")],
            {}, self._press, inline=True, words=words, disabled_keys=["compare", "more"],
        )  # fmt: skip
        self.view = pn.Column(
            self.find,
            self.table,
            self.actions,
            visible=False,
            margin=0,
            sizing_mode="stretch_width",
        )
        session.param.watch(self._mark, "run")

    def open(self, on: bool) -> None:
        """Show or hide the list."""
        self.view.visible = on
        self.renew()

    def renew(self) -> None:
        """Read the shelf again, if anybody looks."""
        if not self.view.visible:
            return
        desk, words = self._session.desk, str(self.find.values.get("find") or "")
        try:
            found = list(listed(desk.shelf, desk.base, self._most + 1, words))
        except StoreError as error:
            self._session.tell(*error.findings)
            return
        self.table.empty = (
            "찾는 실행이 없습니다." if words.strip() else "아직 실행한 것이 없습니다."
        )
        self._all = len(found) <= self._most
        found = found[: self._most]
        self.table.show([_row(one) for one in found])
        self._shown = {one.run_id for one in found}
        self.table.checked = [run_id for run_id in self._ticked if run_id in self._shown]
        self._able()
        self._mark()

    def _sought(self, _: str, value: Any) -> None:
        self._most = AT_ONCE
        self.find.show({"find": value})
        self.renew()

    def _mark(self, *_: Any) -> None:
        run = self._session.run
        self.table.marked = [run.run_id] if run is not None else []

    def _tick(self, keys: list[str]) -> None:
        """What was ticked before the list was searched stays ticked."""
        hidden = [run_id for run_id in self._ticked if run_id not in {*self._shown, *keys}]
        self._ticked = [*hidden, *keys]
        self._able()

    def _able(self) -> None:
        enough = 2 <= len(self._ticked) <= MOST_COMPARED
        label = self._session.words("고른 실행 비교")
        self.actions.show({"compare": f"{label} ({len(self._ticked)})" if self._ticked else label})
        self.actions.disabled_keys = [
            *([] if enough else ["compare"]),
            *(["more"] if self._all else []),
        ]

    def _press(self, key: str, _: Any) -> None:
        if key == "more":
            self._most += AT_ONCE
            self.renew()
        else:
            self._compare()

    def _compare(self) -> None:
        chosen = self._ticked
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
