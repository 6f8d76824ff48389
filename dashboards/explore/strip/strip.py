"""The component of the filter strip. It knows nothing of parks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

HERE = Path(__file__).resolve().parent


class Strip(JSComponent):
    """A search box with suggestions, menus of choices with counts, chips of what is chosen.

    A menu is {key, label, sections}; a section {key, label, note, kind, options}: many (any of the
    options), one (at most one) or flag (a single option, on or off). An option is {value, label,
    parents}: one with parents shows only while one of them is chosen in its menu. All text reaches
    the page as text.
    """

    menus = param.List(default=[], item_type=dict)
    chosen = param.Dict(default={}, doc="Section key → list of chosen values.")
    counts = param.Dict(default={}, doc="Section key → value → number beside the option.")
    chips = param.List(
        default=[], item_type=dict, doc="key, value and label of each active filter."
    )
    told = param.String(default="", doc="How many are left, in words.")
    asked = param.String(default="", doc="The text that `suggestions` answer.")
    suggestions = param.List(default=[], item_type=dict, doc="key, label, note and group.")
    hint = param.String(default="", doc="A sentence above the suggestions, such as that none fits.")
    labels = param.Dict(default={}, doc="search, placeholder, clear, remove, suggestions.")

    _bundle: ClassVar[Path] = HERE / "strip.js"
    _js: ClassVar[list[str]] = ["menus.js", "search.js"]
    _stylesheets: ClassVar[list[str]] = [str(HERE / "strip.css")]

    def __init__(
        self,
        on_type: Callable[[str], None],
        on_take: Callable[[str, str], None],
        on_choose: Callable[[str, list[str]], None],
        on_drop: Callable[[str, str], None],
        on_clear: Callable[[], None],
        **params: Any,
    ) -> None:
        """`on_type` hears the search text; `on_take` a suggestion's key ("" for Enter) and the text;
        `on_choose` a section and its values; `on_drop` the key and value of a chip."""
        super().__init__(**{"sizing_mode": "stretch_width", "margin": 0, **params})
        self._on_type, self._on_take, self._on_choose = on_type, on_take, on_choose
        self._on_drop, self._on_clear = on_drop, on_clear

    def close_search(self, text: str = "") -> None:
        """Close the suggestions and put a text into the search box."""
        self._send_msg({"type": "settle", "text": text})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        match data["type"]:
            case "type":
                self._on_type(str(data["text"]))
            case "take":
                self._on_take(str(data["key"]), str(data["text"]))
            case "choose":
                self._on_choose(str(data["section"]), [str(value) for value in data["values"]])
            case "drop":
                self._on_drop(str(data["key"]), str(data["value"]))
            case "clear":
                self._on_clear()
