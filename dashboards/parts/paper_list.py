"""Files that are made on demand: a button for each, how far it is, and the saving when it is ready."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

import param
from panel.custom import JSComponent

from dashboards.words import Words

HERE = Path(__file__).resolve().parent
State = Literal["idle", "making", "ready", "stopped", "failed"]
_SAID: Final = ("멈추기", "더 고를 수 없습니다")
"""What the control itself says; labels of `Words`."""


@dataclass(frozen=True)
class Offered:
    """One file that a button makes."""

    key: str
    label: str
    help: str = ""
    """What it holds, shown beside the button until there is news."""


@dataclass(frozen=True)
class PaperRow:
    """What is known of a file."""

    state: State = "idle"
    told: str = ""


@dataclass(frozen=True)
class Choice:
    """Something that can be put into the files."""

    value: str
    label: str


class PaperList(JSComponent):
    """A titled list of buttons. `on_make(key)` and `on_stop(key)` hear them; state is shown, not kept.

    With choices there are boxes to tick above the list; `on_choose` hears which are ticked.
    """

    title = param.String(default="", doc="Name of the group; shown where `foldable`.")
    note = param.String(default="", doc="A sentence above the list.")
    foldable = param.Boolean(
        default=False, doc="Whether the title is a button that opens the list."
    )
    open = param.Boolean(default=False, doc="Whether a foldable list is open.")
    files = param.List(default=[], item_type=dict)
    rows = param.Dict(default={}, doc="File key → state and what is told of it.")
    choices_title = param.String(default="")
    choices = param.List(default=[], item_type=dict)
    chosen = param.List(default=[], item_type=str)
    most_chosen = param.Integer(default=3)
    texts = param.Dict(default={})

    _bundle: ClassVar[Path] = HERE / "js" / "paper_list.js"
    _js: ClassVar[list[str]] = ["js/dom.js"]
    _stylesheets: ClassVar[list[str]] = [str(HERE / "paper_list.css")]

    def __init__(
        self,
        files: Sequence[Offered],
        words: Words = Words(),  # noqa: B008 — frozen
        on_choose: Callable[[list[str]], None] | None = None,
        on_open: Callable[[bool], None] | None = None,
        **params: Any,
    ) -> None:
        self.on_make: Callable[[str], None] = lambda _: None
        self.on_stop: Callable[[str], None] = lambda _: None
        self._on_choose, self._on_open = on_choose, on_open
        super().__init__(
            texts={text: words(text) for text in _SAID},
            **{"sizing_mode": "stretch_width", "margin": 0, **params},
        )
        self.offer(files)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the files that are offered."""
        return tuple(str(file["key"]) for file in self.files)

    def offer(self, files: Sequence[Offered]) -> None:
        """Offer other files; what was known of those that stay is kept."""
        plain = [asdict(file) for file in files]
        if plain != self.files:
            kept = {f.key: self.rows[f.key] for f in files if f.key in self.rows}
            self.param.update(files=plain, rows=kept)

    def show_row(self, key: str, row: PaperRow) -> None:
        """Show what is known of a file."""
        if self.rows.get(key) != asdict(row):
            self.rows = {**self.rows, key: asdict(row)}

    def choose_from(self, choices: Sequence[Choice]) -> None:
        """Offer other things to tick; what is no longer there is no longer ticked."""
        values = {one.value for one in choices}
        self.param.update(
            choices=[asdict(one) for one in choices],
            chosen=[value for value in self.chosen if value in values],
        )

    def deliver(self, href: str, name: str) -> None:
        """Let the browser save what an address of this server answers."""
        self._send_msg({"type": "save", "href": href, "name": name})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        key = str(data.get("key", ""))
        match data.get("type"):
            case "make" if key in self.keys:
                self.on_make(key)
            case "stop" if key in self.keys:
                self.on_stop(key)
            case "open" if self.foldable:
                self.open = data.get("value") is True
                if self._on_open is not None:
                    self._on_open(self.open)
            case "choose" if isinstance(data.get("values"), list):
                known = [str(one["value"]) for one in self.choices]
                self.chosen = [v for v in known if v in data["values"]][: self.most_chosen]
                if self._on_choose is not None:
                    self._on_choose(list(self.chosen))
