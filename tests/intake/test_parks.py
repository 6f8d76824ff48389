"""Parks follow what they stand on; tables that already agree come back as they are."""

import pandas as pd

from cluster_planner.domain.core_rule import core_reasons
from cluster_planner.intake.parks import settle
from tests.intake.readings import our_tables, snapshot_of
from tests.real_data import real_snapshot


def settled(**changed: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return dict(settle({**our_tables(), **changed}, real_snapshot().core_rule))


def test_our_own_tables_are_settled():
    assert real_snapshot() == snapshot_of(settled())


def test_parks_are_made_again_from_nothing_but_their_members():
    parks = real_snapshot()["parks"]
    on_rows = ~parks["park_id"].isin(
        real_snapshot()["park_members"].query("basis == 'split'")["park_id"]
    )
    blank = parks.assign(
        tenants=parks["tenants"].where(~on_rows, 0),
        designated_area_thousand_m2=parks["designated_area_thousand_m2"].where(~on_rows, 0.0),
        is_core=False,
        core_reasons="",
        national_id="",
        lon=parks["lon"].where(~on_rows, 127.0),
    )

    assert real_snapshot() == snapshot_of(settled(parks=blank))


def test_core_parks_follow_the_operating_firms():
    complexes = real_snapshot()["complexes"]
    small = complexes.assign(
        operating=complexes["operating"].where(complexes["row_id"] != "c_128010", 3)
    )

    parks = settled(complexes=small)["parks"]

    assert list(core_reasons(parks, real_snapshot().core_rule)) == list(parks["core_reasons"])
    before = real_snapshot()["parks"]
    assert list(before["core_reasons"]) != list(parks["core_reasons"])


def test_listed_points_keep_their_reason_and_no_point_is_listed_that_is_inside():
    listed = real_snapshot()["point_exceptions"]
    more = pd.concat([listed, listed.iloc[:1].assign(row_id="c_128010", reason_ko="거짓")])

    now = settled(point_exceptions=more)["point_exceptions"]

    assert real_snapshot() == snapshot_of(settled(point_exceptions=more))
    assert "c_128010" not in set(now["row_id"])


def test_points_that_are_not_listed_yet_get_a_reason():
    listed = real_snapshot()["point_exceptions"]

    now = settled(point_exceptions=listed.iloc[:0])["point_exceptions"]

    assert set(listed["row_id"]) == set(now["row_id"])
    assert list(listed["distance_km"]) == list(
        now.set_index("row_id").loc[listed["row_id"], "distance_km"]
    )
    assert now["reason_ko"].str.len().min() > 5
