"""Parts that are missing, cut off or not what they say get a sentence, and nothing is left behind."""

import json
import sqlite3
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from cluster_planner.errors import DataError
from cluster_planner.sources.geo import Hints, read_shapes
from tests.official.layers import write_geojson, write_gpkg, write_shapefile
from tests.sources.geo.measures import decision, shapes_of, worst_metres

VRT = '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'  # fmt: skip


def test_a_missing_shx_is_rebuilt_beside_nothing(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    parts = write_shapefile(tmp_path, truth)
    parts[".shx"].unlink()
    before = sorted(tmp_path.iterdir())
    reading = read_shapes(tmp_path, "a", hints=hints)
    assert worst_metres(reading, truth) < 2.0
    assert decision(reading.report, "도형 색인(.shx)")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(("gone", "said"), [(".dbf", "속성표"), (".shp", "도형 파일")])
def test_a_missing_part_is_named(
    gone: str, said: str, tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    write_shapefile(tmp_path, truth.head(3))[gone].unlink()
    with pytest.raises(DataError, match=said):
        read_shapes(tmp_path, "a")


@pytest.mark.parametrize("part", [".shp", ".dbf", ".shx"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.95])
def test_a_part_that_breaks_off_is_refused(
    part: str, share: float, tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    path = write_shapefile(tmp_path, truth.head(20))[part]
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError):
        read_shapes(tmp_path, "a")


def test_parts_of_two_exports_are_not_put_together(tmp_path: Path, truth: gpd.GeoDataFrame) -> None:
    parts = write_shapefile(tmp_path / "a", truth.head(20))
    other = write_shapefile(tmp_path / "b", truth.head(19))
    parts[".dbf"].write_bytes(other[".dbf"].read_bytes())
    with pytest.raises(DataError, match="20개와 속성 19줄"):
        read_shapes(tmp_path / "a", "a")


@pytest.mark.parametrize("name", ["a.shp", "a.gpkg", "a.geojson"])
def test_a_vrt_under_any_name_reads_nothing(
    name: str, tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    secret = write_geojson(tmp_path / "secret.json", truth)
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / name).write_text(VRT.format(secret))
    (folder / "a.dbf").write_bytes(b"\x03" + bytes(40))
    with pytest.raises(DataError):
        read_shapes(folder / name if name != "a.shp" else folder, name)


def test_a_sqlite_file_that_is_no_geopackage_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.gpkg") as other:
        other.execute("create table t (a int)")
        other.execute("pragma application_id = 7")
    other.close()
    with pytest.raises(DataError, match="GeoPackage가 아닙니다"):
        read_shapes(tmp_path / "a.gpkg", "a.gpkg")


def test_a_geopackage_that_breaks_off_is_refused(tmp_path: Path, truth: gpd.GeoDataFrame) -> None:
    path = write_gpkg(tmp_path / "a.gpkg", truth)
    path.write_bytes(path.read_bytes()[:60_000])
    with pytest.raises(DataError, match="망가졌거나 잘려"):
        read_shapes(path, "a.gpkg")


def test_of_several_layers_the_one_with_boundary_numbers_is_taken(
    tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    roads = gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.box(127, 36, 127.1, 36.1)], crs=4326)
    many = pd.concat([roads] * 300, ignore_index=True)
    path = write_gpkg(tmp_path / "a.gpkg", gpd.GeoDataFrame(many), name="도로")
    write_gpkg(path, truth, name="산업단지")
    reading = read_shapes(path, "a.gpkg")
    assert len(shapes_of(reading)) == len(truth)
    assert decision(reading.report, "레이어").startswith("산업단지")
    assert any("도로" in text for text in reading.report.ignored)


def test_a_geopackage_without_a_system_is_placed_by_known_complexes(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    path = write_gpkg(tmp_path / "a.gpkg", truth, crs=None)
    assert worst_metres(read_shapes(path, "a.gpkg", hints=hints), truth) < 2.0


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '{"type": "FeatureCollection"}', '{"type": "Topology"}', "[" * 5000,
     '{"type": "FeatureCollection", "features": []}',
     '{"type": "FeatureCollection", "features": [null, 3, {"geometry": {"type": "Polygon", "coordinates": [[["a"]]]}}]}'],
)  # fmt: skip
def test_broken_geojson_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(text)
    with pytest.raises(DataError):
        read_shapes(tmp_path / "a.geojson", "a.geojson")


@pytest.mark.parametrize(
    "coordinates",
    [[], [[]], [[[1e999, 0]] * 4], [[[127.1, 36.1]] * 2], [[[127.1]] * 5], {"a": 1}, [[None]], "x", None,
     [[[127.1, 36.1, 1, 2, 3, 4]] * 5]],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon", "Point", "Nonsense", 7])
def test_a_feature_without_sense_is_refused_and_the_others_stay(
    kind: object, coordinates: object, tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    document = json.loads(truth.head(20).to_json())
    document["features"][4]["geometry"] = {"type": kind, "coordinates": coordinates}
    (tmp_path / "a.geojson").write_text(json.dumps(document))
    reading = read_shapes(tmp_path / "a.geojson", "a.geojson")
    assert reading.report.rows_kept == 19
    assert [refusal.place.row for refusal in reading.report.refusals] == [5]


def test_an_answer_of_the_data_service_saved_as_a_file_is_read(
    tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = truth.head(3).rename(columns={"DAN_ID": "dan_id", "DAN_NAME": "dan_name"})
    collection = json.loads(few.to_json())
    answer = {"response": {"status": "OK", "result": {"featureCollection": collection}}}
    (tmp_path / "a.json").write_text(json.dumps(answer))
    reading = read_shapes(tmp_path / "a.json", "a.json")
    assert shapes_of(reading)["dan_id"].to_list() == few["dan_id"].to_list()
    assert "DAM_DAN" in reading.report.source


def test_rows_marked_as_deleted_are_left_out_and_told(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    parts = write_shapefile(tmp_path, truth.head(10), crs="EPSG:5186")
    content = bytearray(parts[".dbf"].read_bytes())
    width = 1 + 3 * 80
    start = len(content) - 1 - 10 * width
    content[start + 3 * width] = ord("*")
    parts[".dbf"].write_bytes(bytes(content))
    reading = read_shapes(tmp_path, "a", hints=hints)
    gone = truth["DAN_ID"].iloc[3]
    assert worst_metres(reading, truth.head(10)[truth.head(10)["DAN_ID"] != gone]) < 2.0
    assert any("지운 것" in text for text in reading.report.ignored)
