"""A titled table of plain values that any screen, shell or sheet can show."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ListingColumn:
    """Header and kind of value; widths are characters of a sheet's column."""

    key: str
    title: str
    kind: Literal["text", "whole", "decimal"] = "text"
    width: float = 14.0


@dataclass(frozen=True)
class Listing:
    """Rows under headers. A value that is not known is None."""

    key: str
    title: str
    columns: tuple[ListingColumn, ...]
    rows: tuple[tuple[object, ...], ...]
