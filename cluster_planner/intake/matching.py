"""Names of complexes in files → rows of our complexes table, or proposals for somebody to confirm."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from cluster_planner.domain.contracts.common import KIND_LABELS
from cluster_planner.domain.hangul import letters
from cluster_planner.domain.imports import Place, Proposal
from cluster_planner.domain.official_names import former_names, kind_in_name, name_key
from cluster_planner.intake.applied import Memory, Tables
from cluster_planner.intake.crosswalk import Crosswalk

SUBJECT = "complex"
_MOST_PROPOSED = 3
_LEAST_LIKENESS = 75.0
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Named:
    """A complex as a file names it; what the file does not say is empty."""

    name_ko: str
    sido_ko: str
    sigungu_ko: str = ""
    kind_id: str = ""

    @property
    def given(self) -> str:
        """Return the words a confirmation is remembered by: place, kind, name."""
        kind = KIND_LABELS.get(self.kind_id, "")
        words = " ".join((self.sido_ko, self.sigungu_ko, kind, self.name_ko))
        return " ".join(unicodedata.normalize("NFC", words).split())


@dataclass(frozen=True)
class Match:
    """The row a name stands for, or who it may be."""

    row_id: str | None = None
    complex_id: str | None = None
    how: str = ""
    """`exact`, `spelling`, `confirmed`, or empty without a match."""
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class OurRow:
    """What a row of complexes.csv is found by."""

    row_id: str
    complex_id: str
    name: str
    kind_id: str
    source_sido: str
    source_sigungu: str
    sido_code: str
    sigungu_code: str

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return its name and its former names as they are compared."""
        return frozenset({name_key(self.name), *map(name_key, former_names(self.name))})

    @property
    def shown(self) -> str:
        """Return the words by which somebody recognises it."""
        kind = KIND_LABELS[self.kind_id]
        return f"{self.source_sido} {self.source_sigungu} {kind} {self.name}"


