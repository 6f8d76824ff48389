"""Old and new names and codes of 시도 and 시군구 → today's codes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
import shapely
from rapidfuzz import fuzz

from cluster_planner.domain.hangul import letters
from cluster_planner.domain.imports import Place as FilePlace
from cluster_planner.domain.imports import Proposal
from cluster_planner.domain.places import Place
from cluster_planner.intake.applied import Memory, Tables

_MOST_PROPOSED = 3
_LEAST_LIKENESS = 60.0
_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Located:
    """Today's 시군구 of a name, or what it may be."""

    code: str | None
    how: str = ""
    """In Korean, empty where the name is today's."""
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, eq=False)
class Crosswalk:
    """The dated tables admin_names and admin_codes with the outlines of today's 시군구."""

    names: pd.DataFrame
    codes: pd.DataFrame
    outlines: gpd.GeoDataFrame

    @classmethod
    def of(cls, tables: Tables) -> Crosswalk:
        """Return the crosswalk of a snapshot's tables."""
        outlines = tables["sigungu"]
        if not isinstance(outlines, gpd.GeoDataFrame):
            raise TypeError("sigungu has no geometry")
        return cls(tables["admin_names"], tables["admin_codes"], outlines)

    def sido(self, given: str) -> str | None:
        """Return today's 시도 code of an old or new, long or short name, or of a code."""
        words = _plain(given)
        if words.isdigit():
            found = self.code_today(words)
            return next(iter(found)) if len(found) == 1 else None
        return self._sido_by_name.get(words)

    def sigungu_codes(self, sido_ko: str, sigungu_ko: str) -> frozenset[str]:
        """Return today's codes a name can mean: one, several where it was split, none if unknown.

        `시 구` with a 일반구 is its city; 세종 has no 시군구 of its own.
        """
        sido, sigungu = _plain(sido_ko), _plain(sigungu_ko)
        if sigungu.isdigit():
            return self.code_today(sigungu)
        city = sigungu.split(" ")[0]
        alone = self.sido(sido) if sigungu in ("", sido) else None
        if alone and (only := self._only_sigungu.get(alone)):
            return frozenset({only})
        for words in (sigungu, city):
            if found := self._sigungu_by_name.get(f"{sido} {words}"):
                return found
        return _NOWHERE

    def code_today(self, code: str) -> frozenset[str]:
        """Return the codes that stand today for an old or new 시도 or 시군구 code."""
        if code in self._current:
            return frozenset({code})
        return self._codes_by_old.get(code, _NOWHERE)

    def at(self, point: Place) -> str | None:
        """Return the 시군구 whose outline holds the point (longitude, latitude)."""
        found = self._tree.query(shapely.Point(point), predicate="intersects")
        return str(self.outlines["sigungu_code"].iloc[min(found)]) if len(found) else None

    def name(self, code: str) -> str:
        """Return the full name of today's 시군구, the code itself if there is none."""
        return self._full_names.get(code, code)

    def shape(self, code: str) -> shapely.Geometry:
        """Return the outline of today's 시군구 in degrees."""
        return self._shapes[code]

    def sigungu(
        self,
        sido_ko: str,
        sigungu_ko: str,
        place: FilePlace,
        memory: Memory,
        *,
        point: Place | None = None,
        named: str = "",
    ) -> Located:
        """Return today's 시군구 of the words; a split is decided by the point or by somebody.

        `named` is what lies there: two complexes of a split 시군구 are confirmed one by one.
        """
        given = f"{_plain(sido_ko)} {_plain(sigungu_ko)}".strip()
        found = self.sigungu_codes(sido_ko, sigungu_ko)
        if len(found) == 1:
            code = next(iter(found))
            today = given in self._current_names
            return Located(code, "" if today else f"{given} → 지금은 {self.name(code)}")
        if found and point and (here := self.at(point)) in found:
            return Located(here, f"{given}: 나뉜 시군구라 점의 위치로 {self.name(here)}")
        asked = f"{given} {named}".strip() if found else given
        if (known := memory.confirmed("sigungu", asked)) in self._current:
            return Located(known, f"{asked}: 확인한 대로 {self.name(known or '')}")
        ranked = self._likely(sido_ko, sigungu_ko, found)
        proposals = tuple(
            Proposal(
                subject="sigungu",
                given=asked,
                place=place,
                candidate_id=code,
                candidate_ko=self.name(code),
                likeness_pct=likeness,
                why=self._why(found, given),
            )
            for code, likeness in ranked
            if not memory.rejected("sigungu", asked, code)
        )
        return Located(None, "", proposals[:_MOST_PROPOSED])

    def _why(self, found: frozenset[str], given: str) -> str:
        if not found:
            return "표에 없는 이름과 비슷한 시군구"
        days = self.codes.loc[self.codes["new_code"].isin(found), "effective"].dropna()
        day = f"{days.max()}에 " if len(days) else ""
        return f"{given}은(는) {day}나뉘어 위치를 알아야 정해짐"

    def _likely(
        self, sido_ko: str, sigungu_ko: str, found: frozenset[str]
    ) -> list[tuple[str, float]]:
        if found:
            return [(code, 50.0) for code in sorted(found)]
        sido, words = self.sido(sido_ko), letters(_plain(sigungu_ko))
        rated = [
            (code, round(fuzz.ratio(words, letters(name)), 1))
            for code, name in self._short_names.items()
            if sido is None or code.startswith(sido)
        ]
        return sorted(
            (pair for pair in rated if pair[1] >= _LEAST_LIKENESS), key=lambda p: (-p[1], p[0])
        )

    @cached_property
    def _current(self) -> frozenset[str]:
        codes = self.outlines["sigungu_code"]
        return frozenset(codes) | frozenset(codes.str[:2])

    @cached_property
    def _sido_by_name(self) -> Mapping[str, str]:
        rows = self.names[self.names["level"] == "sido"]
        return dict(zip(rows["name"], rows["code"], strict=True))

    @cached_property
    def _sigungu_by_name(self) -> Mapping[str, frozenset[str]]:
        rows = self.names[self.names["level"] == "sigungu"]
        return {str(name): frozenset(codes) for name, codes in rows.groupby("name")["code"]}

    @cached_property
    def _current_names(self) -> frozenset[str]:
        return frozenset(self.names.loc[self.names["is_current"], "name"])

    @cached_property
    def _codes_by_old(self) -> Mapping[str, frozenset[str]]:
        return {str(old): frozenset(new) for old, new in self.codes.groupby("old_code")["new_code"]}

    @cached_property
    def _only_sigungu(self) -> Mapping[str, str]:
        codes = self.outlines["sigungu_code"]
        counted = codes.groupby(codes.str[:2]).agg(["size", "first"])
        return dict(counted.loc[counted["size"] == 1, "first"])

    @cached_property
    def _full_names(self) -> Mapping[str, str]:
        rows = self.outlines
        return dict(zip(rows["sigungu_code"], rows["full_name_ko"], strict=True))

    @cached_property
    def _short_names(self) -> Mapping[str, str]:
        return dict(zip(self.outlines["sigungu_code"], self.outlines["name_ko"], strict=True))

    @cached_property
    def _shapes(self) -> Mapping[str, shapely.Geometry]:
        return dict(zip(self.outlines["sigungu_code"], self.outlines.geometry, strict=True))

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.outlines.geometry.to_numpy())


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())
