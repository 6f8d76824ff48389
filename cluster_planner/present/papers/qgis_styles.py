"""Looks of the layers for QGIS (QML): the classes and colours of the maps on screen."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import quoteattr

from cluster_planner.present.headers import header
from cluster_planner.present.map_styles import MONEY_STEPS_MKRW, money_radius
from cluster_planner.present.palette import LIGHT
from cluster_planner.present.papers.geo_layers import LINKS, PARKS
from cluster_planner.present.words import money_short

_HEAD: Final = '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">'
_MOST_MKRW: Final = 1e12
_PIXELS_PER_MM: Final = 3.78


def style_of(layer: str) -> str:
    """Return the QML of a layer: parks by money with their names, links faint, regions outlined."""
    if layer == PARKS:
        return _page(_graduated(), _labels(header("park_ko")))
    if layer == LINKS:
        return _page(_single("line", _line(LIGHT.accent, 0.2, 0.4)), "")
    fill = (
        '<layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">'
        f"{_option('color', _rgba(LIGHT.land))}{_option('outline_color', _rgba(LIGHT.sido_line))}"
        f"{_option('outline_width', '0.35')}{_option('style', 'solid')}</Option></layer>"
    )
    return _page(_single("fill", fill), _labels(header("region_ko")))


def _page(renderer: str, labels: str) -> str:
    on = "1" if labels else "0"
    return (
        f'{_HEAD}<qgis version="3.34" styleCategories="Symbology|Labeling" labelsEnabled="{on}">'
        f"{renderer}{labels}</qgis>"
    )


def _graduated() -> str:
    """Money classes with the bounds, colours and sizes of the map."""
    bounds = (0.0, *map(float, MONEY_STEPS_MKRW), _MOST_MKRW)
    pairs = list(pairwise(bounds))
    ranges = "".join(
        f'<range symbol="{place}" lower="{low}" upper="{high}" render="true" label={quoteattr(text)}/>'
        for place, ((low, high), text) in enumerate(zip(pairs, _class_words(), strict=True))
    )
    symbols = "".join(
        f'<symbol name="{place}" type="marker" alpha="0.92" clip_to_extent="1">'
        f"{_marker(colour, money_radius(low))}</symbol>"
        for place, ((low, _), colour) in enumerate(zip(pairs, LIGHT.oranges, strict=True))
    )
    attribute = quoteattr(f'"{header("national_mkrw")}"')
    return (
        f'<renderer-v2 type="graduatedSymbol" attr={attribute} graduatedMethod="GraduatedColor" '
        f'symbollevels="0" enableorderby="0"><ranges>{ranges}</ranges><symbols>{symbols}</symbols>'
        "</renderer-v2>"
    )


def _class_words() -> Iterator[str]:
    ends = [money_short(bound) for bound in MONEY_STEPS_MKRW]
    yield f"{ends[0]} 미만"
    for low, high in pairwise(ends):
        yield f"{low} 이상 {high} 미만"
    yield f"{ends[-1]} 이상"


def _single(kind: str, layer: str) -> str:
    return (
        '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0"><symbols>'
        f'<symbol name="0" type="{kind}" alpha="1" clip_to_extent="1">{layer}</symbol>'
        "</symbols></renderer-v2>"
    )


def _marker(colour: str, radius_px: float) -> str:
    size = f"{2 * radius_px / _PIXELS_PER_MM:.2f}"
    return (
        '<layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">'
        f"{_option('name', 'circle')}{_option('color', _rgba(colour))}"
        f"{_option('outline_color', _rgba(LIGHT.point_line))}{_option('size', size)}</Option></layer>"
    )


def _line(colour: str, width: float, alpha: float) -> str:
    return (
        '<layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">'
        f"{_option('line_color', _rgba(colour, alpha))}{_option('line_width', f'{width}')}"
        "</Option></layer>"
    )


def _labels(field: str) -> str:
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style fieldName={quoteattr(field)} isExpression="0" fontSize="9" '
        f'fontWeight="63" textColor="{_rgba(LIGHT.text)}" namedStyle="Bold">'
        f'<text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="{_rgba(LIGHT.land)}"/>'
        "</text-style><text-format/><placement placement=\"1\"/><rendering/></settings></labeling>"
    )  # fmt: skip


def _option(name: str, value: str) -> str:
    return f'<Option name="{name}" type="QString" value={quoteattr(value)}/>'


def _rgba(colour: str, alpha: float = 1.0) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * alpha)}"
