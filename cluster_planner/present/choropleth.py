"""Coloured areas: classes with round bounds, colours, a legend, a sentence and rows for a table."""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from cluster_planner.indicators.area_figures import AreaFigures, AreaValue
from cluster_planner.present.map_elements import Legend, LegendEntry
from cluster_planner.present.palette import Theme
from cluster_planner.present.words import MISSING, SUPPRESSED, count, day, money_short, percent

NO_PARKS: Final = "단지 없음"
"""Shown where there is nothing to measure: neither a zero nor a gap of the sources."""
_FEW_AREAS: Final = 12
"""Up to so many areas get four classes, more get six or five."""


@dataclass(frozen=True)
class AreaWords:
    """How an indicator is named and written."""

    name: str
    unit: str
    """개사, 곳, 명, %, or 원 for million won written short."""
    how: str
    """How it is made, in a clause."""
    warm: bool = False
    """Drawn in oranges: what asks for action, not what there is."""


AREA_WORDS: Final[Mapping[str, AreaWords]] = {
    "parks": AreaWords("산업단지 수", "곳", "지도에 점으로 있는 단지"),
    "tenants": AreaWords("입주업체", "개사", "단지의 입주업체 합"),
    "operating": AreaWords("가동업체", "개사", "단지의 가동업체 합"),
    "operating_pct": AreaWords("가동업체 비율", "%", "가동업체 ÷ 입주업체 (가동률 아님)"),
    "utilization_pct": AreaWords("산단 가동률", "%", "국가산단만, 생산능력으로 가중한 평균"),
    "sale_pct": AreaWords(
        "분양률", "%", "분양 대상 면적으로 가중한 평균, 분양 대상이 없는 단지 제외"
    ),
    "aged_pct": AreaWords("노후산단 비율", "%", "준공 뒤 20년이 지난 단지 ÷ 모든 단지", warm=True),
    "designated": AreaWords(
        "지정된 단지", "곳", "AX 실증·스마트그린·산업위기·노후거점 가운데 하나라도"
    ),
    "ax_demo": AreaWords(
        "AX 실증산단 단지", "곳", "AX 실증산단에 든 단지. 한 사업이 여러 단지에 걸칠 수 있음"
    ),
    "smart_green": AreaWords("스마트그린산단", "곳", "스마트그린산단인 단지"),
    "crisis": AreaWords("산업위기지역 단지", "곳", "산업위기 선제대응지역 안의 단지", warm=True),
    "jobs": AreaWords("고용", "명", "국가산단만, 공표된 것의 합"),
    "production_mkrw_quarter": AreaWords("분기 생산", "원", "국가산단만, 공표된 것의 합"),
    "plan_mkrw": AreaWords("계획 국비", "원", "보고 있는 계획이 배분한 국비", warm=True),
}


@dataclass(frozen=True)
class AreaLook:
    """How one area is drawn."""

    colour: str
    hatch: bool | str
    """False, True (자료 없음), or the colour of the lines (비공개)."""


@dataclass(frozen=True)
class Choropleth:
    """Everything about one coloured map of areas."""

    looks: Mapping[str, AreaLook]
    legend: Legend
    summary: str


def choropleth(figures: AreaFigures, names: Mapping[str, str], theme: Theme) -> Choropleth:
    """Colours, legend and sentence of an indicator; `names` are those of the areas."""
    told = AREA_WORDS[figures.indicator.indicator_id]
    bounds = class_bounds(_positive(figures), 4 if len(figures.values) <= _FEW_AREAS else 6)
    ramp = _spread(theme.oranges if told.warm else theme.blues, len(bounds) + 1)
    looks = {i: _look(v, figures, bounds, ramp, theme) for i, v in figures.values.items()}
    return Choropleth(
        looks, _legend(figures, told, bounds, ramp, theme), _summary(figures, told, names)
    )


def class_bounds(values: Sequence[float], most: int) -> tuple[float, ...]:
    """Rising round lower bounds of the second and later classes, each class with about as many.

    No class is empty. Few distinct values give few classes.
    """
    distinct = sorted(set(values))
    if len(distinct) < 2:
        return ()
    if len(distinct) <= most:
        return tuple(distinct[1:])
    marks = np.quantile(values, np.linspace(0, 1, most + 1)[1:-1])
    bounds: list[float] = []
    for mark in marks:
        bound = _round(float(mark), distinct)
        below = bisect_right(distinct, bounds[-1] - 1e-9) if bounds else 0
        if bound > (bounds[-1] if bounds else distinct[0]) and _first(distinct, bound) > below:
            bounds.append(bound)
    return tuple(b for b in bounds if b <= distinct[-1])


def written(value: float | None, unit: str) -> str:
    """A figure with its unit: 1,234개사, 87.9%, 1.2조 원."""
    if unit == "%":
        return percent(value)
    if unit == "원":
        short = money_short(value)
        return short if value is None or not value else f"{short} 원"
    return count(value, unit)


def cell(value: AreaValue, unit: str) -> str:
    """What a table shows: the figure, 단지 없음, 비공개 or 자료 없음."""
    if value.is_without_parks:
        return NO_PARKS
    if value.value is None:
        return SUPPRESSED if value.is_held_back else MISSING
    return written(value.value, unit)


def _positive(figures: AreaFigures) -> list[float]:
    known = figures.known.values()
    return [v for v in known if v > 0] if figures.indicator.additive else list(known)


def _first(distinct: Sequence[float], bound: float) -> int:
    """How many values lie below a bound."""
    return int(np.searchsorted(np.asarray(distinct), bound, side="left"))


