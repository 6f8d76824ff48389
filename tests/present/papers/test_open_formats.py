"""CSV, GeoJSON and GeoPackage hold the plan's own figures, with what they stand on."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.dom import minidom

import geopandas as gpd
import pandas as pd
import pytest

from cluster_planner.present.map_styles import MONEY_STEPS_MKRW
from cluster_planner.present.papers.csv_set import csv_zip
from cluster_planner.present.papers.formats import Order, paper_bytes
from cluster_planner.present.papers.geojson import geojson_bytes
from cluster_planner.present.papers.geopackage import geopackage_bytes
from cluster_planner.present.plan_files import map_html
from cluster_planner.present.tables import plan_tables
from cluster_planner.sources.embedded import sources_text
from tests.present.plan_cases import hand_made
from tests.real_data import real_snapshot


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "plan.gpkg"
    path.write_bytes(geopackage_bytes(hand_made(), real_snapshot()))
    return path


@pytest.fixture(scope="module")
def frames() -> Iterator[dict[str, pd.DataFrame]]:
    with zipfile.ZipFile(io.BytesIO(csv_zip(hand_made(), real_snapshot(), sources_text()))) as pack:
        yield {
            name.removesuffix(".csv"): pd.read_csv(
                io.BytesIO(pack.read(name)), encoding="utf-8-sig"
            )
            for name in pack.namelist()
        }


def test_every_table_is_a_csv_with_the_same_figures(frames: dict[str, pd.DataFrame]) -> None:
    for name, table in plan_tables(hand_made(), real_snapshot()).items():
        read = frames[name]
        assert list(read.columns) == list(table.columns)
        for column in table.columns:
            if pd.api.types.is_numeric_dtype(table[column]) and len(table):
                expected = table[column].astype("Float64").fillna(-1).tolist()
                assert read[column].fillna(-1).tolist() == pytest.approx(expected)


def test_the_csv_set_tells_assumptions_sources_and_its_run(frames: dict[str, pd.DataFrame]) -> None:
    assert {"가정", "출처", "실행"} <= set(frames)
    assert "가정" in set(frames["가정"]["구분"])
    assert "2025-12-31" in set(frames["출처"]["기준일"])
    assert hand_made().run_id in set(frames["실행"]["값"])


def test_an_unknown_distance_is_an_empty_cell_and_never_zero(
    frames: dict[str, pd.DataFrame],
) -> None:
    assert frames["참여기관"]["거리(km, 직선)"].isna().tolist() == [False, True]


def test_the_csv_set_is_the_same_bytes_again() -> None:
    assert csv_zip(hand_made(), real_snapshot()) == csv_zip(hand_made(), real_snapshot())


def test_the_map_of_ordinary_names_is_the_one_of_the_run() -> None:
    page = paper_bytes(hand_made(), real_snapshot(), Order("map")).decode()

    assert page == map_html(hand_made(), real_snapshot())


def test_geojson_has_a_point_for_each_chosen_park() -> None:
    told: dict[str, Any] = json.loads(geojson_bytes(hand_made(), real_snapshot()))
    points = {f["id"]: f for f in told["features"]}

    assert set(points) == {"p_changwon", "p_banwol"}
    changwon = points["p_changwon"]["properties"]
    assert changwon["국비(백만원)"] == 20_000
    assert changwon["생산액 근거"] == "추정"
    assert changwon["단지 기준일"] == "2025-12-31"
    park = real_snapshot()["parks"].set_index("park_id").loc["p_changwon"]
    assert points["p_changwon"]["geometry"]["coordinates"] == [park["lon"], park["lat"]]
    assert told["about"]["실행번호"] == hand_made().run_id
    assert "crs" not in told


def test_the_geopackage_is_in_metres_and_ties_to_the_plan(package: Path) -> None:
    parks = gpd.read_file(package, layer="선정 단지")
    regions = gpd.read_file(package, layer="권역")
    links = gpd.read_file(package, layer="참여기관 연결")

    assert {frame.crs.to_epsg() for frame in (parks, regions, links)} == {5179}
    assert parks["국비(백만원)"].sum() == regions["국비(백만원)"].sum() == 34_000
    assert len(regions) == 8
    assert len(links) == 1
    assert set(parks["실행번호"]) == {hand_made().run_id}
    assert bool(regions.covers(parks.set_index("단지코드").geometry["p_changwon"]).any())


def test_qgis_takes_up_a_style_for_every_layer(package: Path) -> None:
    with sqlite3.connect(package) as book:
        styles = dict(
            book.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault")
        )
        listed = dict(book.execute("SELECT table_name, data_type FROM gpkg_contents"))
        described = dict(book.execute("SELECT table_name, description FROM gpkg_contents"))
    book.close()

    assert set(styles) == {"권역", "참여기관 연결", "선정 단지"}
    assert listed["layer_styles"] == "attributes"
    assert hand_made().run_id in described["선정 단지"]
    classes = minidom.parseString(styles["선정 단지"]).getElementsByTagName("range")
    assert [float(c.getAttribute("lower")) for c in classes] == [0, *MONEY_STEPS_MKRW]
    for qml in styles.values():
        assert minidom.parseString(qml).documentElement.tagName == "qgis"


def test_a_plan_without_partners_is_still_a_geopackage(tmp_path: Path) -> None:
    run = hand_made()
    assert run.plan is not None
    alone = run.model_copy(update={"plan": run.plan.model_copy(update={"assignments": ()})})
    path = tmp_path / "plan.gpkg"
    path.write_bytes(geopackage_bytes(alone, real_snapshot()))

    assert len(gpd.read_file(path, layer="참여기관 연결")) == 0
