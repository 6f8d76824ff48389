"""The place a figure belongs to: the same area as ours today, or none.

Unlike a complex, a figure does not move with a code: the figure of 광주광역시 is not that of the
전남광주통합특별시 it went into, and that of a split 시군구 belongs to neither part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd
from rapidfuzz import fuzz

from cluster_planner.domain.hangul import letters
from cluster_planner.domain.imports import Place, Proposal
from cluster_planner.intake.applied import Memory, Tables
from cluster_planner.intake.crosswalk import Crosswalk

NATION: Final = frozenset({"전국", "계", "합계", "소계", "총계", "total"})
_MERGED: Final = "합침"
_ENDINGS: Final = ("국가산업단지", "일반산업단지", "산업단지", "국가산단", "산단", "국가")
_MOST_PROPOSED: Final = 3
_LEAST_LIKENESS: Final = 60.0


@dataclass(frozen=True)
class Found:
    """Where a figure belongs, or why nowhere."""

    kind: str = ""
    """sido, sigungu or unit; empty when nowhere."""
    place_id: str = ""
    nation: bool = False
    """Whether it is of the whole country, for which there is no place."""
    why: str = ""
    """Why nowhere, in Korean."""
    remedy: str = ""
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, eq=False)
class SeriesPlaces:
    """Places by the names and codes that statistics call them."""

    crosswalk: Crosswalk
    units: pd.DataFrame
    """national_complexes."""

    @classmethod
    def of(cls, tables: Tables) -> SeriesPlaces:
        """Return the lookup over a snapshot's tables."""
        return cls(Crosswalk.of(tables), tables["national_complexes"])

    def area(self, name_ko: str, code: str, place: Place, memory: Memory) -> Found:
        """Return the 시도 or 시군구 of a name, with the help of its code."""
        name = _plain(name_ko)
        if name in NATION or (not name and code in ("", "0", "00")):
            return Found(nation=True)
        if (sido := self.crosswalk.sido(name)) is not None and not name.isdigit():
            return self._whole_sido(name, sido)
        first, _, rest = name.partition(" ")
        if rest and self.crosswalk.sido(first) is not None:
            return self._sigungu(first, rest, place, memory)
        return self._by_code(name, code)

    def unit(self, name_ko: str, place: Place, memory: Memory) -> Found:
        """Return the unit of the national statistic of an official name, or proposals."""
        given = _plain(name_ko)
        if given in NATION:
            return Found(nation=True)
        key = _unit_key(given)
        if (known := self._unit_by_key.get(key)) is not None:
            return Found("unit", known)
        if (confirmed := memory.confirmed("unit", given)) in self._unit_names:
            return Found("unit", str(confirmed))
        rated = [
            (round(fuzz.WRatio(letters(key), letters(_unit_key(name))), 1), unit_id, name)
            for unit_id, name in self._unit_names.items()
        ]
        near = sorted((r for r in rated if r[0] >= _LEAST_LIKENESS), key=lambda r: (-r[0], r[1]))
        proposals = tuple(
            Proposal(
                subject="unit",
                given=given,
                place=place,
                candidate_id=unit_id,
                candidate_ko=name,
                likeness_pct=likeness,
                why="국가산업단지 통계의 이름과 비슷함",
            )
            for likeness, unit_id, name in near
            if not memory.rejected("unit", given, unit_id)
        )[:_MOST_PROPOSED]
        remedy = "맞는 단위를 확인해 주거나 그대로 두세요"
        return Found(why="국가산업단지 통계의 단위에 없는 이름", remedy=remedy, proposals=proposals)

    def _whole_sido(self, name: str, code: str) -> Found:
        if name in self._current_names or code not in self._merged_sido:
            return Found("sido", code)
        today = self._sido_names.get(code, code)
        why = f"{today}(으)로 합쳐지기 전의 값이라 오늘의 시도 값이 아님"
        return Found(why=why, remedy="합쳐진 뒤의 시점으로 물어보세요")

    def _sigungu(self, sido: str, rest: str, place: Place, memory: Memory) -> Found:
        codes = self.crosswalk.sigungu_codes(sido, rest)
        if not codes:
            located = self.crosswalk.sigungu(sido, rest, place, memory)
            if located.code is not None:
                return Found("sigungu", located.code)
            remedy = "맞는 시군구를 확인해 주거나 그대로 두세요"
            return Found(why="표에 없는 시군구 이름", remedy=remedy, proposals=located.proposals)
        if len(codes) > 1:
            why = "여러 시군구로 나뉜 곳의 값이라 어느 한 곳의 값이 아님"
            return Found(why=why, remedy="나뉜 뒤의 시점으로 물어보세요")
        code = next(iter(codes))
        if self._own_name.get(code) != rest and f"{sido} {rest}" not in self._current_names:
            today = self.crosswalk.name(code)
            why = f"오늘의 {today}와(과) 같은 땅이 아님(일반구이거나 합쳐짐)"
            return Found(why=why, remedy="시·군 단위나 합쳐진 뒤의 시점으로 물어보세요")
        return Found("sigungu", code)

    def _by_code(self, name: str, code: str) -> Found:
        """By a code, if the name agrees: other offices number the same places differently."""
        codes = self.crosswalk.code_today(code) if re.fullmatch(r"\d{5}", code) else frozenset()
        agreeing = [one for one in codes if self._own_name.get(one) == name]
        if len(codes) == 1 and agreeing:
            return Found("sigungu", agreeing[0])
        remedy = "시도와 시군구의 이름이 함께 든 표로 물어보세요"
        return Found(why="시도를 알 수 없는 이름", remedy=remedy)

    @cached_property
    def _current_names(self) -> frozenset[str]:
        names = self.crosswalk.names
        return frozenset(names.loc[names["is_current"], "name"])

    @cached_property
    def _merged_sido(self) -> frozenset[str]:
        codes = self.crosswalk.codes
        merged = codes[(codes["change_ko"] == _MERGED) & (codes["new_code"].str.len() == 2)]
        return frozenset(merged["new_code"])

    @cached_property
    def _sido_names(self) -> Mapping[str, str]:
        names = self.crosswalk.names
        rows = names[(names["level"] == "sido") & names["is_current"]]
        return dict(zip(rows["code"], rows["name"], strict=True))

    @cached_property
    def _own_name(self) -> Mapping[str, str]:
        outlines = self.crosswalk.outlines
        return dict(zip(outlines["sigungu_code"], outlines["name_ko"], strict=True))

    @cached_property
    def _unit_names(self) -> Mapping[str, str]:
        return dict(zip(self.units["national_id"], self.units["name_ko"], strict=True))

    @cached_property
    def _unit_by_key(self) -> Mapping[str, str]:
        """Keys that only one unit has."""
        keys = [(_unit_key(name), unit_id) for unit_id, name in self._unit_names.items()]
        counted = pd.Series([key for key, _ in keys]).value_counts()
        return {key: unit_id for key, unit_id in keys if counted[key] == 1}


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def _unit_key(name: str) -> str:
    """Spelling without blanks, dots and the word for complexes; `(외)` is another unit."""
    key = re.sub(r"[\s·ㆍ・.]", "", name)
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending):
            return key.removesuffix(ending)
    return key
