"""Only flat, valid areas and points within Korea are kept; the rest is told."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import translate

from cluster_planner.errors import DataError
from cluster_planner.sources.geo import Hints, read_shapes
from cluster_planner.sources.reading import Reading
from tests.official.layers import complex_layer, write_geojson, write_gpkg, write_shapefile
from tests.sources.geo.measures import decision, shapes_of

HOUSE = shapely.box(127.10, 36.50, 127.11, 36.51)
BOW_TIE = shapely.Polygon([(127.1, 36.5), (127.11, 36.51), (127.11, 36.5), (127.1, 36.51)])
HOLED = shapely.Polygon(HOUSE.exterior.coords, [shapely.box(127.102, 36.502, 127.104, 36.504).exterior.coords])  # fmt: skip
HIGH = shapely.force_3d(HOUSE, 12.5)
SPIKE = shapely.Polygon(
    [(127.1, 36.5), (127.11, 36.5), (127.12, 36.5), (127.11, 36.5), (127.11, 36.51), (127.1, 36.51)]
)
FAR = translate(HOUSE, 0, -20)
LINE = shapely.LineString([(127.1, 36.5), (127.2, 36.5)])
SPECK = shapely.box(127.1, 36.5, 127.1000010, 36.5000010)


def read(
    folder: Path, shapes: list[object], ids: list[str] | None = None, crs: str = ""
) -> Reading:
    ids = ids or [f"21101{n}" for n in range(len(shapes))]
    frame = {"DAN_ID": ids, "DAN_NAME": [f"단지 {n}" for n in range(len(shapes))]}
    layer = gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")
    return read_shapes(write_geojson(folder / "a.geojson", layer), "a.geojson", crs=crs)


def test_empty_lines_far_and_collapsed_shapes_are_refused_with_their_number(tmp_path: Path) -> None:
    reading = read(tmp_path, [HOUSE, None, LINE, FAR, SPECK, shapely.Polygon()] + [HOUSE] * 8)
    refused = {r.place.row: r.problem for r in reading.report.refusals}
    assert sorted(refused) == [2, 3, 4, 5, 6]
    assert "비어" in refused[2]
    assert "선" in refused[3]
    assert "한국 밖" in refused[4]
    assert "비어" in refused[6]
    assert reading.report.rows_read == 14
    assert reading.report.rows_kept + len(refused) == 14
    assert "단지 2" in [r.value for r in reading.report.refusals]


def test_a_bow_tie_becomes_two_triangles_and_the_change_of_area_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, [BOW_TIE, HOUSE])
    shape = shapes_of(reading).geometry.iloc[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(HOUSE.area / 2, rel=1e-3)
    assert any("면적" in r.how and r.place.row == 1 for r in reading.report.repairs)


def test_a_spike_is_cut_off_and_only_told_in_sum(tmp_path: Path) -> None:
    reading = read(tmp_path, [SPIKE, HOUSE])
    assert shapes_of(reading).geometry.iloc[0].equals(HOUSE)
    (repair,) = reading.report.repairs
    assert "1% 이하" in repair.how


def test_holes_stay_and_height_goes(tmp_path: Path) -> None:
    reading = read(tmp_path, [HOLED, HIGH])
    first, second = shapes_of(reading).geometry
    assert len(first.interiors) == 1
    assert not second.has_z
    assert any("높이" in r.how for r in reading.report.repairs)


def test_parts_of_one_boundary_number_become_one_shape(tmp_path: Path) -> None:
    parts = [HOUSE, translate(HOUSE, 0.02, 0), HOUSE.centroid, translate(HOUSE, 0.005, 0)]
    reading = read(tmp_path, parts, ["211010", "211010", "211010", "211011"])
    frame = shapes_of(reading).set_index("dan_id")
    assert frame.loc["211010"].geometry.area == pytest.approx(2 * HOUSE.area)
    assert reading.report.rows_kept == 4
    assert any("합침" in r.how and "1, 2, 3" in r.before for r in reading.report.repairs)


def test_a_layer_of_points_is_kept_as_points(tmp_path: Path) -> None:
    reading = read(tmp_path, [HOUSE.centroid, shapely.MultiPoint([(127.3, 36.6)])])
    frame = shapes_of(reading)
    assert frame.geometry.geom_type.to_list() == ["Point", "Point"]
    assert frame["area_thousand_m2"].to_list() == ["", ""]


def test_mixed_collections_keep_their_areas(tmp_path: Path) -> None:
    reading = read(tmp_path, [shapely.GeometryCollection([HOUSE, LINE])])
    assert shapes_of(reading).geometry.iloc[0].equals(HOUSE)
    assert any("선과 점을 빼고" in r.how for r in reading.report.repairs)


def test_areas_are_measured_in_metres(tmp_path: Path) -> None:
    layer = complex_layer(5, vertices=8, radius_m=250)
    reading = read_shapes(write_gpkg(tmp_path / "a.gpkg", layer, crs="EPSG:5186"), "a.gpkg")
    octagon = 2 * 2**0.5 * 250**2 / 1000
    areas = shapes_of(reading)["area_thousand_m2"].astype(float)
    assert areas.to_numpy() == pytest.approx(octagon, rel=2e-3)


def test_nothing_usable_is_a_refusal_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="쓸 수 있는 도형"):
        read(tmp_path, [LINE, LINE])
    with pytest.raises(DataError, match="모두 비어"):
        read(tmp_path, [None, shapely.Polygon()])


def test_a_fine_drawn_layer_is_thinned_without_moving_more_than_a_metre(
    tmp_path: Path, hints: Hints
) -> None:
    fine = complex_layer(40, vertices=6000)
    write_shapefile(tmp_path, fine, crs="EPSG:5186")
    reading = read_shapes(tmp_path, "a", hints=hints)
    kept = gpd.GeoDataFrame(shapes_of(reading)).to_crs("EPSG:5179").geometry
    wanted = fine.to_crs("EPSG:5179").geometry
    assert "→" in decision(reading.report, "꼭짓점")
    assert shapely.get_num_coordinates(kept.to_numpy()).sum() < 40 * 6000 / 4
    assert shapely.hausdorff_distance(kept.to_numpy(), wanted.to_numpy()).max() < 1.3
    assert kept.is_valid.all()


corner = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(st.lists(st.lists(corner, min_size=3, max_size=12), min_size=1, max_size=6))
def test_any_scribble_is_kept_valid_or_refused(
    tmp_path_factory: pytest.TempPathFactory, scribbles: list[list[tuple[int, int]]]
) -> None:
    shapes = [
        shapely.Polygon([(127.1 + x / 2000, 36.5 + y / 2000) for x, y in corners])
        for corners in scribbles
    ]
    try:
        reading = read(tmp_path_factory.mktemp("scribble"), list(shapes))
    except DataError:
        return  # nothing was left of any of them
    frame = gpd.GeoDataFrame(shapes_of(reading))
    assert frame.is_valid.all()
    assert set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert reading.report.rows_kept + len(reading.report.refusals) == len(shapes)
