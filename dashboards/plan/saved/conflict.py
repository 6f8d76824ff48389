"""Two planners saved the same scenario: the second is told, sees what differs, and decides."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.store.scenarios import Version
from dashboards.parts import Field, Form, html_pane
from dashboards.plan.saved.wording import local
from dashboards.state.session import Session

SHEET: Final = Path(__file__).with_name("desk_card.css")
_AFTER: Final = "먼저 견주어 보세요"


class Conflict:
    """Hidden until there is one. `on_decide` hears compare, over, other or leave."""

    def __init__(self, session: Session, on_decide: Callable[[str], None]) -> None:
        self._session, self._decide = session, on_decide
        self.theirs: Version | None = None
        self._seen = False
        self.told = html_pane("", SHEET)
        self.choices = Form([], {}, self._press, inline=True, words=session.words)
        self.view = pn.Column(
            self.told, self.choices, visible=False, margin=0, sizing_mode="stretch_width"
        )
        session.param.watch(self._follow, "origin")

    def show(self, theirs: Version | None) -> None:
        """Tell who saved what in the meantime; None clears."""
        if theirs is None:
            self.clear()
            return
        mine = self._session.origin.version if self._session.origin else 0
        self.theirs, self._seen = theirs, False
        who = f"{theirs.author} 님이" if theirs.author else "다른 사람이"
        note = f"<p class='quiet'>메모: {escape(theirs.note)}</p>" if theirs.note else ""
        self.told.object = (
            f'<div class="conflict" role="alert"><p><b>저장하지 않았습니다.</b> {mine}판 뒤에 '
            f"{escape(who)} {theirs.version}판을 저장했습니다({local(theirs.saved_at)}). "
            f"지금 조건은 화면에 그대로 있습니다.</p>{note}</div>"
        )
        self._show_choices()
        self.view.visible = True

    def clear(self) -> None:
        """There is no conflict any more."""
        self.theirs = None
        self.view.visible = False
        self.told.object = ""

    def _show_choices(self) -> None:
        words, number = self._session.words, self.theirs.version if self.theirs else 0
        self.choices.fields = [
            one.plain
            for one in (
                Field("compare", f"{number}판과 견주기", "button", primary=not self._seen),
                Field("over", f"{number}판 위에 {number + 1}판으로 저장", "button",
                      primary=self._seen, help="" if self._seen else _AFTER),
                Field("other", words("다른 이름으로 저장"), "button"),
                Field("leave", words("지금은 저장하지 않기"), "button"),
            )
        ]  # fmt: skip
        self.choices.disabled_keys = [] if self._seen else ["over"]

    def _press(self, key: str, _: Any) -> None:
        if key == "compare":
            self._seen = True
            self._show_choices()
        self._decide(key)

    def _follow(self, *_: Any) -> None:
        """Another scenario was opened: what was told of the one before is over."""
        origin = self._session.origin
        if self.theirs and (origin is None or origin.scenario_id != self.theirs.scenario_id):
            self.clear()
