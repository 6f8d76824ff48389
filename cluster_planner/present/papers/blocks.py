"""What a paper is made of, as frozen plain values: every format is written from these alone.

Texts are plain and unescaped; each writer escapes for its own format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cluster_planner.present.papers.drawing import Drawing

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class TableColumn:
    """Header, share of the width, and how the cells stand."""

    title: str
    width: float = 1.0
    align: Align = "left"
    group: str = ""
    """Header over this column; neighbours with the same one are merged under it."""


@dataclass(frozen=True)
class PaperTable:
    """Cells as they are read, with the unit, the source and the date that hold for all of them."""

    key: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()
    """The last line, set apart; empty for none."""
    unit: str = ""
    source: str = ""
    as_of: str = ""
    """As the source writes it."""
    note: str = ""

    @property
    def grouped(self) -> bool:
        """Whether the header has two lines."""
        return any(column.group for column in self.columns)

    def header_cells(self) -> Iterator[tuple[str, int, int, int, int]]:
        """(text, row, column, rows, columns) of each header cell, merged where it is."""
        place = 0
        while place < len(self.columns):
            column = self.columns[place]
            if not column.group:
                yield column.title, 0, place, 2 if self.grouped else 1, 1
                place += 1
                continue
            wide = 1
            while place + wide < len(self.columns) and (
                self.columns[place + wide].group == column.group
            ):
                wide += 1
            yield column.group, 0, place, 1, wide
            for step in range(wide):
                yield self.columns[place + step].title, 1, place + step, 1, 1
            place += wide

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """All lines below the header, the totals last."""
        return (*self.rows, self.totals) if self.totals else self.rows

    @property
    def origin(self) -> str:
        """Source and date in one line; empty where neither is told."""
        parts = [f"출처: {self.source}"] if self.source else []
        return " · ".join([*parts, *([f"기준일: {self.as_of}"] if self.as_of else [])])


@dataclass(frozen=True)
class Text:
    """A sentence. Level 1 is a point (□), 2 a line below it (○), 0 plain."""

    text: str
    level: Literal[0, 1, 2] = 1


@dataclass(frozen=True)
class Note:
    """A sentence in small print (※)."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing with what it shows in words, for readers who do not see it."""

    key: str
    title: str
    drawing: Drawing
    alt: str
    source: str = ""


type Block = Text | Note | PaperTable | Picture


@dataclass(frozen=True)
class Section:
    """One numbered part of a paper."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A whole paper."""

    title: str
    subtitle: str
    identity: tuple[tuple[str, str], ...]
    """What the paper stands on: run, data, program. Label and value."""
    sections: tuple[Section, ...]

    def tables(self) -> tuple[PaperTable, ...]:
        """Every table in reading order."""
        return tuple(
            block
            for part in self.sections
            for block in part.blocks
            if isinstance(block, PaperTable)
        )

    def table(self, key: str) -> PaperTable:
        """The table of that key. Raises KeyError for none."""
        return {table.key: table for table in self.tables()}[key]
