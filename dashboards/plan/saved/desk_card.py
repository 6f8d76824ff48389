"""What the draft is called, where it is saved, and saving it."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from dashboards.parts import Field, Form, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.saved.conflict import Conflict
from dashboards.shell import Wire
from dashboards.state.saving import Outcome, Wish, edited, save
from dashboards.state.session import Session

SHEET: Final = Path(__file__).with_name("desk_card.css")
_BROKEN: Final = "고칠 곳이 있어 저장할 수 없습니다. ‘고칠 곳’을 먼저 고치세요."
AUTHOR: Final = "author"
"""What the browser remembers the saver's name as."""


class DeskCard:
    """Stands above the levers. `on_browse` shows a part of the cabinet, or hides it all."""

    def __init__(self, session: Session, wire: Wire, on_browse: Callable[[str], None]) -> None:
        self._session, self._wire, self._browse = session, wire, on_browse
        words = session.words
        self.line = html_pane("", SHEET, css_classes=["desk-line"])
        self.buttons = Form(
            [
                Field("save", words("저장"), "button", icon="download", shortcut="ctrl+s", help="Ctrl+S"),
                Field("list", words("저장된 시나리오"), "button"),
                Field("versions", words("판 기록"), "button"),
                Field("jobs", words("계산 목록"), "button"),
            ],
            {}, self._press, inline=True, words=words,
        )  # fmt: skip
        place = words("저장하기")
        self.form = Form(
            [
                Field("name", words("이름"), "text", group=place),
                Field("note", words("한 줄 메모"), "text", group=place, empty="왜 바꾸었는지"),
                Field("author", words("저장하는 사람"), "text", group=place,
                      empty="이 브라우저가 기억합니다"),
            ],
            {}, self._type, words=words,
        )  # fmt: skip
        self.choices = Form([], {}, self._choose, inline=True, words=words)
        self.saving = pn.Column(
            self.form, self.choices, visible=False, margin=0, sizing_mode="stretch_width",
            stylesheets=[":host{gap:8px}"],
        )  # fmt: skip
        self.told = html_pane('<div role="status"></div>', visible=False)
        self.conflict = Conflict(session, self._settle)
        self._anew = False
        session.param.watch(self._draw, ["draft", "origin", "scenario"])
        self._draw()
        self.view = pn.Column(
            self.line, self.buttons, self.saving, self.told, self.conflict.view,
            css_classes=["desk"], margin=0, sizing_mode="stretch_width",
            stylesheets=[SHEET.read_text("utf-8")],
        )  # fmt: skip

    def _draw(self, *_: Any) -> None:
        session = self._session
        markup = _line_html(session)
        if markup != self.line.object:
            self.line.object = markup
        off = [] if session.origin else ["versions"]
        if off != self.buttons.disabled_keys:
            self.buttons.disabled_keys = off
        if self.saving.visible:
            self._show_fields()

    def _press(self, key: str, _: Any) -> None:
        if key != "save":
            self._browse(key)
        elif self.saving.visible:
            self._close()
        else:
            self.open()

    def open(self, name: str = "", anew: bool = False, note: str = "") -> None:
        """Show the form to save with; `anew` for another scenario than the one it is of."""
        session = self._session
        if session.scenario is None:
            self._wire.say(_BROKEN, "warn")
            return
        self._anew = anew
        kept = {"author": session.author, "note": note}
        self.form.values = {**kept, "name": name or session.scenario.name}
        self._tell()
        self._show_fields()
        self.saving.visible = True
        self.form.focus_field("name" if anew or session.origin is None else "note")

    def _show_fields(self) -> None:
        words, origin = self._session.words, self._session.origin
        new = Field("new", words("새 시나리오로 저장"), "button", primary=True)
        if origin is not None and not self._anew:
            label = f"{origin.version + 1}판으로 저장"
            buttons = [
                Field("next", label, "button", primary=True),
                Field("new", words("다른 시나리오로 저장"), "button"),
            ]
        else:
            buttons = [new]
        plain = [one.plain for one in (*buttons, Field("close", words("닫기"), "button"))]
        if plain != self.choices.fields:
            self.choices.fields = plain
        same = not edited(self._session) and self._values["name"] == self._session.draft.at("name")
        self.choices.disabled_keys = ["next"] if same else []

    @property
    def _values(self) -> dict[str, str]:
        return {key: str(value or "") for key, value in self.form.values.items()}

    def _type(self, key: str, value: Any) -> None:
        self.form.show({key: str(value or "")[:600]})
        self._show_fields()

    def _choose(self, key: str, _: Any) -> None:
        if key == "close":
            self._close()
        else:
            self._save(anew=key == "new")

    def _save(self, anew: bool) -> None:
        self._took(save(self._session, self._wish(anew)), anew)

    def _wish(self, anew: bool) -> Wish:
        values = self._values
        self._session.author = " ".join(values["author"].split())[:80]
        self._wire.remember(AUTHOR, self._session.author)
        return Wish(values["name"], values["note"], self._session.author, anew)

    def _settle(self, key: str) -> None:
        """What the reader decided about a conflict."""
        theirs = self.conflict.theirs
        match key:
            case "compare":
                self._browse("mine")
            case "over" if theirs is not None:
                self._took(save(self._session, self._wish(anew=False), theirs.version), anew=False)
            case "other":
                values = self._values
                self.open(f"{values['name'][:76]} (2)", anew=True, note=values["note"])
            case "leave":
                self.conflict.clear()

    def _took(self, outcome: Outcome, anew: bool) -> None:
        if outcome.version is None:
            self.conflict.show(outcome.theirs)
            self.saving.visible = outcome.theirs is None
            # A name that is taken, or a database that is away; a conflict tells its own.
            self._tell("" if outcome.theirs else findings_html(outcome.findings))
            return
        self.conflict.clear()
        self._close()
        made = "새 시나리오로" if outcome.version.version == 1 and anew else "저장소에"
        self._wire.say(
            f"{made} 저장했습니다: {self._values['name'].strip()} {outcome.version.version}판."
        )
        self._browse("renew")

    def _tell(self, markup: str = "") -> None:
        self.told.object = f'<div role="status">{markup}</div>'
        self.told.visible = bool(markup)

    def _close(self) -> None:
        self._tell()
        self.saving.visible = False


def _line_html(session: Session) -> str:
    name = escape(str(session.draft.at("name", default="") or "이름 없음"))
    if session.origin is None:
        kept = '<span class="quiet">저장하지 않은 시나리오</span>'
    else:
        kept = f'<span class="quiet">{session.origin.version}판</span>'
    changed = '<span class="edited">고침 있음</span>' if edited(session) else ""
    return f'<p class="desk-name" role="status"><b>{name}</b> {kept} {changed}</p>'
