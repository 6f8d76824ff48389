"""A form of native controls as one component: labels, units, bounds and sentences beside each field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

import param
from panel.custom import JSComponent

from dashboards.parts.labels import form_labels
from dashboards.words import Words

Kind = Literal[
    "number", "range", "text", "long", "search", "select", "radio", "checks", "switch", "grid",
    "picker", "file", "button", "note",
]  # fmt: skip
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Option:
    """One choice of a select, radio, checks or picker field, or one row or column of a grid."""

    value: str
    label: str
    search: str = ""
    """Further names that a picker finds it by."""

    @property
    def plain(self) -> dict[str, str]:
        """As the browser gets it."""
        shown = {"value": self.value, "label": self.label}
        return {**shown, "search": self.search} if self.search else shown


@dataclass(frozen=True)
class Field:
    """One control of a form. What each kind sends to `on_change`:

    number and range: a number, or the text as typed when it is none (so that the caller's own check
    names it), or None when emptied; text, long and search: text; select and radio: the option's
    value; checks: a list of values; switch: bool; grid: {row, column, value} or {remove: row};
    picker: {add: value} or {remove: value}; file: {name, text}, or {name, size} of one that is too
    large; button: True. A note shows `help` and sends nothing.
    """

    key: str
    label: str
    kind: Kind
    unit: str = ""
    """Shown after the control; of a file: what it accepts (.yaml,.json)."""
    low: float | None = None
    high: float | None = None
    """Bounds, shown beside the name when both are given; of a file: most bytes (200,000)."""
    step: float | None = None
    """What the arrow keys and the slider add."""
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    help: str = ""
    empty: str = ""
    """What an empty input means, shown in it: 제한 없음."""
    group: str = ""
    """Fields with the same group stand in one box under this name."""
    folded: bool = False
    """Whether the group of this (its first) field starts closed."""
    half: bool = False
    """Stands beside its neighbour where there is room."""
    primary: bool = False
    """A button that does what the page is for."""
    danger: bool = False
    """A button that takes something away."""
    icon: str = ""
    """Of a button: a name of dom.js's PATHS (play, stop, plus, download, print …)."""
    totals: bool = False
    """A grid shows the sums of its rows and columns."""
    choices: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    """Columns of a grid that choose from a list."""
    switches: tuple[str, ...] = ()
    """Columns of a grid that are on or off."""
    removable: bool = False
    """Rows of a grid can be taken away."""
    listed: str = ""
    """Name of the form's list that a picker chooses from, in place of its own options."""
    shortcut: str = ""
    """Keys that press a button from anywhere on the page while it can be seen: ctrl+enter."""

    @property
    def plain(self) -> dict[str, Any]:
        """As the browser gets it."""
        listed = {
            name: [option.plain for option in getattr(self, name)]
            for name in ("options", "rows", "columns")
        }
        choices = {name: [o.plain for o in options] for name, options in self.choices.items()}
        return {**vars(self), **listed, "choices": choices, "switches": list(self.switches)}


class Form(JSComponent):
    """Shows fields and their values; hears every change. All text reaches the page as text.

    What is being typed is never overwritten, and fields that stay keep the keyboard when others
    come and go.
    """

    fields = param.List(default=[], item_type=dict)
    values = param.Dict(default={}, doc="Field key → value; grid: row → column → value.")
    complaints = param.Dict(
        default={}, doc="Field key (of a grid also key/row/column) → sentence shown under it."
    )
    notes = param.Dict(default={}, doc="Group → short text at the right of its name.")
    disabled_keys = param.List(default=[], item_type=str)
    lists = param.Dict(
        default={}, doc="Name → options ({value, label}) that several pickers share."
    )
    inline = param.Boolean(default=False, doc="One wrapping row instead of a column.")
    labels = param.Dict(default={}, doc="What the controls themselves say: Korean → label.")

    _bundle: ClassVar[Path] = HERE / "js" / "form.js"
    _js: ClassVar[list[str]] = [
        f"js/{name}.js" for name in ("dom", "inputs", "fields", "grid", "picker")
    ]
    """What form.js imports: Panel serves only what a component lists."""
    _stylesheets: ClassVar[list[str]] = [str(HERE / "form.css")]

    def __init__(
        self,
        fields: Sequence[Field],
        values: Mapping[str, Any] | None = None,
        on_change: Callable[[str, Any], None] | None = None,
        words: Words = Words(),  # noqa: B008 — frozen
        **params: Any,
    ) -> None:
        super().__init__(
            fields=[one.plain for one in fields],
            values=dict(values or {}),
            labels={} if words.language == "ko" else form_labels(words),
            **{"sizing_mode": "stretch_width", "margin": 0, **params},
        )
        self._on_change = on_change

    def show(self, values: Mapping[str, Any]) -> None:  # type: ignore[override]
        """Put values into fields; the others keep theirs."""
        self.values = {**self.values, **values}

    def replace_fields(self, fields: Sequence[Field]) -> None:
        """Show other fields; values stay, and so do fields that are the same as before."""
        self.fields = [one.plain for one in fields]

    def focus_field(self, key: str) -> None:
        """Move the keyboard to a field, or to a cell of a grid (key/row/column); opens its group."""
        self._send_msg({"type": "focus", "key": key})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        if data.get("type") == "change" and self._on_change is not None:
            self._on_change(str(data["key"]), data["value"])
