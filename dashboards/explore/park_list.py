"""The parks that pass the filters, as a table with actions; it can do all that the map can."""

from collections.abc import Sequence
from typing import Any, Final

import panel as pn

from cluster_planner.present.words import day
from dashboards.explore.beside import SideBySide
from dashboards.explore.park_rows import columns, packed
from dashboards.parts import Field, Form, Table, tabs
from dashboards.shell import Wire
from dashboards.state.session import Session

MOST_BESIDE: Final = 4
_ACTIONS: Final = {"lock": "필수로 넣기", "exclude": "계획에서 빼기", "side": "비교표에 넣기"}


class ParkList:
    """A table of `session.shown`; ticked rows can be locked, excluded or put beside each other."""

    def __init__(self, session: Session, wire: Wire | None = None) -> None:
        self._session, self._wire = session, wire
        words = session.words
        self.table = Table(
            [],
            on_choose=self._choose,
            on_check=self._tick,
            words=words,
            checkable=True,
            downloads="산업단지",
            caption=words("산업단지 목록"),
            empty="조건에 맞는 단지가 없습니다. 위에서 조건을 하나씩 지워 보세요.",
        )
        self.actions = Form(self._fields(0), on_change=self._act, inline=True, words=words)
        self.actions.disabled_keys = list(_ACTIONS)
        self._tabs = tabs(
            [("list", words("목록"), self._list), ("side", words("비교표"), self._side)],
            label=words("목록과 비교표"),
            sizing_mode="stretch_both",
        )
        self.view: Any = self._tabs
        self._draw_rows()
        self._draw_shown()
        self._mark()
        self._count_side()
        session.param.watch(self._draw_rows, "run")
        session.param.watch(self._draw_shown, "shown")
        session.param.watch(self._mark, "focus")
        session.param.watch(self._count_side, "side")

    def _list(self) -> Any:
        return pn.Column(self.actions, self.table, sizing_mode="stretch_both", margin=0)

    def _side(self) -> Any:
        self.side = SideBySide(self._session)
        return self.side.view

    def _draw_rows(self, *_: Any) -> None:
        catalog = self._session.catalog
        plan = catalog.profiles.plan(self._session.run)
        plan = plan if plan is not None and plan.run.plan is not None else None
        as_of = f"전국산업단지현황통계 {day(catalog.snapshot.as_of['complexes'])}"
        shown = columns(self._session.words, as_of, plan is not None)
        self.table.param.update(
            columns=[vars(column) for column in shown],
            packed=packed(catalog.profiles.book, plan),
        )

    def _draw_shown(self, *_: Any) -> None:
        shown = self._session.shown
        everything = len(shown) == len(self._session.catalog.parks)
        self.table.only = None if everything else list(shown)
        kept = [key for key in self.table.checked if everything or key in set(shown)]
        if kept != self.table.checked:
            self.table.checked = kept
            self._tick(kept)

    def _mark(self, *_: Any) -> None:
        focus = self._session.focus
        self.table.marked = [focus] if focus else []
        if focus:
            self.table.reveal(focus)

    def _count_side(self, *_: Any) -> None:
        side = self._session.side
        self._tabs.badge("side", f"{len(side)}" if side else "")

    def _choose(self, park_id: str) -> None:
        self._session.focus = park_id

    def _tick(self, keys: Sequence[str]) -> None:
        self.actions.replace_fields(self._fields(len(keys)))
        self.actions.disabled_keys = [] if keys else list(_ACTIONS)

    def _fields(self, ticked: int) -> list[Field]:
        words = self._session.words
        self_disabled = "" if ticked else words("행을 먼저 고르세요")
        return [
            Field(
                key, words(label) + (f" ({ticked})" if ticked else ""), "button", help=self_disabled
            )
            for key, label in _ACTIONS.items()
        ]

    def _act(self, action: str, _: Any) -> None:
        keys = list(self.table.checked)
        if not keys:
            return
        match action:
            case "lock":
                self._session.draft = lock_all(self._session.draft, keys)
                self._say(
                    f"단지 {len(keys)}곳을 시나리오에 꼭 넣습니다. 시나리오 화면에서 실행하세요."
                )
            case "exclude":
                self._session.draft = exclude_all(self._session.draft, keys)
                self._say(
                    f"단지 {len(keys)}곳을 시나리오에서 뺐습니다. 시나리오 화면에서 실행하세요."
                )
            case "side":
                self._put_beside(keys)

    def _put_beside(self, keys: list[str]) -> None:
        wanted = list(dict.fromkeys([*self._session.side, *keys]))
        self._session.side = wanted[:MOST_BESIDE]
        if len(wanted) > MOST_BESIDE:
            self._say(
                f"비교표에는 단지 {MOST_BESIDE}곳까지 섭니다. 나머지는 넣지 않았습니다.", "warn"
            )
        self._tabs.open("side")

    def _say(self, text: str, tone: Any = "good") -> None:
        if self._wire is not None:
            self._wire.say(text, tone)


def lock_all(draft: Any, park_ids: Sequence[str]) -> Any:
    """The draft that must convert all of these parks."""
    for park_id in park_ids:
        draft = draft.with_lock(park_id, True)
    return draft


def exclude_all(draft: Any, park_ids: Sequence[str]) -> Any:
    """The draft that gives none of these parks anything."""
    for park_id in park_ids:
        draft = draft.with_exclusion(park_id, True)
    return draft
