"""A layer of points places complexes that no boundary places surely, and tells every other point."""

import pytest
import shapely

from cluster_planner.intake.applied import NoMemory
from cluster_planner.intake.parks import settle
from cluster_planner.intake.shapes import apply_shapes
from tests.intake.readings import our_tables, shape_row, shapes_reading, snapshot_of
from tests.real_data import real_snapshot

NAJU = "c_12170_fc4100"
"""나주에너지: no boundary was found, so it stands at the point of its 시군구."""


def point_row(name: str, lon: float, lat: float, dan_id: str = "") -> dict[str, object]:
    return shape_row(dan_id, name, lon, lat) | {"geometry": shapely.Point(lon, lat)}


def applied(*rows: dict[str, object]):
    return apply_shapes(shapes_reading(list(rows)), our_tables(), NoMemory())


def test_a_point_places_a_complex_that_stood_at_its_district():
    done = applied(point_row("나주에너지국가산업단지", 126.77, 34.97))
    tables = settle(done.tables, real_snapshot().core_rule)
    row = tables["complexes"].set_index("row_id").loc[NAJU]
    park = tables["parks"].set_index("park_id").loc["p" + NAJU[1:]]

    assert (126.77, 34.97, "layer_point") == (row["lon"], row["lat"], row["coord_source"])
    assert (126.77, 34.97, "layer_point") == (park["lon"], park["lat"], park["coord_source"])
    assert 1 == done.kept
    assert "1곳" == next(note.found for note in done.notes if note.what == "레이어의 점")
    assert tables["complex_shapes"].empty


def test_a_sure_point_is_kept_and_told():
    done = applied(point_row("남동[재생사업지구]", 126.70, 37.40, "128010"))

    assert real_snapshot() == snapshot_of(done.tables)
    assert "그대로 둔 점" in [note.what for note in done.notes]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([point_row("아무데도없는단지이름", 126.77, 34.97)], "알 수 없습니다"),
        ([point_row("나주에너지국가산업단지", 126.77, 34.97)] * 2, "되풀이"),
        ([point_row("서울온수", 129.0, 35.1, "211010")] * 2, "되풀이"),
    ],
)
def test_other_points_are_refused_with_their_place(rows: list[dict[str, object]], problem: str):
    done = applied(*rows)

    assert [problem in refusal.problem for refusal in done.refusals] == [True]
    assert done.refusals[0].place.row is not None


def test_a_point_far_from_its_district_is_somebody_elses():
    tables = our_tables()
    frame = tables["complexes"].copy()
    frame.loc[frame["row_id"] == NAJU, "dan_ids"] = "246999"
    done = apply_shapes(
        shapes_reading([point_row("다른 이름", 129.0, 35.1, "246999")]),
        {**tables, "complexes": frame},
        NoMemory(),
    )

    assert "km 떨어져" in done.refusals[0].problem
    assert 0 == done.kept
