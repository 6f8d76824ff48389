"""Units as KICOX writes them in brackets, and the factor to ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cluster_planner.sources.grid import squeezed

OURS: Final = ("개사", "백만원", "천달러", "명", "%")
"""The units of the national statistic in our tables."""

# Unit of ours → spelling → how many of ours one of theirs is.
_FACTORS: Final[dict[str, dict[str, float]]] = {
    "개사": {"개사": 1, "개": 1, "업체": 1, "사": 1, "개소": 1},
    "백만원": {"억원": 100, "백만원": 1, "십억원": 1000, "조원": 1_000_000, "천원": 0.001},
    "천달러": {"백만달러": 1000, "백만불": 1000, "천달러": 1, "천불": 1, "달러": 0.001},
    "명": {"명": 1, "인": 1, "천명": 1000},
    "%": {"%": 1, "퍼센트": 1},
}
_BRACKET = re.compile(r"[(\[（［]([^()\[\]（）［］]*)[)\]）］]")
_LABEL = re.compile(r"^단위[:：]?")


@dataclass(frozen=True)
class Unit:
    """A unit as written, and how many of ours one of it is."""

    written: str
    ours: str
    factor: float


def unit_in(text: str, ours: str) -> Unit | None:
    """Return the unit that the brackets of a header or of `(단위 : 억원, %)` name, if it is of our kind.

    >>> unit_in(" (단위 : 억원, %)", "백만원")
    Unit(written='억원', ours='백만원', factor=100)
    """
    for inside in _BRACKET.findall(squeezed(text)):
        for word in _LABEL.sub("", inside).split(","):
            if word in _FACTORS[ours]:
                return Unit(word, ours, _FACTORS[ours][word])
    return None


def names_a_unit(text: str) -> bool:
    """Return whether the text is a line such as `(단위 : 개사)`."""
    return squeezed(text).lstrip("([（［").startswith("단위")


def written_units(text: str) -> str:
    """Return what the line names as units, in its own words, for a report."""
    insides = [_LABEL.sub("", inside) for inside in _BRACKET.findall(squeezed(text))]
    return ", ".join(inside for inside in insides if inside)
