"""Wherever a layer was drawn, it lies where it lies, or the file is refused with the choices."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer
from pyproj.crs import BoundCRS
from pyproj.crs.coordinate_operation import ToWGS84Transformation

from cluster_planner.errors import DataError
from cluster_planner.sources.geo import Hints, read_shapes
from cluster_planner.sources.geo.systems import to_degrees, understood
from tests.official.layers import (
    complex_layer,
    prj_text,
    write_geojson,
    write_gpkg,
    write_shapefile,
)
from tests.sources.geo.measures import decision, worst_metres

SYSTEMS = ("EPSG:5174", "EPSG:2097", "EPSG:5179", "EPSG:5181", "EPSG:5186", "EPSG:3857", "EPSG:4326",
           "EPSG:5185", "EPSG:5187", "EPSG:5188", "EPSG:5178")  # fmt: skip
BESSEL = ("EPSG:5174", "EPSG:2097", "EPSG:5178")
INLAND = shapely.box(127.2, 36.2, 127.9, 37.2)
DIALECTS = ("esri", "bare", "unnamed")


@pytest.mark.parametrize("crs", SYSTEMS)
@pytest.mark.parametrize("prj", [*DIALECTS, None])
def test_a_shapefile_of_complexes_lies_within_two_metres_with_and_without_prj(
    crs: str, prj: str | None, tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    write_shapefile(tmp_path, truth, crs=crs, prj=prj)
    reading = read_shapes(tmp_path, "산업단지.zip", hints=hints)
    assert worst_metres(reading, truth) < 2.0
    assert decision(reading.report, "좌표계").startswith(crs)


@pytest.mark.parametrize("crs", SYSTEMS)
def test_a_geopackage_and_a_geojson_lie_within_two_metres(
    crs: str, tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    package = write_gpkg(tmp_path / "a.gpkg", truth, crs=crs)
    text = write_geojson(tmp_path / "a.geojson", truth, crs=crs)
    assert worst_metres(read_shapes(package, "a.gpkg", hints=hints), truth) < 2.0
    assert worst_metres(read_shapes(text, "a.geojson", hints=hints), truth) < 2.0


@pytest.mark.parametrize("crs", SYSTEMS)
def test_a_forced_system_is_believed(crs: str, tmp_path: Path, truth: gpd.GeoDataFrame) -> None:
    write_shapefile(tmp_path, truth, crs=crs, prj=None)
    assert worst_metres(read_shapes(tmp_path, "a", crs=crs), truth) < 2.0


@pytest.mark.parametrize("crs", ["EPSG:5174", "EPSG:2097", "EPSG:5181"])
def test_without_prj_and_without_known_names_nothing_is_guessed(
    crs: str, tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    unknown = truth.assign(DAN_ID="", DAN_NAME=[f"모르는 곳 {n}호" for n in range(len(truth))])
    write_shapefile(tmp_path, unknown, crs=crs, prj=None)
    with pytest.raises(DataError) as refusal:
        read_shapes(tmp_path, "산업단지.shp", hints=hints)
    (finding,) = refusal.value.findings
    assert "못 가림" in finding.problem
    assert crs in finding.remedy


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:5179", "EPSG:4326", "EPSG:5186"])
def test_without_prj_land_decides_where_only_one_system_can_be_meant(
    crs: str, tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    unknown = truth.assign(DAN_ID="", DAN_NAME=[f"모르는 곳 {n}호" for n in range(len(truth))])
    write_shapefile(tmp_path, unknown, crs=crs, prj=None)
    reading = read_shapes(tmp_path, "산업단지.shp", hints=hints)
    assert decision(reading.report, "좌표계").startswith(crs)
    assert "육지로만 가림" in decision(reading.report, "좌표계")


def test_a_few_unknown_places_inland_are_not_enough_to_tell_systems_100_km_apart(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    inland = truth[truth.geometry.representative_point().within(INLAND)].head(3)
    unknown = inland.assign(DAN_ID="", DAN_NAME=["가나", "다라", "마바"])
    write_shapefile(tmp_path, unknown, crs="EPSG:5186", prj=None)
    with pytest.raises(DataError, match="못 가림"):
        read_shapes(tmp_path, "a", hints=hints)


def test_a_prj_that_puts_the_layer_abroad_is_not_believed(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    parts = write_shapefile(tmp_path, truth, crs="EPSG:5179")
    parts[".prj"].write_text(prj_text("EPSG:3857", "esri"))
    reading = read_shapes(tmp_path, "a", hints=hints)
    assert worst_metres(reading, truth) < 2.0
    assert "한국 밖" in decision(reading.report, "좌표계")


def test_a_prj_that_is_three_hundred_metres_off_is_followed_but_doubted(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    parts = write_shapefile(tmp_path, truth, crs="EPSG:5174")
    parts[".prj"].write_text(prj_text("EPSG:5181", "esri"))
    reading = read_shapes(tmp_path, "a", hints=hints)
    assert 250 < worst_metres(reading, truth) < 400
    assert "EPSG:5174로 골라" in decision(reading.report, "좌표계 확인")
    again = read_shapes(tmp_path, "a", hints=hints, crs="EPSG:5174")
    assert worst_metres(again, truth) < 2.0
    assert decision(again.report, "좌표계 확인") == ""


@pytest.mark.parametrize("prj", ["esri", None])
def test_latitude_before_longitude_is_turned_round(
    prj: str | None, tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    turned = truth.set_geometry(truth.geometry.map(_turned), crs=truth.crs)
    write_shapefile(tmp_path, turned, crs="EPSG:4326", prj=prj)
    reading = read_shapes(tmp_path, "a", hints=hints)
    assert worst_metres(reading, truth) < 2.0
    assert "차례" in decision(reading.report, "좌표계")


def test_a_forced_system_that_leads_abroad_is_refused_with_the_possible_ones(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    write_shapefile(tmp_path, truth, crs="EPSG:5186", prj=None)
    with pytest.raises(DataError, match=r"한국 밖.*EPSG:5186"):
        read_shapes(tmp_path, "a", hints=hints, crs="EPSG:3857")
    with pytest.raises(DataError, match="좌표계가 없습니다"):
        read_shapes(tmp_path, "a", hints=hints, crs="동경측지계")


@pytest.mark.parametrize(
    "words",
    [
        'PROJCS["반쯤 지워진',
        prj_text("EPSG:5181", "esri").replace("6378137.0", "1.0"),  # not this Earth
        prj_text("EPSG:5181", "esri").replace("Transverse_Mercator", "Transverse_Merc\x07tor"),
        'LOCAL_CS["도면 좌표",UNIT["metre",1]]',
        "EPSG:5703",
        "7" * 40,
    ],
)
def test_an_unreadable_prj_is_told_and_read_as_none(
    words: str, tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    parts = write_shapefile(tmp_path, truth, crs="EPSG:5181")
    parts[".prj"].write_text(words, "utf-8")
    reading = read_shapes(tmp_path, "a", hints=hints)
    assert worst_metres(reading, truth) < 2.0
    assert "읽을 수 없음" in decision(reading.report, "좌표계 선언")


@pytest.mark.parametrize("crs", BESSEL)
def test_the_bessel_shift_is_the_published_one_by_plain_arithmetic(crs: str) -> None:
    """Seven parameters of the survey authority and Helmert's formula, without PROJ's choice."""
    layer = complex_layer(60)
    middle = layer.geometry.representative_point()
    to_bessel = Transformer.from_crs(CRS.from_epsg(4162), CRS(crs), always_xy=True)
    lon, lat = middle.x.to_numpy(), middle.y.to_numpy()  # taken as Bessel degrees
    x, y = to_bessel.transform(lon, lat)
    unshifted = understood(CRS.from_wkt(prj_text(crs, "unnamed")))
    found_lon, found_lat = to_degrees(unshifted, np.asarray(x), np.asarray(y))
    wanted_lon, wanted_lat = _helmert(lon, lat)
    metres = np.hypot((found_lon - wanted_lon) * 90_000, (found_lat - wanted_lat) * 111_000)
    assert metres.max() < 0.3
    moved = np.hypot((found_lon - lon) * 90_000, (found_lat - lat) * 111_000)
    assert moved.min() > 280


def test_a_shift_of_nothing_on_the_bessel_ellipsoid_is_not_believed() -> None:
    lied = _with_zero_shift(CRS.from_epsg(5174))
    assert understood(lied).to_epsg() == 5174


def _with_zero_shift(crs: CRS) -> CRS:
    shift = ToWGS84Transformation(crs.geodetic_crs, 0, 0, 0, 0, 0, 0, 0)
    bound = BoundCRS(source_crs=crs, target_crs=CRS.from_epsg(4326), transformation=shift)
    return CRS.from_wkt(bound.to_wkt())


def _turned(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda at: at[:, ::-1])


def _helmert(lon_deg: np.ndarray, lat_deg: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """-115.80, 474.99, 674.11 m; 1.16, -2.31, -1.63 seconds; 6.43 ppm (position vector)."""
    lon, lat = np.radians(lon_deg), np.radians(lat_deg)
    a, e2 = 6377397.155, 1 - (1 - 1 / 299.1528128) ** 2
    n = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    place = np.stack(
        [n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (1 - e2) * np.sin(lat)]
    )
    rx, ry, rz = np.radians(np.array([1.16, -2.31, -1.63]) / 3600)
    turn = np.array([[1, -rz, ry], [rz, 1, -rx], [-ry, rx, 1]])
    x, y, z = np.array([[-115.80], [474.99], [674.11]]) + (1 + 6.43e-6) * turn @ place
    a, e2 = 6378137.0, 1 - (1 - 1 / 298.257223563) ** 2
    flat = np.hypot(x, y)
    angle = np.arctan2(z, flat * (1 - e2))
    for _ in range(6):
        n = a / np.sqrt(1 - e2 * np.sin(angle) ** 2)
        angle = np.arctan2(z + e2 * n * np.sin(angle), flat)
    return np.degrees(np.arctan2(y, x)), np.degrees(angle)
