"""In which coordinate system a layer is: as declared, as forced, or found by where it falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyproj import CRS

from cluster_planner.sources.geo.evidence import Evidence, Judge, best_of
from cluster_planner.sources.geo.hints import in_korea
from cluster_planner.sources.geo.layer import refused
from cluster_planner.sources.geo.systems import (
    SYSTEMS,
    System,
    is_bessel,
    system_of,
    title_of,
    to_degrees,
    understood,
)

_MOST_OUTSIDE: Final = 0.1
_HARDLY_ON_LAND: Final = 0.5
_DOUBTED_M: Final = 150.0
_FORCE: Final = "좌표계를 골라 다시 가져오세요"


@dataclass(frozen=True, eq=False)
class Chosen:
    """A coordinate system, and how it was decided on."""

    crs: CRS
    found: str
    why: str
    swapped: bool = False
    """Latitude comes first in the file."""
    doubt: str = ""
    """What speaks against it, in Korean."""


def choose(
    name: str, declared: CRS | None, declared_by: str, judge: Judge, forced: str = ""
) -> Chosen:
    """Return the system of a layer.

    `forced` ("EPSG:5174") goes before what is declared, that before what the places say. A
    declaration that puts the layer outside Korea is not believed.
    Raises DataError, with the systems that are possible, when no one clearly wins.
    """
    if forced:
        return _forced(name, forced, judge)
    if declared is None:
        return _found(name, judge, "좌표계 선언이 없음")
    crs = understood(declared)
    evidence = judge.of(System("", title_of(crs)), crs)
    if evidence.in_korea >= 1 - _MOST_OUTSIDE and crs.is_geographic == judge.in_degrees:
        why = _as_declared(declared, crs, declared_by, evidence)
        return Chosen(crs, title_of(crs), why, doubt=_doubt(evidence, judge))
    said = f"{declared_by}는 {title_of(crs)}라지만 그러면 한국 밖에 놓임"
    return _found(name, judge, said)


def _forced(name: str, forced: str, judge: Judge) -> Chosen:
    crs = system_of(forced)
    if crs is None:
        raise refused(name, f"{forced}라는 좌표계가 없습니다", "EPSG:5174처럼 적으세요")
    crs = understood(crs)
    lon, lat = to_degrees(crs, judge.x, judge.y)
    if in_korea(lon, lat) < 1 - _MOST_OUTSIDE:
        problem = f"고른 좌표계 {title_of(crs)}로는 도형이 한국 밖에 놓입니다"
        raise refused(name, problem, _remedy(judge.all()))
    evidence = judge.of(System("", title_of(crs)), crs)
    why = f"가져오는 사람이 고름; {evidence.words}"
    return Chosen(crs, title_of(crs), why, doubt=_doubt(evidence, judge))


def _found(name: str, judge: Judge, said: str) -> Chosen:
    evidences = judge.all()
    if not evidences:
        swapped = _swapped(judge, said)
        if swapped is not None:
            return swapped
        problem = f"어느 좌표계로도 한국 안에 놓이지 않습니다({said})"
        raise refused(name, problem, "원본의 좌표계를 확인해 .prj와 함께 다시 내보내세요")
    best, second, why = best_of(evidences)
    if best is None:
        problem = f"좌표계를 가릴 수 없습니다({said}): {why}"
        raise refused(name, problem, _remedy(evidences))
    behind = f"; 다음은 {second.system.title}({second.words})" if second else ""
    crs = understood(CRS.from_user_input(best.system.code))
    return Chosen(crs, best.system.title, f"{said}. {best.words}{behind}{why}")


def _swapped(judge: Judge, said: str) -> Chosen | None:
    if in_korea(judge.y, judge.x) < 1 - _MOST_OUTSIDE:
        return None
    crs = CRS.from_epsg(4326)
    why = f"{said}. 경도와 위도의 차례가 바뀌어 있어 되돌림"
    return Chosen(crs, title_of(crs), why, swapped=True)


def _as_declared(declared: CRS, crs: CRS, declared_by: str, evidence: Evidence) -> str:
    named = "" if title_of(crs) == title_of(declared) else f"({declared.name})"
    shift = ", Bessel에서 옮기는 값은 EPSG 등록값을 씀" if is_bessel(crs) else ""
    return f"{declared_by}에 적힌 대로{named}{shift}; {evidence.words}"


def _doubt(evidence: Evidence, judge: Judge) -> str:
    """Return what to say when known complexes lie elsewhere, and clearly fit another system."""
    if evidence.on_land < _HARDLY_ON_LAND:
        return f"육지에 {evidence.on_land:.0%}만 놓임: 좌표계 선언이 맞는지 확인할 것"
    if not evidence.speaks or evidence.median_m < _DOUBTED_M:
        return ""
    best, _, _ = best_of(judge.all())
    if best is None or not best.speaks or best.median_m > evidence.median_m / 2:
        return ""
    return (
        f"아는 단지와 가운데값 {evidence.median_m:,.0f}m 어긋남. {best.system.title}로 읽으면 "
        f"{best.median_m:,.0f}m이니 선언이 틀렸을 수 있음: 맞다면 좌표계를 {best.system.code}로 "
        "골라 다시 가져올 것"
    )


def _remedy(evidences: list[Evidence]) -> str:
    if not evidences:
        codes = ", ".join(system.title for system in SYSTEMS if system.usual)
        return f"{_FORCE}: {codes}"
    return f"{_FORCE}: " + ", ".join(f"{e.system.title}({e.words})" for e in evidences[:6])