@dataclass(frozen=True, eq=False)
class ComplexMatcher:
    """The rows of complexes.csv, looked up by exact words, by spelling, and by likeness."""

    rows: tuple[OurRow, ...]
    crosswalk: Crosswalk

    @classmethod
    def of(cls, tables: Tables, crosswalk: Crosswalk | None = None) -> ComplexMatcher:
        """Return the matcher over a snapshot's complexes."""
        frame = tables["complexes"]
        columns = ("row_id", "complex_id", "name_ko", "kind_id", "source_sido", "source_sigungu")
        cells = frame[[*columns, "sido_code", "sigungu_code"]].itertuples(index=False, name=None)
        return cls(
            tuple(OurRow(*map(str, cell)) for cell in cells), crosswalk or Crosswalk.of(tables)
        )

    def without(self, row_ids: Iterable[str]) -> ComplexMatcher:
        """Return the matcher over the rows that nobody has claimed yet."""
        gone = set(row_ids)
        rest = tuple(row for row in self.rows if row.row_id not in gone)
        return ComplexMatcher(rest, self.crosswalk)

    def find(self, named: Named, place: Place, memory: Memory) -> Match:
        """Return the row of the name: exactly, by spelling, by memory, else proposals."""
        return (
            self.exact(named)
            or self.spelt(named)
            or self.remembered(named, memory)
            or Match(proposals=self.proposals(named, place, memory))
        )

    def exact(self, named: Named) -> Match | None:
        """Return the only row with the same name in the same place, of the same kind if told."""
        same = [row for row in self._by_name.get(named.name_ko, ()) if _kind_fits(row, named)]
        words = [
            row
            for row in same
            if (row.source_sido, row.source_sigungu) == (named.sido_ko, named.sigungu_ko)
        ]
        return _only(words, "exact") or _only(self._near(same, named), "exact")

    def spelt(self, named: Named, *, here_only: bool = False) -> Match | None:
        """Return the only row with the same name but for its spelling.

        First in the 시군구, then in the whole 시도; with `here_only` a name whose 시군구 is known
        is not looked for elsewhere: a namesake over there may be another complex.
        """
        own = name_key(named.name_ko)
        same = [row for row in self._by_key.get(own, ()) if name_key(row.name) == own]
        by_former = {
            row.row_id: row
            for key in (own, *map(name_key, former_names(named.name_ko)))
            for row in self._by_key.get(key, ())
        }
        # A name of today comes before one that another complex once had.
        return self._spelt(same, named, here_only) or self._spelt(
            list(by_former.values()), named, here_only
        )

    def _spelt(self, rows: list[OurRow], named: Named, here_only: bool) -> Match | None:
        kind = named.kind_id or kind_in_name(named.name_ko)
        same = [row for row in rows if kind in ("", row.kind_id)]
        near = self._near(same, named)
        placed = here_only and self.crosswalk.sigungu_codes(named.sido_ko, named.sigungu_ko)
        if near or placed:
            return _only(near, "spelling")
        return _only(self._in_sido(same, named), "spelling")

    def remembered(self, named: Named, memory: Memory) -> Match | None:
        """Return the row that somebody confirmed for these words."""
        row = self._by_id.get(memory.confirmed(SUBJECT, named.given) or "")
        return Match(row.row_id, row.complex_id, "confirmed") if row else None

    def proposals(
        self, named: Named, place: Place, memory: Memory, *, least: float = _LEAST_LIKENESS
    ) -> tuple[Proposal, ...]:
        """Return at most three rows that the name may stand for, the likest first.

        Numbers tell complexes apart: `제2` is never proposed for `제3`.
        """
        rated = [
            (round(_likeness(named, row), 1), row)
            for row in self._in_sido(self.rows, named)
            if _kind_fits(row, named) and _numbers(row.name) == _numbers(named.name_ko)
        ]
        best = sorted(
            (pair for pair in rated if pair[0] >= least), key=lambda p: (-p[0], p[1].row_id)
        )
        return tuple(
            proposal(named, place, row.row_id, row.shown, likeness, "이름이 비슷함")
            for likeness, row in best
            if not memory.rejected(SUBJECT, named.given, row.row_id)
        )[:_MOST_PROPOSED]

    def neighbours(self, named: Named) -> list[tuple[OurRow, float]]:
        """Return the rows of the same 시군구 and kind with the likeness of their names, percent."""
        return [
            (row, round(_likeness(named, row), 1))
            for row in self._near(self.rows, named)
            if _kind_fits(row, named)
        ]

    def other_kinds(self, named: Named) -> list[OurRow]:
        """Return the rows of the same 시군구 and name that are of another kind."""
        key = name_key(named.name_ko)
        near = self._near(self._by_key.get(key, ()), named)
        return [row for row in near if not _kind_fits(row, named)]

    def _near(self, rows: Iterable[OurRow], named: Named) -> list[OurRow]:
        codes = self.crosswalk.sigungu_codes(named.sido_ko, named.sigungu_ko)
        return [row for row in rows if row.sigungu_code in codes]

    def _in_sido(self, rows: Iterable[OurRow], named: Named) -> list[OurRow]:
        code = self.crosswalk.sido(named.sido_ko)
        return [row for row in rows if code is None or row.sido_code == code]

    @cached_property
    def _by_id(self) -> dict[str, OurRow]:
        return {row.row_id: row for row in self.rows}

    @cached_property
    def _by_name(self) -> dict[str, list[OurRow]]:
        return _grouped((row.name, row) for row in self.rows)

    @cached_property
    def _by_key(self) -> dict[str, list[OurRow]]:
        return _grouped((key, row) for row in self.rows for key in row.keys)


def proposal(
    named: Named, place: Place, row_id: str, shown: str, likeness: float, why: str
) -> Proposal:
    """Return the question whether the name stands for the row."""
    return Proposal(
        subject=SUBJECT,
        given=named.given,
        place=place,
        candidate_id=row_id,
        candidate_ko=shown,
        likeness_pct=likeness,
        why=why,
    )


def _grouped(pairs: Iterable[tuple[str, OurRow]]) -> dict[str, list[OurRow]]:
    groups: dict[str, list[OurRow]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return groups


def _kind_fits(row: OurRow, named: Named) -> bool:
    return named.kind_id in ("", row.kind_id)


def _only(rows: list[OurRow], how: str) -> Match | None:
    """Return the match if the rows are one complex; of two rows of it nobody knows which."""
    if len(rows) == 1:
        return Match(rows[0].row_id, rows[0].complex_id, how)
    complexes = {row.complex_id for row in rows}
    return Match(None, complexes.pop(), how) if len(complexes) == 1 else None


def _numbers(name: str) -> list[str]:
    return _NUMBERS.findall(name_key(name))


def _likeness(named: Named, row: OurRow) -> float:
    return fuzz.ratio(letters(name_key(named.name_ko)), letters(name_key(row.name)))
