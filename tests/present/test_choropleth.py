"""Classes, colours, legends and sentences of coloured areas, and the other things a map shows."""

from itertools import pairwise

import numpy as np
import pytest

from cluster_planner.indicators.area_figures import INDICATOR_IDS, PLAN, area_figures
from cluster_planner.indicators.areas import Level
from cluster_planner.present.choropleth import AREA_WORDS, area_rows, choropleth, class_bounds
from cluster_planner.present.maps import base_shapes
from cluster_planner.present.overlays import OVERLAY_IDS, overlay
from cluster_planner.present.palette import DARK, LIGHT
from cluster_planner.present.park_marks import MARK_IDS, money_marks, park_marks
from cluster_planner.present.region_shapes import region_shapes
from tests.real_data import real_snapshot

IDS = tuple(real_snapshot().parks["park_id"])
EVERYTHING = np.ones(len(IDS), dtype=bool)
NAMES: dict[Level, dict[str, str]] = {
    "region": real_snapshot().regions.set_index("region_id")["name_ko"].to_dict(),
    "sigungu": real_snapshot()["sigungu"].set_index("sigungu_code")["full_name_ko"].to_dict(),
}


@pytest.mark.parametrize(
    ("values", "most", "bounds"),
    [
        ([5.0], 4, ()),
        ([1.0, 2.0, 3.0], 4, (2.0, 3.0)),
        ([1.0, 1.0, 1.0, 1.0], 4, ()),
        ([float(v) for v in range(1, 101)], 4, (25.0, 50.0, 75.0)),
    ],
)
def test_bounds_are_round_and_rising(
    values: list[float], most: int, bounds: tuple[float, ...]
) -> None:
    assert class_bounds(values, most) == bounds


@pytest.mark.parametrize("level", ["region", "sigungu"])
@pytest.mark.parametrize("indicator_id", [i for i in INDICATOR_IDS if i != PLAN])
def test_the_legend_counts_every_area_once(level: Level, indicator_id: str) -> None:
    figures = area_figures(real_snapshot(), level, indicator_id)
    drawn = choropleth(figures, NAMES[level], LIGHT)
    counted = [int(e.label.rsplit("· ", 1)[1].removesuffix("곳")) for e in drawn.legend.entries]
    assert sum(counted) == len(figures.values)
    assert all(n > 0 for n in counted)
    assert figures.source in drawn.legend.note
    for area, value in figures.values.items():
        unknown = value.value is None and not value.is_without_parks
        assert unknown == bool(drawn.looks[area].hatch)
        if value.value == 0 and figures.indicator.additive:
            assert drawn.looks[area].colour != LIGHT.land


def test_the_sentence_names_the_highest_and_the_lowest() -> None:
    figures = area_figures(real_snapshot(), "region", "tenants")
    assert choropleth(figures, NAMES["region"], LIGHT).summary == (
        "권역별 입주업체: 자료가 있는 8곳 가운데 높은 곳은 수도권 68,683개사, 동남권 19,617개사, "
        "대경권 16,888개사, 가장 낮은 곳은 제주 275개사입니다."
    )


def test_the_table_says_what_the_map_says() -> None:
    figures = area_figures(real_snapshot(), "sigungu", "jobs")
    rows = area_rows(figures, NAMES["sigungu"])
    assert len(rows) == 230
    assert rows[0]["name"] == "서울특별시 구로구"
    assert rows[0]["value"] == {"value": 137_824, "text": "137,824명"}
    assert [r["value"]["text"] for r in rows].count("비공개") == 4
    assert [r["value"]["text"] for r in rows].count("자료 없음") == 151
    assert [r["value"]["text"] for r in rows].count("단지 없음") == 47


def test_the_sentence_tells_no_park_from_no_figure() -> None:
    figures = area_figures(real_snapshot(), "sigungu", "jobs")
    summary = choropleth(figures, NAMES["sigungu"], LIGHT).summary
    assert summary.endswith(" 155곳은 자료 없음이나 비공개입니다. 47곳에는 단지가 없습니다.")


def test_operating_over_tenants_is_not_called_utilisation() -> None:
    assert AREA_WORDS["operating_pct"].name == "가동업체 비율"
    assert AREA_WORDS["utilization_pct"].name == "산단 가동률"


