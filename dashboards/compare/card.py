"""Boxes of this page: a heading, what it shows, and a sentence where that helps."""

from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from dashboards.parts import html_pane

HERE: Final = Path(__file__).resolve().parent
SHEET: Final = HERE / "compare.css"


class Card:
    """A titled box; `note` stands under the title and may change."""

    def __init__(self, title: str, *inside: Any, name: str, note: str = "") -> None:
        self._title = title
        self._head = html_pane("", SHEET)
        self.view = pn.Column(
            self._head,
            *inside,
            margin=0,
            sizing_mode="stretch_width",
            css_classes=["card", name],
            stylesheets=[sheet("card.css")],
        )
        self.say(note)

    def say(self, note: str) -> None:
        """Show another sentence under the title."""
        told = f'<p class="quiet" aria-live="polite">{escape(note)}</p>' if note else ""
        self._head.object = f'<div class="head"><h3>{escape(self._title)}</h3>{told}</div>'


def sheet(name: str) -> str:
    """Text of a style sheet of this page."""
    return (HERE / name).read_text("utf-8")
