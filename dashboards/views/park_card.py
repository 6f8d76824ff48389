"""The card of the park under focus: its facts, and buttons that lock or exclude it."""

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from cluster_planner.present import words
from dashboards.catalog import Catalog
from dashboards.state import Session
from dashboards.theme import html_pane
from dashboards.views.facts import Fact, Facts, facts_of

_INVITATION = (
    '<div class="empty">지도에서 점을 누르거나 아래 표에서 행을 고르면<br>'
    "그 단지의 사실과 출처가 여기에 나타납니다.</div>"
)


class ParkCard:
    """Facts of `session.focus`, redrawn when the focus or the plan changes."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog
        self.facts = html_pane(_INVITATION, "facts", sizing_mode="stretch_both")
        self.lock = _button("필수로 넣기", "push_pin")
        self.exclude = _button("계획에서 빼기", "block")
        self.close = _button("닫기", "close")
        self._bar = pn.Row(
            self.lock, self.exclude, self.close, sizing_mode="stretch_width", margin=(6, 8, 0, 8),
            visible=False,
        )  # fmt: skip
        self.view = pn.Column(self._bar, self.facts, sizing_mode="stretch_both", margin=0)
        self.lock.on_click(self._toggle_lock)
        self.exclude.on_click(self._toggle_exclude)
        self.close.on_click(self._leave)
        session.param.watch(self._draw, ["focus", "run"])
        session.param.watch(self._label_buttons, "levers")

    def _draw(self, *_: Any) -> None:
        park_id = self._session.focus
        self._bar.visible = bool(park_id)
        if not park_id:
            self.facts.object = _INVITATION
            return
        facts = facts_of(self._catalog, park_id, self._session.run)
        self.facts.object = facts_html(self._catalog, park_id, facts)
        self._label_buttons()

    def _label_buttons(self, *_: Any) -> None:
        park_id, levers = self._session.focus, self._session.levers
        self.lock.label = "필수 풀기" if park_id in levers.locks else "필수로 넣기"
        self.exclude.label = "빼기 취소" if park_id in levers.excludes else "계획에서 빼기"

    def _leave(self, *_: Any) -> None:
        self._session.focus = ""

    def _toggle_lock(self, *_: Any) -> None:
        locks = _toggled(self._session.levers.locks, self._session.focus)
        self._session.turn(locks=locks)

    def _toggle_exclude(self, *_: Any) -> None:
        excludes = _toggled(self._session.levers.excludes, self._session.focus)
        self._session.turn(excludes=excludes)


def facts_html(catalog: Catalog, park_id: str, facts: tuple[Facts, ...]) -> str:
    """The card as markup; every text from data is escaped."""
    park = catalog.park(park_id)
    core = '<span class="tag core">거점단지</span>' if bool(park["is_core"]) else ""
    kind = escape(words.KIND_SHORT_LABELS[park["kind_id"]])
    return (
        f'<div class="park"><h2>{escape(str(park["name_ko"]))}<span class="tag">{kind}</span>{core}</h2>'
        f'<p class="place">{escape(str(catalog.place_ko[park_id]))}</p>'
        f"{''.join(_section(group) for group in facts)}</div>"
    )


def _section(group: Facts) -> str:
    lines = "".join(_line(line) for line in group.lines)
    origin = " · ".join(part for part in (group.source, group.as_of) if part)
    source = f'<p class="source">출처: {escape(origin)}</p>' if origin else ""
    return f"<section><h3>{escape(group.title)}</h3><dl>{lines}</dl>{source}</section>"


def _line(line: Fact) -> str:
    mark = f'<span class="mark">{escape(line.mark)}</span>' if line.mark else ""
    return f"<dt>{escape(line.label)}</dt><dd>{escape(line.value)}{mark}</dd>"


def _toggled(ids: tuple[str, ...], park_id: str) -> tuple[str, ...]:
    return tuple(i for i in ids if i != park_id) if park_id in ids else (*ids, park_id)


def _button(label: str, icon: str) -> pmui.Button:
    return pmui.Button(
        label=label, icon=icon, size="small", variant="outlined", margin=(0, 2),
        sx={"py": 0.3, "px": 1, "whiteSpace": "nowrap", "fontSize": 12},
    )  # fmt: skip
