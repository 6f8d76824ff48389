"""A coloured map is drawn with the classes and colours of the screen, and says what it shows."""

from io import BytesIO

import pytest
from PIL import Image

from cluster_planner.errors import ScenarioError
from cluster_planner.indicators.area_figures import area_figures
from cluster_planner.present.choropleth import AREA_WORDS, choropleth
from cluster_planner.present.palette import LIGHT
from cluster_planner.present.papers.area_map import area_map_drawing, map_named
from cluster_planner.present.papers.drawing import Area, Drawing
from cluster_planner.present.papers.formats import Order, paper_bytes
from tests.present.plan_cases import hand_made
from tests.real_data import real_snapshot


@pytest.fixture(scope="module")
def money() -> Drawing:
    return area_map_drawing(hand_made(), real_snapshot(), "plan_mkrw", "region")


def fills(drawing: Drawing) -> set[str]:
    return {mark.fill for mark in drawing.marks if isinstance(mark, Area)}


def test_the_colours_are_those_of_the_screen() -> None:
    snapshot = real_snapshot()
    drawing = area_map_drawing(hand_made(), snapshot, "jobs", "sigungu")
    sigungu = snapshot["sigungu"]
    names = dict(zip(sigungu["sigungu_code"], sigungu["name_ko"], strict=True))
    screen = choropleth(area_figures(snapshot, "sigungu", "jobs"), names, LIGHT)

    plain = {look.colour for look in screen.looks.values() if not look.hatch}
    assert plain <= fills(drawing)
    assert screen.legend.title in drawing.texts
    assert {entry.label for entry in screen.legend.entries} <= set(drawing.texts)


def test_it_names_its_indicator_its_source_its_date_and_its_run(money: Drawing) -> None:
    said = " ".join(money.texts)

    assert "계획 국비 (권역)" in said
    assert "동남권 200억 원" in said
    assert "2025년 12월 31일" in said
    assert hand_made().run_id in said
    assert {"제주", "동남권"} <= set(money.texts)


def test_an_area_without_data_has_a_colour_of_its_own_in_map_and_legend() -> None:
    drawing = area_map_drawing(hand_made(), real_snapshot(), "utilization_pct", "region")

    assert LIGHT.faint in fills(drawing)
    assert any(text.startswith("자료 없음") for text in drawing.texts)


def test_every_indicator_has_its_map_for_both_levels() -> None:
    for key in AREA_WORDS:
        assert map_named(key) == (key, "region")
        assert map_named(f"{key}:sigungu") == (key, "sigungu")


@pytest.mark.parametrize("name", ["", "없는지표", "jobs:sido", ":region"])
def test_an_unknown_map_is_refused_with_all_that_there_are(name: str) -> None:
    with pytest.raises(ScenarioError, match=r"jobs\(고용\)"):
        map_named(name)


def test_the_order_for_a_picture_names_its_map() -> None:
    content = paper_bytes(hand_made(), real_snapshot(), Order("png", map="parks:region"))
    picture = Image.open(BytesIO(content))

    assert picture.width == 2375
    assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]