@pytest.mark.parametrize("mark_id", [m for m in MARK_IDS if m not in ("money", "none")])
def test_every_park_is_in_one_class(mark_id: str) -> None:
    marks = park_marks(real_snapshot(), IDS, mark_id, LIGHT)
    assert sum(marks.counts(EVERYTHING)) == 1363
    assert marks.counts(~EVERYTHING) == [0] * len(marks.kinds)
    looks = [(kind.colour, kind.shape) for kind in marks.kinds]
    assert len(set(looks)) == len(looks)
    assert park_marks(real_snapshot(), IDS, mark_id, DARK).kinds != marks.kinds


def test_kinds_differ_in_shape_too() -> None:
    marks = park_marks(real_snapshot(), IDS, "kind", LIGHT)
    assert [(k.label, k.shape) for k in marks.kinds] == [
        ("국가산업단지", "diamond"),
        ("일반산업단지", "dot"),
        ("도시첨단산업단지", "square"),
        ("농공단지", "triangle"),
    ]
    assert marks.counts(EVERYTHING) == [59, 765, 54, 485]


def test_money_puts_parks_without_any_in_the_background() -> None:
    marks = money_marks(IDS, {"p_changwon": 120_000, "p_gumi": 500}, LIGHT)
    assert marks.counts(EVERYTHING) == [1361, 1, 0, 0, 0, 0, 1]
    assert marks.kinds[0].faint


@pytest.fixture(scope="module")
def areas() -> dict[Level, object]:
    snapshot = real_snapshot()
    shapes = base_shapes(snapshot.sido, snapshot.sigungu)
    return {"region": region_shapes(shapes, snapshot.regions), "sigungu": shapes.sigungu}


@pytest.mark.parametrize(
    ("overlay_id", "n", "told"),
    [
        ("engines", 8, "권역별 성장엔진 · 27개"),
        ("partners", 51, "참여기관 · 98곳"),
        ("ax_demo", 14, "AX 실증산단 테두리 · 14곳"),
        ("smart_green", 33, "스마트그린산단 테두리 · 33곳"),
        ("crisis", 43, "산업위기지역 테두리 · 43곳"),
        ("core", 78, "거점 단지 테두리 · 78곳"),
        ("gaps", 2, "공백 권역 · 2곳 / 8곳"),
    ],
)
def test_overlays_count_what_they_draw(
    areas: dict[Level, object], overlay_id: str, n: int, told: str
) -> None:
    drawn = overlay(real_snapshot(), overlay_id, "region", areas, LIGHT)  # type: ignore[arg-type]
    assert len(drawn.features["features"]) == n
    assert [e.label for e in drawn.legend.entries] == [told]
    assert drawn.legend.note


def test_partners_without_a_place_are_told(areas: dict[Level, object]) -> None:
    drawn = overlay(real_snapshot(), "partners", "region", areas, LIGHT)  # type: ignore[arg-type]
    assert "위치를 모르는 25곳은 그리지 않음" in drawn.legend.note


def test_gaps_are_areas_with_parks_and_without_a_demonstration(areas: dict[Level, object]) -> None:
    drawn = overlay(real_snapshot(), "gaps", "region", areas, LIGHT)  # type: ignore[arg-type]
    assert sorted(f["id"] for f in drawn.features["features"]) == ["daegyeong", "jeju"]
    fine = overlay(real_snapshot(), "gaps", "sigungu", areas, LIGHT)  # type: ignore[arg-type]
    assert fine.legend.entries[0].label == "공백 시군구 · 172곳 / 183곳"


def test_every_overlay_is_known() -> None:
    assert set(OVERLAY_IDS) == {
        "engines", "partners", "ax_demo", "smart_green", "crisis", "core", "gaps",
        "boundaries",
    }  # fmt: skip


def test_the_highest_area_is_darkest_and_classes_share_no_value() -> None:
    figures = area_figures(real_snapshot(), "region", "parks")
    drawn = choropleth(figures, NAMES["region"], LIGHT)
    ranked = sorted(figures.known, key=figures.known.__getitem__)
    assert drawn.looks[ranked[0]].colour == LIGHT.blues[0]
    assert drawn.looks[ranked[-1]].colour == LIGHT.blues[-1]
    labels = [entry.label.partition("곳")[0] for entry in drawn.legend.entries]
    ends = [tuple(map(int, label.split("~"))) for label in reversed(labels)]
    assert all(before[-1] < after[0] for before, after in pairwise(ends))
