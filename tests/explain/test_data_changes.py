"""A difference of data tells new, closed, renamed, moved and jumped rows, and not mere dates."""

import time
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import shapely

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.contracts.statistics import METRIC_LABELS
from cluster_planner.domain.data_changes import ChangeKind, DataChange
from cluster_planner.domain.snapshot import Snapshot, take_snapshot
from cluster_planner.explain.data_bounds import BOUNDS, Bounds
from cluster_planner.explain.data_changes import data_changes
from cluster_planner.sources.embedded import load_snapshot

Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture(scope="module")
def base() -> Snapshot:
    return load_snapshot()


def changed(base: Snapshot, table: str, change: Change) -> Snapshot:
    return take_snapshot({**base.tables, table: change(base[table])}, TABLES, base.core_rule)


def told(
    base: Snapshot, table: str, change: Change, bounds: Bounds = BOUNDS
) -> tuple[DataChange, ...]:
    return data_changes(base, changed(base, table, change), bounds).changes


def with_cell(row: int, **cells: Any) -> Change:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        for column, value in cells.items():
            frame.loc[row, column] = value
        return frame

    return change


def test_equal_snapshots_have_no_changes(base: Snapshot) -> None:
    assert data_changes(base, base).changes == ()


def test_a_row_only_in_the_newer_is_new_and_one_only_in_the_older_closed(base: Snapshot) -> None:
    row = base["complexes"].iloc[5]

    def renumbered(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[5, "row_id"] = "c_new"
        return frame

    found = told(base, "complexes", renumbered)
    assert [(one.kind, one.row_id, one.name) for one in found] == [
        (ChangeKind.NEW, "c_new", row["name_ko"]),
        (ChangeKind.CLOSED, row["row_id"], row["name_ko"]),
    ]


def test_a_new_name_is_a_renaming(base: Snapshot) -> None:
    before = base["complexes"].loc[7, "name_ko"]
    (found,) = told(base, "complexes", with_cell(7, name_ko="새이름"))

    assert (found.kind, found.name, found.before, found.after) == (
        ChangeKind.RENAMED,
        "새이름",
        before,
        "새이름",
    )


def test_another_sigungu_is_a_move(base: Snapshot) -> None:
    (found,) = told(base, "complexes", with_cell(7, sigungu_code="11110"))

    assert (found.kind, found.column, found.after) == (ChangeKind.MOVED, "sigungu_code", "11110")


@pytest.mark.parametrize(
    ("step", "kind"), [(0.02, ChangeKind.CHANGED), (0.021, ChangeKind.MOVED)]
)  # of latitude: 111.2 m per thousandth, so 2.22 km and 2.34 km against a bound of 2.3 km
def test_a_point_beyond_the_bound_is_a_move(base: Snapshot, step: float, kind: ChangeKind) -> None:
    lat = base["complexes"].loc[7, "lat"]
    change = with_cell(7, lat=lat + step)
    (found,) = told(base, "complexes", change, Bounds(moved_km=2.3))

    assert found.kind is kind
    assert "km" in found.note


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (100, 131, ChangeKind.JUMPED),
        (100, 130, ChangeKind.CHANGED),
        (100, 69, ChangeKind.JUMPED),
        (2, 20, ChangeKind.CHANGED),  # tenfold, but 18 firms
        (0, 21, ChangeKind.JUMPED),
        (1000, 1021, ChangeKind.CHANGED),
    ],
)
def test_a_jump_is_beyond_thirty_per_cent_and_beyond_the_floor(
    base: Snapshot, before: int, after: int, kind: ChangeKind
) -> None:
    older = changed(base, "complexes", with_cell(7, tenants=before, operating=0))
    newer = changed(base, "complexes", with_cell(7, tenants=after, operating=0))
    (found,) = data_changes(older, newer).changes

    assert (found.kind, found.before, found.after) == (kind, str(before), str(after))


def test_a_small_change_is_never_told_as_nought(base: Snapshot) -> None:
    older = changed(base, "complexes", with_cell(7, tenants=15250, operating=0))
    newer = changed(base, "complexes", with_cell(7, tenants=15232, operating=0))

    assert ["-0.1 %"] == [one.note for one in data_changes(older, newer).changes]


