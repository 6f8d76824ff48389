"""Boundaries of an office's own are drawn thin enough for the screen, with source and day."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from cluster_planner.domain.contracts import COMPLEX_SHAPES, TABLES
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from cluster_planner.present.complex_outlines import MOST_CORNERS, complex_outlines, has_outlines
from cluster_planner.present.overlays import OVERLAY_IDS, overlay, overlay_ids
from cluster_planner.present.palette import DARK, LIGHT
from cluster_planner.sources.embedded import load_snapshot
from tests.official.layers import complex_layer


def with_shapes(snapshot: Snapshot, layer: gpd.GeoDataFrame, orphans: int = 0) -> Snapshot:
    ids = ["c_" + number.lower() for number in layer["DAN_ID"]]
    known = set(snapshot["complexes"]["complex_id"].astype("str"))
    owners = [i if i in known and n >= orphans else "" for n, i in enumerate(ids)]
    shapes = gpd.GeoDataFrame(
        {
            "shape_id": [f"s_{i}" for i in ids],
            "complex_id": owners,
            "name_ko": layer["DAN_NAME"].to_list(),
            "area_thousand_m2": ["176.8"] * len(layer),
            "source": ["국토교통부 산업단지 경계도면(DAM_DAN)"] * len(layer),
            "as_of": ["2025-12-31"] * len(layer),
        },
        geometry=layer.geometry.to_list(),
        crs="EPSG:4326",
    )
    tables: dict[str, pd.DataFrame] = dict(snapshot.tables)
    tables["complex_shapes"] = COMPLEX_SHAPES.conform(shapes)
    return take_snapshot(tables, TABLES, snapshot.core_rule)


@pytest.fixture(scope="module")
def embedded() -> Snapshot:
    return load_snapshot()


def test_the_embedded_data_offer_no_boundaries(embedded: Snapshot) -> None:
    assert not has_outlines(embedded)
    assert overlay_ids(embedded) == tuple(i for i in OVERLAY_IDS if i != "boundaries")
    assert complex_outlines(embedded, LIGHT).features["features"] == []


def test_each_boundary_is_drawn_with_its_complex_source_and_day(embedded: Snapshot) -> None:
    snapshot = with_shapes(embedded, complex_layer(12), orphans=2)
    assert overlay_ids(snapshot) == OVERLAY_IDS
    drawn = overlay(snapshot, "boundaries", "region", {}, DARK)
    assert len(drawn.features["features"]) == 12
    assert [e.label for e in drawn.legend.entries] == ["단지 경계 · 12개"]
    assert "2개는 단지와 짝지어지지 않음" in drawn.legend.note
    assert "DAM_DAN" in drawn.legend.note
    assert "2025년 12월 31일" in drawn.legend.note
    lines = [feature["properties"]["lines"][0] for feature in drawn.features["features"]]
    assert lines.count("짝지어진 단지 없음") == 2


def test_a_fine_drawn_country_is_thin_enough_for_the_screen(embedded: Snapshot) -> None:
    snapshot = with_shapes(embedded, complex_layer(vertices=400))
    drawn = complex_outlines(snapshot, LIGHT).features["features"]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in drawn]
    assert sum(shapely.get_num_coordinates(shapes)) <= MOST_CORNERS * 1.5
    wanted = snapshot["complex_shapes"].set_index("shape_id").to_crs(5179).geometry
    found = gpd.GeoSeries(shapes, index=[f["id"] for f in drawn], crs=4326).to_crs(5179)
    apart = shapely.hausdorff_distance(found.to_numpy(), wanted.reindex(found.index).to_numpy())
    assert apart.max() < 90
