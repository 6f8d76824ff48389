"""Factories counted by complex and industry while their rows pass by; no row is kept."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pandas as pd

from cluster_planner.domain.ksic import UNKNOWN_CODE, UNKNOWN_NAME, division_name, division_of
from cluster_planner.sources.factories.columns import Columns
from cluster_planner.sources.grid import clean

FEWEST_FIRMS: Final = 3
"""Below this number the workers of a group would be those of a firm that can be found out."""
MOST_GROUPS: Final = 100_000
_MOST_LETTERS: Final = 80
_WORKERS: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}", re.ASCII)
_SIDO: Final = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?[북남]|전라?[북남]|"
    r"경상?[북남]|제주|전남광주)(?:특별시|광역시|특별자치시|특별자치도|통합특별시|시|도)?"
)
_SIGUNGU: Final = re.compile(r"[가-힣]{1,6}[시군구]")
_BLANKS: Final = frozenset({"", "-", "없음", "해당없음", "개별입지"})

type Key = tuple[str, str, str, str]
"""Complex, 시도, 시군구 as the file writes them, division of the industry."""


@dataclass
class _Group:
    row: int
    factories: int = 0
    workers: int = 0
    unknown_workers: int = 0


@dataclass
class Counting:
    """Counts of a list in the making."""

    columns: Columns
    groups: dict[Key, _Group] = field(default_factory=dict)
    rows: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    """How many rows were `outside` every complex, `repeated`, `no_industry`, `several`,
    `no_workers`, or of another `width`."""
    misfits: list[int] = field(default_factory=list)
    """The first rows with too few or too many cells."""
    _factories: set[bytes] = field(default_factory=set)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Count one row of the list; blank rows are no rows."""
        if not any(cells):
            return
        self.rows += 1
        columns = self.columns
        # With a comma too many, a firm's name would stand where the complex should be.
        if len(cells) != columns.cells or any(cells[columns.width :]):
            self._misfit(number)
            return
        complex_ko = _name(cells[columns.complex])
        if complex_ko in _BLANKS:
            self.seen["outside"] += 1
            return
        if self._is_repeated(cells):
            self.seen["repeated"] += 1
            return
        sido, sigungu = self._place(cells)
        key = (complex_ko, sido, sigungu, self._division(cells))
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = _Group(number)
        group.factories += 1
        self._count_workers(group, cells)

    @property
    def factories(self) -> int:
        """Return how many factories are counted."""
        return sum(group.factories for group in self.groups.values())

    @property
    def withheld(self) -> int:
        """Return how many groups are too small for their workers to be told."""
        return sum(group.factories < FEWEST_FIRMS for group in self.groups.values())

    def table(self, sheet: str) -> pd.DataFrame:
        """Return one row per group, by the first row in which it occurs."""
        rows = [
            (*key, _name_of(key[3]), str(group.factories), self._workers(group), sheet, group.row)
            for key, group in self.groups.items()
        ]
        columns = ["complex_ko", "sido_ko", "sigungu_ko", "ksic_code", "ksic_name_ko"]
        return pd.DataFrame(
            rows, columns=[*columns, "factories", "workers", "sheet", "row"], dtype="object"
        )

    def _workers(self, group: _Group) -> str:
        told = self.columns.workers is not None and not group.unknown_workers
        return str(group.workers) if told and group.factories >= FEWEST_FIRMS else ""

    def _misfit(self, number: int) -> None:
        self.seen["width"] += 1
        if len(self.misfits) < 5:
            self.misfits.append(number)

    def _is_repeated(self, cells: Sequence[str]) -> bool:
        number = _cell(cells, self.columns.factory).strip()
        if not number:
            return False
        digest = hashlib.blake2b(number.encode("utf-8", "replace"), digest_size=8).digest()
        if digest in self._factories:
            return True
        self._factories.add(digest)
        return False

    def _place(self, cells: Sequence[str]) -> tuple[str, str]:
        """Return 시도 and 시군구; of an address only its first two words, and only as such."""
        columns = self.columns
        sido, sigungu = _cell(cells, columns.sido), _cell(cells, columns.sigungu)
        if not sido.strip() and columns.address is not None:
            words = _cell(cells, columns.address).split(maxsplit=2)
            sido = words[0] if words else ""
            # Behind anything but a 시도 the second word may be a name (김영구).
            told = len(words) > 1 and _sido(sido) != ""
            sigungu = sigungu.strip() or (words[1] if told else "")
        return _sido(sido), _sigungu(sigungu)

    def _division(self, cells: Sequence[str]) -> str:
        if self.columns.industry is None:
            return UNKNOWN_CODE
        given = _cell(cells, self.columns.industry)
        division, several = _industry(given)
        self.seen["several"] += several
        self.seen["no_industry"] += division == UNKNOWN_CODE
        return division

    def _count_workers(self, group: _Group, cells: Sequence[str]) -> None:
        if self.columns.workers is None:
            return
        given = _cell(cells, self.columns.workers).strip().removesuffix("명")
        if _WORKERS.fullmatch(given):
            group.workers += int(given.replace(",", ""))
        else:
            group.unknown_workers += 1
            self.seen["no_workers"] += 1


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


@lru_cache(maxsize=20_000)
def _name(given: str) -> str:
    return clean(given)[:_MOST_LETTERS]


@lru_cache(maxsize=5_000)
def _sido(given: str) -> str:
    words = clean(given)
    return words if _SIDO.fullmatch(words) else ""


@lru_cache(maxsize=5_000)
def _sigungu(given: str) -> str:
    words = clean(given).split(" ")[0]
    return words if _SIGUNGU.fullmatch(words) else ""


@lru_cache(maxsize=20_000)
def _industry(given: str) -> tuple[str, bool]:
    codes = [part for part in re.split(r"[,;/|\s]+", given) if part]
    divisions = [division_of(code) for code in codes]
    known = [division for division in divisions if division]
    if not known:
        return UNKNOWN_CODE, False
    return known[0], len(set(known)) > 1


def _name_of(division: str) -> str:
    return UNKNOWN_NAME if division == UNKNOWN_CODE else division_name(division)
