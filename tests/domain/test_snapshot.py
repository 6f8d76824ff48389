"""A snapshot is read-only and known by its content."""

import dataclasses
import pickle

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from cluster_planner.domain.core_rule import CoreRule
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from cluster_planner.domain.tables import Column, Table

RULE = CoreRule(True, True, 1, 1, 1, 1)
CONTRACTS = (
    Table("parks", "단지", "park_id", (Column("park_id", "코드"), Column("as_of", "기준일"))),
    Table("sido", "시도", "code", (Column("code", "코드"),), frozenset({"Polygon"})),
)
BOX = shapely.box(126, 37, 127, 38)


def snapshot(order: int = 1, day: str = "2026-03-31", rule: CoreRule = RULE) -> Snapshot:
    parks = pd.DataFrame({"park_id": ["a", "b"], "as_of": ["2025-12-31", day]})
    sido = gpd.GeoDataFrame(
        {"code": ["11", "26"]}, geometry=[BOX, shapely.box(128, 35, 129, 36)], crs="EPSG:4326"
    )
    return take_snapshot({"parks": parks[::order], "sido": sido[::order]}, CONTRACTS, rule)


def test_row_order_does_not_change_the_digest_nor_the_frames():
    forward, backward = snapshot(1), snapshot(-1)

    assert forward.digest == backward.digest
    assert forward == backward
    pd.testing.assert_frame_equal(forward["parks"], backward["parks"])


def test_a_changed_cell_or_rule_changes_the_digest():
    other_rule = dataclasses.replace(RULE, top_per_sido=2)

    assert 3 == len({snapshot(), snapshot(day="2026-06-30"), snapshot(rule=other_rule)})


def test_ring_direction_does_not_change_the_digest():
    sido = gpd.GeoDataFrame({"code": ["11"]}, geometry=[BOX], crs="EPSG:4326")
    turned = sido.set_geometry(sido.geometry.reverse())
    digests = {
        take_snapshot({"sido": frame}, CONTRACTS[1:], RULE).digest for frame in (sido, turned)
    }

    assert 1 == len(digests)


def test_writing_to_a_frame_never_reaches_the_snapshot():
    kept = snapshot()
    frame, shapes = kept["parks"], kept.sido
    frame.loc[0, "park_id"] = "changed"
    frame["more"] = 1
    shapes.loc[0, "geometry"] = shapely.box(0, 0, 1, 1)
    shapes.geometry.array[1] = shapely.box(0, 0, 1, 1)

    assert ["a", "b"] == kept.parks["park_id"].tolist()
    assert "more" not in kept["parks"].columns
    assert BOX.equals(kept.sido.geometry.iloc[0])
    assert snapshot() == kept
    assert not kept.sido.geometry.iloc[1].equals(shapely.box(0, 0, 1, 1))


def test_the_snapshot_itself_cannot_be_changed():
    kept = snapshot()
    with pytest.raises(dataclasses.FrozenInstanceError):
        kept.digest = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        kept.tables["parks"] = pd.DataFrame()  # type: ignore[index]


def test_the_latest_day_of_a_table_is_its_as_of():
    assert {"parks": "2026-03-31"} == dict(snapshot().as_of)


def test_an_unknown_table_is_named_with_those_there_are():
    with pytest.raises(KeyError, match="parks, sido"):
        snapshot()["park"]
    with pytest.raises(AttributeError, match="park"):
        _ = snapshot().park


def test_a_snapshot_survives_the_way_to_a_worker_process():
    kept = snapshot()
    sent = pickle.loads(pickle.dumps(kept))

    assert kept == sent
    pd.testing.assert_frame_equal(kept["parks"], sent["parks"])
    with pytest.raises(TypeError):
        sent.tables["parks"] = pd.DataFrame()
