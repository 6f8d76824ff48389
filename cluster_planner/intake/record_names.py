"""Names of partners and programmes: which record a name stands for, and which it may stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from cluster_planner.domain.hangul import letters
from cluster_planner.domain.imports import Place, Proposal
from cluster_planner.intake.applied import Memory

_LEAST_LIKENESS: Final = 85.0
_MOST_PROPOSED: Final = 3
_COMPANY: Final = re.compile(
    r"\(주\)|㈜|주식회사|\(유\)|유한회사|유한책임회사|\(재\)|재단법인|\(사\)|사단법인"
)
_ENGLISH_COMPANY: Final = re.compile(r"\b(co|ltd|inc|corp|corporation|limited|llc)\b\.?,?")
_BETWEEN: Final = re.compile(r"[\s·ㆍ・.,\-_()\[\]'\"&]")
_DIGITS: Final = re.compile(r"\d+")


def name_key(name: str) -> str:
    """Return a name as it is compared: NFC, no 주식회사, spaces or dots.

    >>> name_key("㈜ 보기 정공") == name_key("보기정공 주식회사")
    True
    """
    plain = _COMPANY.sub("", unicodedata.normalize("NFC", name)).casefold()
    short = _BETWEEN.sub("", _ENGLISH_COMPANY.sub("", plain))
    return short or _BETWEEN.sub("", plain)


@dataclass
class NameBook:
    """Names of the records, those added on the way included."""

    by_key: dict[str, set[str]] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    """Name as it stands → id."""
    _spelt: dict[str, str] = field(default_factory=dict)
    """Id → letters of its name, of the records that were there before."""

    @classmethod
    def of(cls, records: Mapping[str, Mapping[str, str]]) -> NameBook:
        """Return the names of a table's records."""
        book = cls()
        for own, record in records.items():
            book.add(own, record["name_ko"], record["name_en"])
            book._spelt[own] = letters(name_key(record["name_ko"]))
        return book

    def add(self, own: str, name_ko: str, name_en: str) -> None:
        """Enter the names of a record."""
        self.by_name[name_ko] = own
        for word in (name_ko, name_en):
            if key := name_key(word):
                self.by_key.setdefault(key, set()).add(own)

    def find(self, name_ko: str, name_en: str) -> set[str]:
        """Return the ids that a name stands for; the English name decides if the Korean does not."""
        if (same := self.by_name.get(name_ko)) is not None:
            return {same}
        return self.by_key.get(name_key(name_ko)) or self.by_key.get(name_key(name_en), set())

    def proposals(
        self, subject: str, given: str, place: Place, memory: Memory
    ) -> tuple[Proposal, ...]:
        """Return the records with a name like this one; numbers tell programmes apart."""
        names = {own: name for name, own in self.by_name.items()}
        words, numbers = letters(name_key(given)), _DIGITS.findall(given)
        rated = process.extract(
            words, self._spelt, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS, limit=20
        )
        best = [
            (round(likeness, 1), own)
            for _, likeness, own in sorted(rated, key=lambda found: (-found[1], found[2]))
            if _DIGITS.findall(names[own]) == numbers and not memory.rejected(subject, given, own)
        ]
        return tuple(
            Proposal(
                subject=subject,
                given=given,
                place=place,
                candidate_id=own,
                candidate_ko=names[own],
                likeness_pct=likeness,
                why="이름이 비슷함",
            )
            for likeness, own in best[:_MOST_PROPOSED]
        )
