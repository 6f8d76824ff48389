"""The versions of one saved scenario: what each changed, open one, bring one back, compare two."""

from collections.abc import Callable
from html import escape
from typing import Any, Final

import panel as pn

from cluster_planner.errors import StoreError
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.store.scenarios import Version
from dashboards.parts import Column, Field, Form, Table, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.saved.wording import NOBODY, changes_line, content_of, local
from dashboards.state.session import Session

AT_ONCE: Final = 20
"""Versions that are read and compared at a time."""


class Versions:
    """`on_open` gets a scenario and a version, `on_compare` a scenario and two, `on_restore` one."""

    def __init__(
        self,
        session: Session,
        words: DifferenceWords,
        on_open: Callable[[str, int], None],
        on_compare: Callable[[str, int, int], None],
        on_restore: Callable[[Version, int], None],
    ) -> None:
        self._session, self._words = session, words
        self._open, self._compare, self._restore = on_open, on_compare, on_restore
        self.scenario_id = ""
        self._versions: tuple[Version, ...] = ()
        self._most = AT_ONCE
        label = session.words
        self.head = html_pane("")
        self.table = Table(
            [
                Column("version", label("판"), width=70),
                Column("when", label("저장한 때"), width=140),
                Column("who", label("저장한 사람"), width=110),
                Column("note", label("메모"), least=130),
                Column("changes", label("앞 판과 다른 점"), least=240),
                Column("open", label("열기"), "action", width=80),
                Column("restore", label("되살리기"), "action", width=100),
            ],
            on_action=self._act, on_check=self._tick, checkable=True, words=label,
            caption=label("판 기록"), empty="저장된 시나리오를 열면 여기에 판이 나타납니다.",
            sizing_mode="stretch_width", max_height=480,
        )  # fmt: skip
        self.actions = Form(
            [
                Field("compare", label("고른 두 판 견주기"), "button"),
                Field("more", label("이전 판 더 보기"), "button"),
            ],
            {}, self._press, inline=True, words=label, disabled_keys=["compare", "more"],
        )  # fmt: skip
        self.view = pn.Column(
            self.head, self.table, self.actions, margin=0, sizing_mode="stretch_width"
        )

    def show(self, scenario_id: str) -> None:
        """Show the versions of a scenario; an empty id shows none."""
        if scenario_id != self.scenario_id:
            self.table.checked = []
        self.scenario_id, self._most = scenario_id, AT_ONCE
        self.renew()

    def renew(self) -> None:
        """Read the shelf again."""
        shelf = self._session.desk.shelf
        try:
            self._versions = shelf.scenarios.versions(self.scenario_id) if self.scenario_id else ()
            self._draw()
        except StoreError as error:
            self.head.object = findings_html(error.findings)

    def _draw(self) -> None:
        shown = self._versions[: self._most]
        name = ""
        if shown:
            latest = content_of(self._session.desk.shelf, self.scenario_id, shown[0].version)
            name = f"<h3>{escape(latest.name)}</h3>"
        self.head.object = name
        self.table.show([self._row(one) for one in shown])
        origin = self._session.origin
        here = origin is not None and origin.scenario_id == self.scenario_id
        self.table.marked = [str(origin.version)] if origin and here else []
        shown_keys = {str(one.version) for one in shown}
        self.table.checked = [key for key in self.table.checked if key in shown_keys]
        self._tick(self.table.checked)

    def _row(self, one: Version) -> dict[str, Any]:
        label = self._session.words
        back = f"{one.restored_from}판을 되살림" if one.restored_from else ""
        return {
            "key": str(one.version),
            "version": {"value": one.version, "text": f"{one.version}판"},
            "when": {"value": one.saved_at.timestamp(), "text": local(one.saved_at)},
            "who": one.author or NOBODY,
            "note": one.note or back or NOBODY,
            "changes": self._changes(one),
            "open": label("열기"),
            "restore": label("되살리기") if one.version < self._versions[0].version else "",
        }

    def _changes(self, one: Version) -> str:
        if one.version == 1:
            return "처음 저장"
        shelf = self._session.desk.shelf
        try:
            before, after = (
                content_of(shelf, one.scenario_id, number)
                for number in (one.version - 1, one.version)
            )
        except StoreError:
            return "이 프로그램이 읽지 못하는 판"
        return changes_line(self._words, before, after)

    def _act(self, action: str, key: str) -> None:
        found = next((one for one in self._versions if str(one.version) == key), None)
        if found is None:
            return
        if action == "open":
            self._open(found.scenario_id, found.version)
        else:
            self._restore(found, self._versions[0].version)

    def _tick(self, keys: list[str]) -> None:
        self.actions.disabled_keys = [
            *([] if len(keys) == 2 else ["compare"]),
            *([] if len(self._versions) > self._most else ["more"]),
        ]

    def _press(self, key: str, _: Any) -> None:
        if key == "more":
            self._most += AT_ONCE
            self.renew()
        elif len(self.table.checked) == 2:
            first, second = sorted(map(int, self.table.checked))
            self._compare(self.scenario_id, first, second)
