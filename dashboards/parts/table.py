"""An accessible table: sortable, reachable by keyboard, every text as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

import pandas as pd
import param
from panel.custom import JSComponent

from dashboards.parts.labels import table_labels
from dashboards.words import Words

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Column:
    """One column. Numbers are formatted in the browser (ko-KR) and sorted as numbers.

    A bar is a number with its share of `high` drawn beside it. An action is a button in each row
    whose cell has a label; it sends the column's key to `on_action`.
    """

    key: str
    title: str
    kind: Literal["text", "number", "bar", "action"] = "text"
    unit: str = ""
    decimals: int = 0
    width: int | None = None
    """Pixels; None shares what is left."""
    least: int | None = None
    """Pixels that a column without a width never goes below: long text would make rows very tall."""
    help: str = ""
    """Tooltip of the header: what is measured, its source and date."""
    high: float | None = None
    """Value of a full bar; None takes the largest of the rows."""


class Table(JSComponent):
    """Rows with a key. A row is chosen by click or Enter; with `checkable` rows can also be ticked.

    A cell is a text, a number, None (shown as 자료 없음) or {value, text, mark, tone}: `text` is shown
    instead of the value, `mark` such as 추정 beside it, `tone` (good, warn, bad) colours it. The
    keyboard comes to one row at a time and goes on with the arrows.
    """

    columns = param.List(default=[], item_type=dict)
    rows = param.List(default=[], doc="Dicts with `key` and one value a column.")
    packed = param.String(
        default="", doc="The rows as JSON text instead: made once for all sessions, sent as it is."
    )
    only = param.List(
        default=None, allow_None=True, item_type=str, doc="Keys of the rows that show; None: all."
    )
    marked = param.List(default=[], item_type=str, doc="Keys of rows that are emphasised.")
    checked = param.List(default=[], item_type=str, doc="Keys of ticked rows.")
    checkable = param.Boolean(default=False)
    totals = param.Dict(default={}, doc="Column key → cell of the last line (합계); {} for none.")
    downloads = param.String(
        default="", doc="Name of the CSV file; with one, the rows can be copied and downloaded."
    )
    caption = param.String(default="", doc="Name of the table for everyone.")
    empty = param.String(default="자료 없음", doc="Shown instead of rows when there are none.")
    page_size = param.Integer(default=100, doc="Rows drawn at first; scrolling draws more.")
    labels = param.Dict(default={}, doc="What the table itself says: Korean → label.")

    _bundle: ClassVar[Path] = HERE / "js" / "table.js"
    _js: ClassVar[list[str]] = ["js/dom.js", "js/cells.js", "js/carry.js"]
    """What table.js imports: Panel serves only what a component lists."""
    _stylesheets: ClassVar[list[str]] = [str(HERE / "table.css")]

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, Any]] = (),
        on_choose: Callable[[str], None] | None = None,
        on_check: Callable[[list[str]], None] | None = None,
        on_action: Callable[[str, str], None] | None = None,
        words: Words = Words(),  # noqa: B008 — frozen
        **params: Any,
    ) -> None:
        super().__init__(
            columns=[vars(column) for column in columns],
            rows=[dict(row) for row in rows],
            labels={} if words.language == "ko" else table_labels(words),
            **{"sizing_mode": "stretch_both", "margin": 0, **params},
        )
        self._on_choose, self._on_check, self._on_action = on_choose, on_check, on_action

    def show(self, rows: Sequence[Mapping[str, Any]]) -> None:  # type: ignore[override]
        """Show other rows."""
        self.rows = [dict(row) for row in rows]

    def reveal(self, key: str) -> None:
        """Scroll so that a row can be seen; an unknown key does nothing."""
        self._send_msg({"type": "reveal", "key": key})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        match data["type"]:
            case "choose" if self._on_choose is not None:
                self._on_choose(str(data["key"]))
            case "action" if self._on_action is not None:
                self._on_action(str(data["action"]), str(data["key"]))
            case "check":
                self.checked = [str(key) for key in data["keys"]]
                if self._on_check is not None:
                    self._on_check(list(self.checked))


def rows_of(frame: pd.DataFrame, key: str) -> list[dict[str, Any]]:
    """Rows of a frame for a Table: `key` names the column of row keys; missing values become None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{**row, "key": str(row[key])} for row in plain.to_dict("records")]  # type: ignore[dict-item]
