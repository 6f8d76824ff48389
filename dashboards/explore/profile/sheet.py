"""The component that shows a profile: buttons, facts with links, and the same on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from cluster_planner.present.profile.page import STYLE

HERE = Path(__file__).resolve().parent


class Sheet(JSComponent):
    """Escaped markup with buttons above it. While it shows something, printing prints only it."""

    markup = param.String(
        default="", doc="Escaped markup of a profile; empty text hides the sheet."
    )
    told = param.String(default="", doc="What the markup is about, for screen readers.")
    subject = param.String(
        default="", doc="Changes when another place is shown: the sheet scrolls up."
    )
    buttons = param.List(default=[], item_type=dict, doc="key, label, pressed (or None), primary.")
    printed = param.String(default="", doc="Line of dates at the head of the paper.")
    program = param.String(default="", doc="Name of the program at the head of the paper.")
    printable = param.Boolean(default=False, doc="Whether printing prints the markup alone.")
    paper_style = param.String(default=STYLE, constant=True)

    _bundle: ClassVar[Path] = HERE / "sheet.js"
    _stylesheets: ClassVar[list[str]] = [str(HERE / "sheet.css")]

    def __init__(
        self, on_press: Callable[[str], None], on_go: Callable[[str], None], **params: Any
    ) -> None:
        """`on_press` hears a button's key, `on_go` a link such as park:ID or region:ID."""
        super().__init__(**{"sizing_mode": "stretch_both", "margin": 0, **params})
        self._on_press, self._on_go = on_press, on_go

    def copy_link(self) -> None:
        """Put the address of the page into the clipboard; `on_press` hears copied or not_copied."""
        self._send_msg({"type": "copy"})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        match data["type"]:
            case "press":
                self._on_press(str(data["key"]))
            case "go":
                self._on_go(str(data["link"]))
