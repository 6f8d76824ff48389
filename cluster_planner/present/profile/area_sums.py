"""Areas added up, as profiles look them up."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from cluster_planner.indicators.areas import KEYS, Level, area_table
from cluster_planner.present.profile.book import Book, Row

_LEVELS: Final[tuple[Level, ...]] = ("region", "sigungu")
type Sums = dict[str, float]
"""Column of the area table → figure of one area."""


@dataclass(frozen=True)
class Areas:
    """What profiles of areas look up; made once per snapshot."""

    book: Book

    @cached_property
    def tables(self) -> dict[Level, pd.DataFrame]:
        """Level → the areas added up."""
        return {level: area_table(self.book.snapshot, level) for level in _LEVELS}

    @cached_property
    def sums(self) -> dict[Level, dict[str, Sums]]:
        """Level → area → its row; a missing figure is NaN."""
        return {
            level: {
                str(area): {str(column): float(value) for column, value in row.items()}
                for area, row in table.to_dict("index").items()
            }
            for level, table in self.tables.items()
        }

    @cached_property
    def parks_of(self) -> dict[tuple[Level, str], list[Row]]:
        """Area → its parks in table order."""
        found: dict[tuple[Level, str], list[Row]] = {}
        for park in self.book.parks.values():
            for level in _LEVELS:
                key = KEYS[level]
                found.setdefault((level, str(park[key])), []).append(park)
        return found
