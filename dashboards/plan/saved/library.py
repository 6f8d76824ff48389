"""The saved scenarios: find one, open it, put it away."""

from collections.abc import Callable
from typing import Any

import panel as pn

from cluster_planner.errors import StoreError
from cluster_planner.store.scenarios import Saved
from dashboards.parts import Column, Field, Form, Table
from dashboards.plan.saved.wording import NOBODY, local
from dashboards.shell import Wire
from dashboards.state.session import Session


class Library:
    """The list. `on_open` gets a scenario and a version; `on_versions` a scenario."""

    def __init__(
        self,
        session: Session,
        wire: Wire,
        on_open: Callable[[str, int], None],
        on_versions: Callable[[str], None],
    ) -> None:
        self._session, self._wire = session, wire
        self._open, self._versions = on_open, on_versions
        self._saved: dict[str, Saved] = {}
        words = session.words
        self.find = Form(
            [
                Field("find", words("시나리오 찾기"), "search"),
                Field("hidden", words("치워 둔 것도 보기"), "switch"),
                Field("renew", words("목록 새로 읽기"), "button"),
            ],
            {}, self._ask, inline=True, words=words,
        )  # fmt: skip
        self.table = Table(
            [
                Column("name", words("시나리오")),
                Column("version", words("판"), width=60),
                Column("when", words("저장한 때"), width=140),
                Column("who", words("저장한 사람"), width=90),
                Column("open", words("열기"), "action", width=62),
                Column("versions", words("판 기록"), "action", width=80),
                Column("hide", words("치우기"), "action", width=80),
            ],
            on_choose=self._choose, on_action=self._act, words=words,
            caption=words("저장된 시나리오"),
            empty="저장된 시나리오가 없습니다. 왼쪽 위의 ‘저장’으로 지금 조건을 저장하세요.",
            sizing_mode="stretch_width", max_height=520, page_size=50,
        )  # fmt: skip
        self.view = pn.Column(self.find, self.table, margin=0, sizing_mode="stretch_width")
        session.param.watch(self._mark, "origin")
        self.renew()

    def renew(self) -> None:
        """Read the shelf again; when it is away the list stays as it was."""
        try:
            found = self._session.desk.shelf.scenarios.list(hidden=True)
        except StoreError as error:
            self._session.tell(*error.findings)
            return
        self._saved = {one.scenario_id: one for one in found}
        self._show()

    def _show(self) -> None:
        asked = self.find.values
        wanted = str(asked.get("find") or "").casefold().split()
        rows = [
            self._row(one)
            for one in self._saved.values()
            if (asked.get("hidden") or not one.hidden)
            and all(word in f"{one.name} {one.author}".casefold() for word in wanted)
        ]
        self.table.empty = (
            "찾는 시나리오가 없습니다. 다른 말로 찾거나 치워 둔 것도 보세요."
            if self._saved
            else "저장된 시나리오가 없습니다. 왼쪽 위의 ‘저장’으로 지금 조건을 저장하세요."
        )
        self.table.show(rows)
        self._mark()

    def _row(self, one: Saved) -> dict[str, Any]:
        words = self._session.words
        name = {"value": one.name, "text": one.name, "mark": "치워 둠" if one.hidden else ""}
        return {
            "key": one.scenario_id,
            "name": name,
            "version": {"value": one.version, "text": f"{one.version}판"},
            "when": {"value": one.saved_at.timestamp(), "text": local(one.saved_at)},
            "who": one.author or NOBODY,
            "open": words("열기"),
            "versions": words("판 기록"),
            "hide": words("다시 꺼내기") if one.hidden else words("치우기"),
        }

    def _mark(self, *_: Any) -> None:
        origin = self._session.origin
        self.table.marked = [origin.scenario_id] if origin else []

    def _ask(self, key: str, value: Any) -> None:
        if key == "renew":
            self.renew()
            return
        self.find.show({key: value})
        self._show()

    def _choose(self, scenario_id: str) -> None:
        self._act("open", scenario_id)

    def _act(self, action: str, scenario_id: str) -> None:
        one = self._saved.get(scenario_id)
        if one is None:
            return
        match action:
            case "open":
                self._open(scenario_id, one.version)
            case "versions":
                self._versions(scenario_id)
            case "hide":
                self._hide(one)

    def _hide(self, one: Saved) -> None:
        try:
            self._session.desk.shelf.scenarios.hide(one.scenario_id, hidden=not one.hidden)
        except StoreError as error:
            self._session.tell(*error.findings)
            return
        done = (
            "다시 꺼냈습니다"
            if one.hidden
            else "치워 두었습니다. ‘치워 둔 것도 보기’에서 다시 꺼냅니다"
        )
        self._wire.say(f"{one.name}: {done}.")
        self.renew()