def _round(mark: float, distinct: Sequence[float]) -> float:
    """The roundest number near a quantile that parts the same values or nearly so."""
    if mark == 0:
        return 0.0
    size = math.floor(math.log10(abs(mark)))
    allowed = max(1.0, 0.03 * len(distinct))
    for digits in (0, 1, 2):
        step = 10.0 ** (size - digits)
        for part in (5.0, 2.5, 2.0, 1.0) if digits else (1.0,):
            rounded = round(round(mark / (step * part)) * step * part, 6)
            if abs(_first(distinct, rounded) - _first(distinct, mark)) <= allowed and rounded > 0:
                return rounded
    return mark


def _spread(ramp: Sequence[str], classes: int) -> tuple[str, ...]:
    """So many colours of a ramp, from end to end."""
    if classes == 1:
        return (ramp[len(ramp) // 2],)
    return tuple(ramp[round(place * (len(ramp) - 1) / (classes - 1))] for place in range(classes))


def _look(
    value: AreaValue,
    figures: AreaFigures,
    bounds: Sequence[float],
    ramp: Sequence[str],
    theme: Theme,
) -> AreaLook:
    if value.is_without_parks:
        return AreaLook(theme.land, False)
    if value.value is None:
        return AreaLook(theme.land, theme.oranges[3] if value.is_held_back else True)
    if figures.indicator.additive and value.value == 0:
        return AreaLook(theme.neighbour, False)
    return AreaLook(ramp[bisect_right(bounds, value.value)], False)


def _legend(
    figures: AreaFigures,
    told: AreaWords,
    bounds: Sequence[float],
    ramp: Sequence[str],
    theme: Theme,
) -> Legend:
    values = _positive(figures)
    entries = []
    labels = _ranges(bounds, values, told.unit)
    for place, label in enumerate(labels):
        areas = sum(bisect_right(bounds, v) == place for v in values)
        entries.append(LegendEntry(f"{label} · {areas}곳", ramp[place], "square"))
    entries.reverse()
    if figures.indicator.additive:
        zero = sum(v.value == 0 for v in figures.values.values())
        if zero:
            entries.append(LegendEntry(f"0 · {zero}곳", theme.neighbour, "square"))
    held = sum(v.is_held_back for v in figures.values.values())
    empty = sum(v.is_without_parks for v in figures.values.values())
    missing = sum(v.value is None for v in figures.values.values()) - held - empty
    if held:
        entries.append(LegendEntry(f"{SUPPRESSED} · {held}곳", theme.oranges[3], "hatch"))
    if missing:
        entries.append(LegendEntry(f"{MISSING} · {missing}곳", theme.quiet_text, "hatch"))
    if empty:
        entries.append(LegendEntry(f"{NO_PARKS} · {empty}곳", theme.land, "square"))
    origin = " · ".join(p for p in (figures.source, _date(figures.as_of)) if p)
    level = "권역" if figures.level == "region" else "시군구"
    return Legend(f"{told.name} ({level})", tuple(entries), note=f"{told.how}. {origin}")


def _date(as_of: str) -> str:
    return day(as_of) if as_of else ""


def _ranges(bounds: Sequence[float], values: Sequence[float], unit: str) -> list[str]:
    if not values:
        return []
    whole = unit not in ("%", "원")
    if not bounds:
        low, high = min(values), max(values)
        return [
            written(low, unit) if low == high else f"{written(low, unit)}~{written(high, unit)}"
        ]
    if whole:
        edges = [math.ceil(min(values)), *(math.ceil(b) for b in bounds)]
        ends = [*(edge - 1 for edge in edges[1:]), math.floor(max(values))]
        pairs = zip(edges, ends, strict=True)
        return [count(a, unit) if a == b else f"{count(a)}~{count(b, unit)}" for a, b in pairs]
    between = [f"{_bare(a, unit)}~{written(b, unit)}" for a, b in pairwise(bounds)]
    top = written(bounds[-1], unit)
    last = top if bounds[-1] >= max(values) else f"{top} 이상"
    return [f"{written(bounds[0], unit)} 미만", *between, last]


def _bare(value: float, unit: str) -> str:
    return percent(value).removesuffix("%") if unit == "%" else money_short(value)


def _summary(figures: AreaFigures, told: AreaWords, names: Mapping[str, str]) -> str:
    """What a reader who cannot see the colours is told."""
    known = sorted(figures.known.items(), key=lambda pair: (-pair[1], names[pair[0]]))
    level = "권역" if figures.level == "region" else "시군구"
    if not known:
        return f"{level}별 {told.name}: 자료가 있는 곳이 없습니다."
    top = ", ".join(f"{names[i]} {written(v, told.unit)}" for i, v in known[:3])
    last = known[-1]
    empty = sum(v.is_without_parks for v in figures.values.values())
    missing = len(figures.values) - len(known) - empty
    gap = f" {missing}곳은 {MISSING}이나 {SUPPRESSED}입니다." if missing else ""
    gap += f" {empty}곳에는 단지가 없습니다." if empty else ""
    return (
        f"{level}별 {told.name}: 자료가 있는 {len(known)}곳 가운데 높은 곳은 {top}, "
        f"가장 낮은 곳은 {names[last[0]]} {written(last[1], told.unit)}입니다.{gap}"
    )


def area_rows(figures: AreaFigures, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of a table that says the same as the map, the highest first: key, name, value, counted,
    missing."""
    unit = AREA_WORDS[figures.indicator.indicator_id].unit
    order = sorted(figures.values.items(), key=lambda pair: -_rank(pair[1]))
    return [
        {
            "key": f"{figures.level}:{area}",
            "name": names[area],
            "value": {"value": value.value, "text": cell(value, unit)},
            "counted": value.counted,
            "missing": value.missing,
        }
        for area, value in order
    ]


def _rank(value: AreaValue) -> float:
    return -math.inf if value.value is None else value.value
