"""A picture as frozen shapes, so that one drawing becomes SVG for a PDF and PNG for all else.

Coordinates are units from the upper left corner; colours are #rrggbb.
"""

from dataclasses import dataclass
from typing import Literal

type Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Area:
    """A filled outline: the first ring is the outer one, the others are holes."""

    rings: tuple[Ring, ...]
    fill: str
    """Empty for an outline alone."""
    line: str = ""
    """Empty for no line."""
    line_width: float = 0.0


@dataclass(frozen=True)
class Path:
    """An open line."""

    points: Ring
    colour: str
    width: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str
    line: str = ""
    line_width: float = 0.0


@dataclass(frozen=True)
class Box:
    """A rectangle with upright sides."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Label:
    """A line of text; `y` is its base line. A halo keeps it readable over shapes."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    halo: str = ""


type Mark = Area | Path | Dot | Box | Label


@dataclass(frozen=True)
class Drawing:
    """A picture of this size on this ground, its marks from the lowest to the highest."""

    width: float
    height: float
    ground: str
    marks: tuple[Mark, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every label in order."""
        return tuple(mark.text for mark in self.marks if isinstance(mark, Label))