def test_a_figure_that_came_or_went_is_no_jump(base: Snapshot) -> None:
    older = changed(base, "parks", with_cell(7, sale_rate_pct=float("nan")))
    newer = changed(base, "parks", with_cell(7, sale_rate_pct=99.0))

    assert [one.kind for one in data_changes(older, newer).changes] == [ChangeKind.CHANGED]
    assert data_changes(newer, older).changes[0].note == "이제 없는 값"


def test_a_new_date_alone_is_told_by_table_and_not_by_row(base: Snapshot) -> None:
    newer = changed(base, "complexes", lambda frame: frame.assign(as_of="2026-03-31"))
    found = data_changes(base, newer)

    assert found.changes == ()
    assert found.as_of_before["complexes"] == "2025-12-31"
    assert found.as_of_after["complexes"] == "2026-03-31"


def test_a_row_that_goes_back_to_an_older_date_is_told(base: Snapshot) -> None:
    (found,) = told(base, "complexes", with_cell(5, as_of="2025-09-30"))

    assert (found.kind, found.column, found.after) == (ChangeKind.CHANGED, "as_of", "2025-09-30")


def test_a_new_source_at_the_same_date_is_told(base: Snapshot) -> None:
    (found,) = told(base, "complexes", with_cell(7, source="다른 곳"))

    assert (found.kind, found.column) == (ChangeKind.CHANGED, "source")


def test_a_shape_that_differs_is_told_once(base: Snapshot) -> None:
    def nudged(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.copy()
        shapes = frame["geometry"].to_numpy().copy()
        shapes[3] = shapely.affinity.translate(shapes[3], 0.001, 0)
        frame["geometry"] = shapes
        return frame

    (found,) = told(base, "sigungu", nudged)
    assert (found.kind, found.column) == (ChangeKind.CHANGED, "geometry")
    assert found.name == base["sigungu"].loc[3, "name_ko"]
    assert found.before != found.after


def test_figures_of_national_complexes_have_floors_of_their_own(base: Snapshot) -> None:
    frame = base["national_stats"]
    jobs = frame[(frame["metric_id"] == "jobs") & (frame["value"] > 2_000)].index[0]
    value = frame.loc[jobs, "value"]
    (found,) = told(base, "national_stats", with_cell(jobs, value=value * 1.5))

    assert found.kind is ChangeKind.JUMPED
    assert METRIC_LABELS["jobs"] in found.name.split(" · ")
    assert not found.name.startswith(frame.loc[jobs, "national_id"])


@pytest.mark.parametrize(
    ("kind", "place", "called"),
    [("sido", "26", "부산광역시"), ("unit", "namdong", "남동"), ("sigungu", "99999", "99999")],
)
def test_a_figure_of_a_series_is_told_with_its_place_and_time(
    base: Snapshot, kind: str, place: str, called: str
) -> None:
    cells = {"place_kind": kind, "place_id": place, "series_id": "s", "series_ko": "사업체수"}
    rest = {"period": "2025Q4", "value": 3.0, "unit_ko": "개", "source": "KOSIS", "as_of": ""}
    (table,) = (table for table in TABLES if table.name == "series")
    frame = table.conform(pd.DataFrame([cells | rest]).astype(str))

    (found,) = told(base, "series", lambda _: frame)

    assert (ChangeKind.NEW, f"{called} · 사업체수 · 2025Q4") == (found.kind, found.name)


def test_two_figures_of_one_complex_are_told_apart(base: Snapshot) -> None:
    frame = base["national_stats"]
    keys = ["national_id", "metric_id", "industry_id", "size_id"]
    names = [one.name for one in told(base, "national_stats", lambda frame: frame.iloc[:0])]

    assert len(frame[keys]) == len(names) == len(set(names))


def test_the_grave_changes_come_first(base: Snapshot) -> None:
    def many(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[3, "tenants"] += 1
        frame.loc[9, "name_ko"] = "새이름"
        frame.loc[11, "row_id"] = "c_new"
        return frame

    kinds = [one.kind for one in told(base, "complexes", many)]
    assert kinds == sorted(kinds, key=list(ChangeKind).index)
    assert len(kinds) == 4


def test_the_whole_country_is_compared_within_a_second(base: Snapshot) -> None:
    newer = changed(base, "complexes", lambda f: f.assign(tenants=f["tenants"] + 1))
    began = time.process_time()
    found = data_changes(base, newer)

    assert time.process_time() - began < 3  # 0.3 s here; a shared machine may be slow
    assert len(found.changes) == len(base["complexes"])
