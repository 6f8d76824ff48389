"""Pictures are drawn without a browser, in print resolution, and say what the plan says."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from cluster_planner.present.map_styles import MONEY_STEPS_MKRW
from cluster_planner.present.palette import LIGHT, step
from cluster_planner.present.papers.charts import region_chart, year_chart
from cluster_planner.present.papers.drawing import Area, Dot, Drawing, Label
from cluster_planner.present.papers.frame_labels import free_places
from cluster_planner.present.papers.plan_map import plan_map_drawing
from cluster_planner.present.papers.png import png
from cluster_planner.present.papers.svg import svg
from tests.present.plan_cases import hand_made
from tests.real_data import real_snapshot


@pytest.fixture(scope="module")
def map_() -> Drawing:
    return plan_map_drawing(hand_made(), real_snapshot())


def test_the_map_is_drawn_in_three_hundred_dots_an_inch(map_: Drawing) -> None:
    picture = Image.open(BytesIO(png(map_)))

    assert picture.size == (2375, round(map_.height * 300 / 96))
    assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]


def test_the_map_says_of_which_plan_it_is_and_where_its_shapes_come_from(map_: Drawing) -> None:
    said = " ".join(map_.texts)

    assert f"실행번호 {hand_made().run_id}" in said
    assert "통계청 SGIS" in said
    assert "2025년 12월 31일" in said


def test_chosen_parks_have_the_colour_of_their_money(map_: Drawing) -> None:
    labels = {label.text: label for label in map_.marks if isinstance(label, Label)}
    dots = [dot for dot in map_.marks if isinstance(dot, Dot)]
    colours = {step(mkrw, MONEY_STEPS_MKRW, LIGHT.oranges) for mkrw in (20_000, 14_000)}

    assert {"창원", "반월"} <= set(labels)
    assert colours <= {dot.fill for dot in dots}
    assert len([dot for dot in dots if dot.fill == LIGHT.faint]) > 1_000


def test_a_dot_stands_where_its_park_is(map_: Drawing) -> None:
    dots = {
        text: min(
            (d for d in map_.marks if isinstance(d, Dot) and d.line and d.radius > 9),
            key=lambda d, t=text: abs(d.x - labels[t].x) + abs(d.y - labels[t].y),
        )
        for text in ("창원", "반월")
        for labels in [{x.text: x for x in map_.marks if isinstance(x, Label)}]
    }

    assert dots["창원"].x > dots["반월"].x
    assert dots["창원"].y > dots["반월"].y


def test_the_year_chart_has_a_bar_for_every_paid_year() -> None:
    said = year_chart(hand_made(), real_snapshot()).texts

    assert "2026년" in said
    assert "2031년(계획 뒤)" in said
    assert "95억" in said


def test_the_region_chart_says_money_and_share() -> None:
    said = region_chart(hand_made(), real_snapshot()).texts

    assert "200억 · 58.8%" in said
    assert "140억 · 41.2%" in said
    assert "0 · 0%" in said


def test_svg_is_well_formed_and_escaped() -> None:
    drawing = Drawing(9, 9, "#ffffff", (Label("<b>&\x00", 1, 1, 5, "#000000", halo="#ffffff"),))
    root = ElementTree.fromstring(svg(drawing, "<i>"))

    assert [e.text for e in root if e.tag.endswith("text")] == ["<b>&\ufffd"] * 2
    assert root[0].text == "<i>"


def test_a_hole_in_an_area_shows_what_lies_below() -> None:
    outer = ((0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0))
    hole = ((10.0, 10.0), (30.0, 10.0), (30.0, 30.0), (10.0, 30.0))
    drawing = Drawing(40, 40, "#ff0000", (Area((outer, hole), "#0000ff"),))
    picture = Image.open(BytesIO(png(drawing, 96)))

    assert picture.getpixel((20, 20)) == (255, 0, 0)
    assert picture.getpixel((4, 4)) == (0, 0, 255)


def test_the_same_drawing_gives_the_same_bytes(map_: Drawing) -> None:
    assert png(map_, 50) == png(map_, 50)


def test_korean_letters_are_drawn_with_the_font_of_the_program() -> None:
    def dark(text: str) -> int:
        drawing = Drawing(40, 30, "#ffffff", (Label(text, 2, 24, 22, "#000000"),))
        return sum(
            pixel < 100 for pixel in Image.open(BytesIO(png(drawing))).convert("L").tobytes()
        )

    assert dark("가") > 500
    assert dark("뷁") > dark("가")


def test_names_never_cover_each_other() -> None:
    dots = [Dot(50, 50, 8, "#000000"), Dot(52, 52, 8, "#000000"), Dot(50, 54, 8, "#000000")]
    labels = list(free_places(["하나", "둘", "셋", "넷"], dots, (0, 0, 200, 100), "#000000", ""))

    assert len({(label.x, label.y) for label in labels}) == len(labels)
    assert labels[0].text == "하나"
