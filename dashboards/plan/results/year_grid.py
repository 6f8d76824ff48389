"""A table of rows by years whose cells show what starts, what is paid and whether effects are felt."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Chip:
    """Something that starts in a cell's year."""

    kind: str
    """Key of `colours`."""
    text: str
    full: str
    """What it stands for, for tooltips and screen readers."""


@dataclass(frozen=True)
class Cell:
    """One year of a row."""

    chips: tuple[Chip, ...] = ()
    amount: str = ""
    weight: float = 0.0
    """0–1: how much of the largest payment is paid."""
    effect: bool = False


@dataclass(frozen=True)
class Row:
    """One row. A row with `of` stands under the row of that key."""

    key: str
    label: str
    total: str
    cells: tuple[Cell, ...]
    group: str = ""
    mark: str = ""
    of: str = ""
    after: str = ""
    """What stands in the last column."""


class YearGrid(JSComponent):
    """Rows by years. The name of a row is a button that tells its key."""

    years = param.List(default=[], item_type=str)
    rows = param.List(default=[], item_type=dict)
    colours = param.Dict(default={}, doc="Kind of a chip → [background, text].")
    marked = param.String(default="", doc="Key of the row that is emphasised.")
    caption = param.String(default="")
    name_title = param.String(default="")
    total_title = param.String(default="합계")
    after_title = param.String(default="")

    _bundle: ClassVar[Path] = HERE / "year_grid.js"
    _stylesheets: ClassVar[list[str]] = [str(HERE / "year_grid.css")]

    def __init__(self, on_choose: Callable[[str], None] | None = None, **params: Any) -> None:
        super().__init__(**{"sizing_mode": "stretch_both", "margin": 0, **params})
        self._on_choose = on_choose

    def put(self, years: Sequence[str], rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.param.update(years=list(years), rows=[asdict(row) for row in rows])

    def _handle_msg(self, data: dict[str, Any]) -> None:
        if data.get("type") == "choose" and self._on_choose is not None:
            self._on_choose(str(data["key"]))
