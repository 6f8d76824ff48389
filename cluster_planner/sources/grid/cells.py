"""Cells with coordinates: what a spreadsheet or a CSV file says and where it says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter

from cluster_planner.domain.imports import Decision, Refusal


class CellKind(StrEnum):
    """What stands in a cell."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    """`#REF!` and its kin."""
    UNCACHED = "uncached"
    """A formula whose value the file does not hold."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; row and column count from 1."""

    row: int
    column: int
    text: str = ""
    """As it stands: NBSP kept, numbers plain (`82.72`), dates ISO, `TRUE`, `#REF!`."""
    kind: CellKind = CellKind.EMPTY
    number: float | None = None
    """A cell that is shown as per cent counts in per cent."""
    colour: str = ""
    """ARGB of the font, empty where a theme decides."""
    formula: str = ""
    """`=B6+B7`; text and number are then the value that was stored with it."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing but white space stands here."""
        return self.kind is CellKind.EMPTY or (
            self.kind is CellKind.TEXT and not self.text.strip(" \t\r\n\u00a0\u3000\ufeff\u200b")
        )

    @property
    def letter(self) -> str:
        """Return the column's letter."""
        return get_column_letter(self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that hold something, by column."""

    number: int
    cells: Mapping[int, Cell]

    def get(self, column: int) -> Cell:
        """Return the cell there, an empty one where there is none."""
        return self.cells.get(column) or Cell(self.number, column)

    def texts(self) -> list[str]:
        """Return what stands in the row, from left to right."""
        return [self.cells[column].text for column in sorted(self.cells)]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or a CSV file (whose sheet has no name)."""

    name: str
    rows: tuple[Row, ...]
    """Rows that hold something, from the top."""
    hidden: bool = False
    decisions: tuple[Decision, ...] = ()
    """Encoding and delimiter of a CSV file."""
    refusals: tuple[Refusal, ...] = ()
    """Rows that could not be cut into cells; they are not among `rows`."""
    ignored: tuple[str, ...] = ()
    """What was left out of `rows`, each with its reason."""

    def row(self, number: int) -> Row:
        """Return that row, an empty one where nothing stands."""
        return next((row for row in self.rows if row.number == number), Row(number, {}))
