"""Choosing the runs: the recent ones of the shelf with what they claim and what they changed."""

from typing import Any

import panel as pn

from cluster_planner.errors import StoreError
from cluster_planner.present.difference_rows import LETTERS
from cluster_planner.present.difference_words import DifferenceWords
from dashboards.compare.card import Card
from dashboards.compare.cells import money_cell
from dashboards.compare.comparison import MOST
from dashboards.lookups.recent import Listed, listed
from dashboards.parts import Column, Field, Form, Table
from dashboards.shell import Wire
from dashboards.state.session import Session

_SHOWN_CHANGES = 2


class Chooser:
    """Ticks write `session.compared`; the first ticked run is the base."""

    def __init__(self, session: Session, wire: Wire, words: DifferenceWords) -> None:
        self._session, self._wire, self._words = session, wire, words
        self._lines: dict[str, Listed] = {}
        label = session.words
        self._find = Form(
            [
                Field("find", label("실행 찾기"), "search"),
                Field("renew", label("목록 새로 읽기"), "button"),
            ],
            on_change=self._asked,
            inline=True,
            css_classes=["find"],
        )
        self._table = Table(
            [
                Column("name", label("시나리오"), width=190),
                Column("badge", label("상태"), width=190),
                Column("score", label("목적값"), "number", width=110),
                Column("national", label("국비"), "number", width=110),
                Column("parks", label("단지"), "number", label("곳"), width=80),
                Column("when", label("저장한 때"), width=130),
                Column("changes", label("기준안과 다른 조건"), least=200),
            ],
            on_choose=self._flip,
            on_check=self._ticked,
            checkable=True,
            caption=label("저장된 실행"),
            empty="저장된 실행이 없습니다. 시나리오 화면에서 실행하면 여기에 남습니다.",
            sizing_mode="stretch_width",
            page_size=12,
        )
        self._card = Card(label("견줄 실행 고르기"), self._find, self._table, name="chooser")
        self.view: pn.Column = self._card.view
        session.param.watch(self._mark, "compared")
        self.renew()

    def renew(self) -> None:
        """Read the shelf again."""
        self._lines = {}
        self._read("")
        self._show(str(self._find.values.get("find") or ""))
        self._mark()

    def _read(self, query: str) -> None:
        """The newest runs, and older ones whose name or id says what is asked."""
        session = self._session
        try:
            found = list(listed(session.desk.shelf, session.desk.base, words=query))
        except StoreError as error:
            session.tell(*error.findings)
            return
        self._lines |= {one.run_id: one for one in found}

    def _show(self, query: str) -> None:
        wanted = query.casefold().split()
        rows = [self._row(line) for line in self._lines.values()]
        self._table.show([row for row in rows if all(w in row["text"] for w in wanted)])

    def _row(self, line: Listed) -> dict[str, Any]:
        changes = self._words.sentences(line.changes)
        left = len(changes) - _SHOWN_CHANGES
        told = "; ".join(changes[:_SHOWN_CHANGES]) + (f" 외 {left}건" if left > 0 else "")
        when = line.kept_at.astimezone()
        return {
            "key": line.run_id,
            "name": line.name,
            "badge": {"value": line.badge.text, "text": line.badge.text, "tone": line.badge.tone},
            "score": {"value": line.objective, "text": line.score or "–"},
            "national": _money(line.national_mkrw),
            "parks": line.parks,
            "when": {"value": when.isoformat(), "text": f"{when:%Y-%m-%d %H:%M}"},
            "changes": told or "없음",
            "text": f"{line.name} {line.badge.text} {'; '.join(changes)} {line.run_id}".casefold(),
        }

    def _asked(self, key: str, value: Any) -> None:
        if key == "find":
            self._find.show({"find": value})
            if str(value or "").strip():
                self._read(str(value))
            self._show(str(value or ""))
        else:
            self.renew()

    def _flip(self, run_id: str) -> None:
        chosen = list(self._session.compared)
        self._ticked([i for i in chosen if i != run_id] if run_id in chosen else [*chosen, run_id])

    def _ticked(self, run_ids: list[str]) -> None:
        before = list(self._session.compared)
        kept = [run_id for run_id in before if run_id in run_ids]
        new = [run_id for run_id in run_ids if run_id not in before]
        if len(kept) + len(new) > MOST:
            self._wire.say(f"{MOST}개까지 견줄 수 있습니다. 먼저 하나를 빼세요.", "warn")
            self._mark()
            return
        self._session.compared = [*kept, *new]

    def _mark(self, *_: Any) -> None:
        chosen = list(self._session.compared)
        self._table.checked = []  # tells the browser even where it ticked a box by itself
        self._table.checked = chosen
        names = [f"{letter} {self._name(i)}" for letter, i in zip(LETTERS, chosen, strict=False)]
        self._card.say(
            f"2–{MOST}개를 고르세요. 먼저 고른 실행이 기준입니다."
            + (f" 고른 실행: {', '.join(names)}" if names else "")
        )

    def _name(self, run_id: str) -> str:
        line = self._lines.get(run_id)
        return line.name if line else run_id


def _money(mkrw: int | None) -> Any:
    return None if mkrw is None else money_cell(mkrw)
