"""An indicator by region or district on a map that is drawn without a browser, as on screen."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import geopandas as gpd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.indicators.area_figures import AreaFigures, area_figures, plan_money
from cluster_planner.indicators.areas import Level
from cluster_planner.present.choropleth import AREA_WORDS, AreaLook, Choropleth, choropleth
from cluster_planner.present.layers import base_shapes
from cluster_planner.present.palette import LIGHT
from cluster_planner.present.papers.drawing import Box, Drawing, Label, Mark
from cluster_planner.present.papers.plan_map import WIDTH, MapPaper, credits_of
from cluster_planner.present.region_shapes import region_shapes
from cluster_planner.present.words import MISSING

PLAN: Final = "plan_mkrw"
LEVELS: Final = ("region", "sigungu")
_LINE: Final = 17.0
_COLUMNS: Final = 4
_LONGEST: Final = 78
"""Letters of the small print on one line."""


def map_named(name: str) -> tuple[str, Level]:
    """Indicator and level of `indicator:level`; a level that is left out is the region.

    Raises ScenarioError for a name that is no map.

    >>> map_named("tenants:sigungu"), map_named("plan_mkrw")
    (('tenants', 'sigungu'), ('plan_mkrw', 'region'))
    """
    indicator_id, _, level = name.partition(":")
    if indicator_id in AREA_WORDS:
        if level == "sigungu":
            return indicator_id, "sigungu"
        if level in ("", "region"):
            return indicator_id, "region"
    known = ", ".join(f"{key}({words.name})" for key, words in AREA_WORDS.items())
    remedy = f"지표[:region 또는 :sigungu]로 적으세요. 지표: {known}"
    raise ScenarioError(Finding(f"지도 {name}", "그런 지도가 없습니다", remedy))


def area_map_drawing(run: Run, snapshot: Snapshot, indicator_id: str, level: Level) -> Drawing:
    """The indicator in the colours and classes of the screen, with legend, source and date."""
    borders = base_shapes(snapshot.sido, snapshot.sigungu)
    shapes = (
        region_shapes(borders, snapshot["regions"]).set_index("region_id")
        if level == "region"
        else borders.sigungu.set_index("sigungu_code")
    )
    figures = _figures(run, snapshot, indicator_id, level)
    names = {str(key): str(name) for key, name in shapes["name_ko"].items()}
    told = choropleth(figures, names, LIGHT)
    paper = MapPaper(borders)
    marks: list[Mark] = [
        *_areas(paper, shapes, told),
        *paper.areas(borders.sido, "", LIGHT.sido_line, 1.0),
        *(_names(paper, shapes) if level == "region" else ()),
    ]
    foot = list(_foot(paper.height, told, run, snapshot, indicator_id))
    tall = max(mark.y for mark in foot if isinstance(mark, Label)) + 14
    ground = Box(0, paper.height, WIDTH, tall - paper.height, LIGHT.surface)
    return Drawing(WIDTH, tall, LIGHT.sea, (*marks, ground, *foot))


def _figures(run: Run, snapshot: Snapshot, indicator_id: str, level: Level) -> AreaFigures:
    if indicator_id != PLAN:
        return area_figures(snapshot, level, indicator_id)
    spent: Counter[str] = Counter()
    for award in run.plan.awards if run.plan else ():
        spent[award.park_id] += award.national_mkrw
    return plan_money(snapshot, level, spent)


def _areas(paper: MapPaper, shapes: gpd.GeoDataFrame, told: Choropleth) -> Iterator[Mark]:
    for area_id, look in told.looks.items():
        if area_id in shapes.index:
            yield from paper.areas(shapes.loc[[area_id]], _fill(look), LIGHT.sigungu_line, 0.5)


def _fill(look: AreaLook) -> str:
    """A plain grey stands for the hatching of the screen; the legend says which."""
    if look.hatch is True:
        return LIGHT.faint
    return look.hatch or look.colour


def _names(paper: MapPaper, shapes: gpd.GeoDataFrame) -> Iterator[Label]:
    points = shapes.geometry.representative_point()
    for name, (x, y) in zip(shapes["name_ko"], paper.points(points.x, points.y), strict=True):
        yield Label(str(name), x, y, 13, LIGHT.text, "middle", True, LIGHT.land)


def _foot(
    top: float, told: Choropleth, run: Run, snapshot: Snapshot, indicator_id: str
) -> Iterator[Mark]:
    """Legend, how it is made, and where it is from."""
    legend = told.legend
    yield Label(legend.title, 14, top + 20, 13, LIGHT.text, bold=True)
    y = top + 40
    for place, entry in enumerate(legend.entries):
        x = 14 + place % _COLUMNS * (WIDTH - 28) / _COLUMNS
        y = top + 40 + place // _COLUMNS * _LINE
        colour = LIGHT.faint if entry.label.startswith(MISSING) else entry.colour
        yield Box(x, y - 10, 12, 12, colour)
        yield Label(entry.label, x + 17, y, 11, LIGHT.text)
    said = [legend.note, told.summary, credits_of(snapshot)]
    if indicator_id == PLAN:
        said.append(f"계획 {run.scenario.name}, 실행번호 {run.run_id}")
    for line in (part for text in said for part in _broken(text)):
        y += _LINE
        yield Label(line, 14, y, 10, LIGHT.quiet_text)


def _broken(text: str) -> Iterator[str]:
    """The text in lines that fit the page."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > _LONGEST:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
