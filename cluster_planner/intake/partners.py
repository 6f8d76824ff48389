"""A list of partners meets ours; a new city gives a point, that of its 시군구."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from cluster_planner.domain.contracts import PARTNERS
from cluster_planner.domain.imports import Place
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.crosswalk import Crosswalk
from cluster_planner.intake.listed import ListRules, Problem, Record, merge
from cluster_planner.sources.reading import Reading

_SIGUNGU_POINT = "좌표는 시군구 대표점"
_SIDO_POINT = "시군구는 모름 · 좌표는 시도 대표점"
_NEAR_DEG = 0.2
"""Some 20 km: our outlines are simplified, and islands of a 시군구 may be left out."""
_REMEDY = "시도와 시군구의 오늘 이름을 쓰거나(경상남도 창원시) 비우세요"


def apply_partners(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the list's partners added or updated; none ever goes away.

    A city that the crosswalk does not know keeps its row out until somebody confirms which is
    meant.
    """
    sido = tables["sido"]
    names = dict(zip(sido["sido_code"], sido["name_ko"], strict=True))
    shapes = dict(zip(sido["sido_code"], sido["geometry"], strict=True))
    places = _Places(Crosswalk.of(tables), memory, names, shapes)
    return merge(reading, tables, memory, ListRules(PARTNERS, "partner", "참여 기관", places.of))


@dataclass(frozen=True)
class _Places:
    crosswalk: Crosswalk
    memory: Memory
    sido_ko: Mapping[str, str]
    sido_shapes: Mapping[str, shapely.Geometry]

    def of(self, said: Record, known: Record, place: Place) -> Record | Problem:
        """Return city, code and point of what the row says of the place."""
        sido, sigungu = said.get("sido_ko", ""), said.get("sigungu_ko", "")
        if ("lon" in said) != ("lat" in said):
            return Problem("경도와 위도 가운데 하나만 있습니다", "둘 다 쓰거나 둘 다 비우세요")
        if code := said.get("sigungu_code"):
            today = self.crosswalk.code_today(code)
            if len(today) != 1:
                return Problem(f"시군구 코드 {code}은(는) 오늘의 한 시군구가 아닙니다", _REMEDY)
            return self._checked(next(iter(today)), said, known)
        if not sido and not sigungu:
            return {} if known else {"location_basis": said.get("location_basis", "unknown")}
        if said.get("city_ko") and said["city_ko"] == known.get("city_ko"):
            return {}
        located = self.crosswalk.sigungu(sido, sigungu, place, self.memory, named=said["name_ko"])
        if located.code is not None:
            return self._checked(located.code, said, known)
        code_of_sido = self.crosswalk.sido(sido)
        if not sigungu and code_of_sido in self.sido_shapes:
            return self._in_sido(str(code_of_sido), said)
        problem = f"시군구를 알 수 없습니다: {sido} {sigungu}".strip()
        return Problem(problem, _REMEDY, located.proposals)

    def _checked(self, code: str, said: Record, known: Record) -> Record | Problem:
        if "lon" in said:
            point = shapely.Point(float(said["lon"]), float(said["lat"]))
            if self.crosswalk.shape(code).distance(point) > _NEAR_DEG:
                problem = f"좌표가 {self.crosswalk.name(code)}에 있지 않습니다"
                return Problem(problem, "좌표와 시군구 가운데 틀린 것을 고치세요")
        return self._at(code, said, known)

    def _at(self, code: str, said: Record, known: Record) -> Record:
        """Return the cells of a 시군구; a point of the row itself comes first."""
        if code == known.get("sigungu_code") and "lon" not in said:
            return {"sigungu_code": code, "city_ko": known["city_ko"]}
        cells = {
            "sigungu_code": code,
            "city_ko": self.crosswalk.name(code),
            "location_basis": said.get("location_basis", "source"),
        }
        if "lon" in said and "lat" in said:
            return cells
        return cells | _point(self.crosswalk.shape(code), said, _SIGUNGU_POINT)

    def _in_sido(self, code: str, said: Record) -> Record:
        return {
            "sigungu_code": "",
            "city_ko": self.sido_ko[code],
            "location_basis": said.get("location_basis", "source"),
        } | _point(self.sido_shapes[code], said, _SIDO_POINT)


def _point(shape: shapely.Geometry, said: Record, remark: str) -> Record:
    point = shape.representative_point()
    note = said.get("location_note", "")
    told = note if remark in note else " · ".join(part for part in (note, remark) if part)
    return {"lon": f"{point.x:.5f}", "lat": f"{point.y:.5f}", "location_note": told}
