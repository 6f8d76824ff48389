"""A map says what it shows, weighs little, and its text can never become markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import Point
from tiny_country import HOSTILE, TinyTables, tiny_tables

from cluster_planner.present.layers import base_shapes, operating_radius
from cluster_planner.present.map_elements import script_json
from cluster_planner.present.map_styles import plan_styles
from cluster_planner.present.maps import (
    country_map,
    offline_html,
    outline,
    plan_map,
    save_offline_html,
    served_html,
)
from cluster_planner.present.palette import DARK, LIGHT
from cluster_planner.present.visible_text import visible
from cluster_planner.sources.embedded import load_snapshot
from tests.hostile import HOSTILE as EVERY_HOSTILE
from tests.hostile import NEVER_SEEN

CREDIT = (
    "출처: 경계: 통계청 SGIS(가공), 주변국: Natural Earth · 산업단지: 한국산업단지공단 2025년 4분기"
)
PAGE_BYTES_AT_MOST = 720_000


@pytest.fixture
def plan() -> pd.DataFrame:
    return pd.DataFrame(
        {"park_id": ["p1"], "national_mkrw": [12_000], "package_ids": ["robot;base"]}
    )


def test_country_map_shows_every_complex_over_its_districts(tables: TinyTables) -> None:
    assert outline(country_map(tables)) == [
        "전국 산업단지 지도",
        "주변국: 4 — 중국, 북한, 러시아, 일본",
        "시군구: 4 — 서울 갑구, 서울 을구, 부산 병시, 부산 가산",
        "시도: 2 — 서울특별시, 부산광역시",
        "산업단지: 3 — 가산, 나주, 다산",
        "범례: 산업단지 종류 — 국가산업단지, 일반산업단지, 도시첨단산업단지, 농공단지 (점이 클수록 가동업체가 많습니다)",
        CREDIT,
    ]


def test_plan_map_shows_selected_parks_over_the_others(
    tables: TinyTables, plan: pd.DataFrame
) -> None:
    assert outline(plan_map(tables, plan, colour_by="package"))[-4:] == [
        "미선정 단지: 2 — 나주, 다산",
        "선정 단지: 1 — 가산",
        "범례: 주된 사업 묶음 — 로봇·휴머노이드 (점이 클수록 국비가 큽니다 · 흐린 점은 미선정)",
        CREDIT,
    ]


def test_links_are_drawn_for_partners_with_a_place(tables: TinyTables, plan: pd.DataFrame) -> None:
    links = pd.DataFrame(
        {
            "partner_id": ["a", "b"],
            "park_id": ["p1", "p1"],
            "name_ko": ["가나대", "무소재"],
            "lon": [127.1, None],
            "lat": [36.6, None],
        }
    )

    assert "참여기관 연결: 1 — 가나대 → 가산" in outline(plan_map(tables, plan, links=links))


def test_unknown_park_of_a_plan_is_refused(tables: TinyTables, plan: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="p9"):
        plan_map(tables, plan.assign(park_id="p9"))


def test_two_rows_for_one_park_are_refused(plan: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="two rows"):
        plan_styles(["p1"], pd.concat([plan, plan]), LIGHT)


def test_more_money_is_darker_and_larger_than_less() -> None:
    frame = pd.DataFrame(
        {"park_id": ["a", "b"], "national_mkrw": [500, 200_000], "package_ids": ["base", "base"]}
    )
    styles = plan_styles(["a", "b", "c"], frame, LIGHT)

    assert styles["a"]["fillColor"] == LIGHT.oranges[0]
    assert styles["b"]["fillColor"] == LIGHT.oranges[-1]
    assert styles["c"]["radius"] < styles["a"]["radius"] < styles["b"]["radius"]
    assert styles["c"]["fillColor"] == LIGHT.faint


def test_radius_grows_with_the_firms_and_survives_missing_ones() -> None:
    assert operating_radius(float("nan")) == operating_radius(0) == 3
    assert operating_radius(100) < operating_radius(1_000) < operating_radius(20_000) == 13


def test_same_tables_give_the_same_page(tables: TinyTables) -> None:
    assert served_html(country_map(tables), "v/") == served_html(country_map(tiny_tables()), "v/")


def test_themes_give_different_pages(tables: TinyTables) -> None:
    assert DARK.land in served_html(country_map(tables, DARK), "v/")
    assert DARK.land not in served_html(country_map(tables, LIGHT), "v/")


def test_offline_page_loads_nothing(tables: TinyTables) -> None:
    page = offline_html(country_map(tables))

    assert re.findall(r"<(?:script|img|iframe)[^>]*\bsrc=", page) == []
    assert "<link" not in page
    assert re.findall(r"url\((?!data:|#)[^)]*\)|@import", page) == []


def test_served_page_links_only_below_its_root(tables: TinyTables) -> None:
    page = served_html(country_map(tables), "../v/")
    links = re.findall(r'(?:src|href)="([^"]*)"', page)

    assert len(links) == 7
    assert all(link.startswith("../v/") for link in links)
    assert "http://" not in page
    assert "https://" not in page


def test_hostile_name_never_stands_raw_in_the_page() -> None:
    page = offline_html(country_map(tiny_tables(HOSTILE)))
    data = page.partition("<body>")[2]

    assert HOSTILE not in page
    assert "<img" not in data
    assert data.count("</script>") == 1
    assert "`" not in data.replace(script_json(HOSTILE).strip('"'), "")


@pytest.mark.parametrize(
    "text", [HOSTILE, "\u2028\u2029", "<!--<script>", "가\\uac00", "{{7*7}}", "{%x%}{#"]
)
def test_script_json_keeps_the_text_without_markup(text: str) -> None:
    written = script_json([text])

    assert json.loads(written) == [text]
    assert not set(written) & set("<>&'\u2028\u2029")
    assert not re.search(r"\{[{%#]", written)


@pytest.mark.parametrize("text", EVERY_HOSTILE, ids=range(len(EVERY_HOSTILE)))
def test_script_json_of_any_text_shows_what_a_reader_would_not_see(text: str) -> None:
    written = script_json({"이름": text, "안": {"속": [text]}})
    read = json.loads(written)

    assert read["이름"] == read["안"]["속"][0] == visible(text)
    assert not NEVER_SEEN.search(read["이름"])


def test_a_name_that_is_a_template_is_not_run_when_the_page_is_made() -> None:
    page = offline_html(country_map(tiny_tables("{{7*7}}{% raw %}")))

    assert "49" not in page.partition("<body>")[2].partition("features")[0]
    assert "\\u007b{7*7}}\\u007b% raw %}" in page


def test_saved_file_is_whole_and_replaces_the_old(tables: TinyTables, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text("old")
    save_offline_html(country_map(tables), path)

    assert path.read_text(encoding="utf-8") == offline_html(country_map(tables))
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_file_in_a_missing_folder_is_an_error(tables: TinyTables, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_offline_html(country_map(tables), tmp_path / "missing" / "map.html")


def test_districts_fit_their_neighbours_after_simplification(tables: TinyTables) -> None:
    shapes = base_shapes(tables.sido, tables.sigungu)

    assert shapely.coverage_is_valid(shapes.sigungu.geometry.array)
    assert set(shapes.sido["sido_code"]) == {"11", "21"}


@pytest.fixture(scope="module")
def real_country() -> tuple[object, object]:
    snapshot = load_snapshot()
    return snapshot, country_map(snapshot)


def test_real_country_is_drawn_whole_and_light(real_country: tuple[object, object]) -> None:
    _, drawn = real_country
    counts = {key: len(layer.feature_ids) for key, layer in drawn.layers.items()}

    assert counts == {"neighbours": 4, "sigungu": 230, "regions": 16, "complexes": 1363}
    assert len(served_html(drawn, "../v/").encode()) < PAGE_BYTES_AT_MOST


def test_simplified_borders_still_hold_the_complexes(real_country: tuple[object, object]) -> None:
    snapshot, _ = real_country
    shapes = base_shapes(snapshot.sido, snapshot.sigungu)
    land = shapes.sigungu.to_crs(5179).geometry.union_all()
    points = gpd.GeoSeries(
        [
            Point(xy)
            for xy in zip(snapshot.complexes["lon"], snapshot.complexes["lat"], strict=True)
        ],
        crs=4326,
    ).to_crs(5179)
    far = points.distance(land) > 2_500

    assert int(far.sum()) <= 8
