"""Cards and tabs: the two boxes that pages are made of."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Final

import panel as pn
import param
from panel.custom import JSComponent

from dashboards.parts.markup import html_pane

HERE = Path(__file__).resolve().parent
_CARD: Final = (HERE / "card.css").read_text("utf-8")


def card(
    *objects: Any, title: str = "", note: str = "", level: int = 3, **params: Any
) -> pn.Column:
    """A framed box with a heading (`level` 2–4, in the order of the page) and a quiet note beside it."""
    top = []
    if title:
        side = f'<span class="quiet">{escape(note)}</span>' if note else ""
        heading = f'<div class="cardtop"><h{level}>{escape(title)}</h{level}>{side}</div>'
        top = [html_pane(heading, HERE / "cardtop.css")]
    sheets = [_CARD, *params.pop("stylesheets", [])]
    chosen = {"sizing_mode": "stretch_width", "margin": 0, **params}
    return pn.Column(*top, *objects, stylesheets=sheets, **chosen)


class TabBar(JSComponent):
    """A row of tabs; arrows, Home and End choose, as the ARIA pattern asks."""

    tabs = param.List(default=[], doc="Pairs of key and label.")
    active = param.String(default="", doc="Key of the open tab.")
    badges = param.Dict(default={}, doc="Tab key → short text beside its label, such as a count.")
    label = param.String(default="", doc="Name of the row for screen readers.")
    asked = param.Integer(default=0, doc="Counts how often the keyboard was asked to come here.")

    _bundle: ClassVar[Path] = HERE / "js" / "tabs.js"
    _stylesheets: ClassVar[list[str]] = [str(HERE / "tabs.css")]

    def _handle_msg(self, data: dict[str, Any]) -> None:
        if data.get("type") == "open" and data["key"] in {key for key, _ in self.tabs}:
            self.active = str(data["key"])


class Tabs(pn.Column):
    """Panels of which one shows; each is built when it is first opened, and then stays."""

    def __init__(
        self,
        panels: Sequence[tuple[str, str, Callable[[], Any]]],
        *,
        label: str = "",
        active: str = "",
        on_open: Callable[[str], None] | None = None,
        **params: Any,
    ) -> None:
        """`panels` are (key, label, builder); `on_open` hears the key of a tab that was opened."""
        keys = [key for key, _, _ in panels]
        self._builders: Mapping[str, Callable[[], Any]] = {key: b for key, _, b in panels}
        self._built: dict[str, Any] = {}
        self._on_open = on_open
        stretch = params.get("sizing_mode", "stretch_width")
        pairs = [[key, name] for key, name, _ in panels]
        start = active if active in keys else keys[0]
        bar = TabBar(
            tabs=pairs, active=start, label=label, sizing_mode="stretch_width", margin=(0, 0, 10, 0)
        )
        holder = pn.Column(sizing_mode=stretch, margin=0)
        super().__init__(bar, holder, **{"sizing_mode": "stretch_width", "margin": 0, **params})
        self._bar, self._holder = bar, holder
        self._show()
        bar.param.watch(self._opened, "active")

    @property
    def active(self) -> str:
        """Key of the open tab."""
        return str(self._bar.active)

    def open(self, key: str) -> None:
        """Open a tab. Raises KeyError for an unknown one."""
        if key not in self._builders:
            raise KeyError(key)
        self._bar.active = key

    def take_keyboard(self) -> None:
        """Move the keyboard to the open tab, at the latest when the row is first drawn."""
        self._bar.asked += 1

    def badge(self, key: str, text: str) -> None:
        """Put a short text, such as a count, beside a tab's label; an empty one takes it away."""
        self._bar.badges = {**self._bar.badges, key: text}

    def _opened(self, *_: Any) -> None:
        self._show()
        if self._on_open is not None:
            self._on_open(self.active)

    def _show(self) -> None:
        key = self.active
        if key not in self._built:
            self._built[key] = self._builders[key]()
        self._holder.objects = [self._built[key]]


def tabs(panels: Sequence[tuple[str, str, Callable[[], Any]]], **params: Any) -> Tabs:
    """Tabs over lazily built panels: see Tabs."""
    return Tabs(panels, **params)
