"""Boundaries find their complex, and its point follows; nobody's boundary is kept for later."""

import pandas as pd
import pytest
import shapely

from cluster_planner.domain.contracts import REFERENCES, TABLES
from cluster_planner.domain.references import membership_findings, reference_findings
from cluster_planner.intake.applied import Applied, Memory, NoMemory, Tables
from cluster_planner.intake.parks import settle
from cluster_planner.intake.shapes import apply_shapes
from cluster_planner.intake.status import apply_status
from tests.intake.readings import (
    Answers,
    our_tables,
    row_of,
    shape_row,
    shapes_reading,
    snapshot_of,
    status_reading,
)
from tests.real_data import real_snapshot

NAMDONG = (126.70, 37.40)


def applied(rows: list[dict[str, object]], memory: Memory | None = None) -> Applied:
    return apply_shapes(shapes_reading(rows), our_tables(), memory or NoMemory())


def settled(done: Applied) -> Tables:
    tables = settle(done.tables, real_snapshot().core_rule)
    assert [] == reference_findings(tables, TABLES, REFERENCES) + membership_findings(tables)
    return tables


def complex_row(tables: Tables, row_id: str) -> pd.Series:
    return tables["complexes"].set_index("row_id").loc[row_id]


def test_a_number_names_the_complex_and_the_park_moves_with_it():
    done = applied([shape_row("128010", "남동[재생사업지구]", *NAMDONG)])
    tables = settled(done)
    now = complex_row(tables, "c_128010")
    park = tables["parks"].set_index("park_id").loc["p_namdong"]

    assert (pytest.approx(NAMDONG[0], abs=0.004), "damdan_name") == (
        now["lon"],
        now["coord_source"],
    )
    assert (now["lon"], now["lat"]) == (park["lon"], park["lat"])
    shape = tables["complex_shapes"].iloc[0]
    assert ("d_128010", "c_128010", "국가공간정보포털", "2026-04-01") == (
        shape["shape_id"],
        shape["complex_id"],
        shape["source"],
        shape["as_of"],
    )
    assert shape["geometry"].covers(shapely.Point(now["lon"], now["lat"]))


def test_a_name_in_its_district_names_the_complex():
    done = applied([shape_row("", "남동국가산업단지", *NAMDONG)])

    assert "c_128010" == done.tables["complex_shapes"]["complex_id"].iloc[0]


def test_a_number_that_was_matched_by_hand_proves_no_name():
    ours = real_snapshot()["complexes"]
    row = ours[ours["coord_source"] == "damdan_fuzzy"].iloc[0]

    done = applied([shape_row(row["dan_ids"].split(";")[0], "딴이름", row["lon"], row["lat"])])

    assert "damdan_fuzzy" == complex_row(done.tables, row["row_id"])["coord_source"]


def test_a_like_name_is_asked_and_a_confirmed_one_is_marked_as_such():
    rows = [shape_row("", "남등재생국가산단", *NAMDONG), shape_row("", "오창과햑", 127.43, 36.72)]
    asked = applied(rows)
    question = next(p for p in asked.proposals if "오창과학" in p.candidate_ko)

    assert asked.tables["complex_shapes"]["complex_id"].isna().all()
    done = applied(rows, Answers({question.key: question.candidate_id}))
    now = complex_row(settled(done), question.candidate_id)
    assert "damdan_fuzzy" == now["coord_source"]


def test_a_complex_in_two_sido_has_its_points_on_either_side():
    ours = real_snapshot()["complexes"].set_index("row_id")
    sigungu = real_snapshot().sigungu.set_index("sigungu_code").geometry
    both = [ours.loc[f"c_141023_{code}"] for code in ("41", "44")]
    spot = (
        sigungu[both[0]["sigungu_code"]]
        .buffer(0.01)
        .intersection(sigungu[both[1]["sigungu_code"]].buffer(0.01))
    )
    wide = {**shape_row("141023", "아산국가", 0, 0), "geometry": spot.buffer(0.02)}

    tables = settled(applied([wide]))

    for row in both:
        now = complex_row(tables, row.name)
        assert sigungu[row["sigungu_code"]].covers(shapely.Point(now["lon"], now["lat"]))


def test_a_boundary_in_one_sido_says_nothing_of_the_row_in_the_other():
    here = real_snapshot()["complexes"].set_index("row_id").loc["c_126011_26"]
    row = shape_row("126011", "명지·녹산", here["lon"], here["lat"], 0.001)

    tables = settled(applied([row]))

    before = complex_row(our_tables(), "c_126011_48")
    assert before["lon"] == complex_row(tables, "c_126011_48")["lon"]
    assert here["lon"] == pytest.approx(complex_row(tables, "c_126011_26")["lon"], abs=0.002)


def test_a_boundary_far_from_the_district_moves_nothing():
    done = applied([shape_row("128010", "남동[재생사업지구]", 129.0, 35.2)])

    before = complex_row(our_tables(), "c_128010")
    assert before["lon"] == complex_row(settled(done), "c_128010")["lon"]
    assert "떨어져" in done.refusals[0].problem


def test_the_same_boundaries_again_change_nothing():
    rows = [shape_row("128010", "남동[재생사업지구]", *NAMDONG), shape_row("", "모름", 127.5, 36.5)]
    once = settled(applied(rows))

    again = settle(
        apply_shapes(shapes_reading(rows), once, NoMemory()).tables, real_snapshot().core_rule
    )

    assert snapshot_of(once) == snapshot_of(again)


def test_new_boundaries_replace_their_own_and_keep_the_others():
    first = applied(
        [shape_row("128010", "남동", *NAMDONG), shape_row("999999", "모름", 127.5, 36.5)]
    )
    moved = shapes_reading([shape_row("128010", "남동", 126.71, 37.40)])

    shapes = apply_shapes(moved, first.tables, NoMemory()).tables["complex_shapes"]

    assert {"d_128010", "d_999999"} == set(shapes["shape_id"])
    own = shapes.set_index("shape_id").loc["d_128010", "geometry"]
    assert own.covers(shapely.Point(126.71, 37.40))


def test_two_shapes_of_one_number_are_one_and_the_other_is_refused():
    rows = [shape_row("128010", "남동", *NAMDONG), shape_row("128010", "남동", 126.72, 37.41)]

    done = applied(rows)

    assert (1, [2]) == (done.kept, [refusal.place.row for refusal in done.refusals])


def test_an_area_far_from_the_designated_one_is_told():
    done = applied([shape_row("128010", "남동[재생사업지구]", *NAMDONG)])

    told = [note for note in done.notes if note.what == "면적이 다른 경계"]
    assert told[0].found.startswith("남동[재생사업지구]: 도형 100천㎡, 지정면적 ")
    assert "20 %" in told[0].why


def test_points_outside_their_district_are_listed_anew():
    tables = settled(applied([shape_row("128010", "남동", 126.60, 37.40, 0.001)]))
    listed = tables["point_exceptions"].set_index("row_id")

    assert {"c_128010", "p_namdong"} <= set(listed.index)
    assert 0 < listed.loc["c_128010", "distance_km"] < 10


def test_a_new_complex_takes_the_boundary_that_waited_for_it():
    waiting = settled(applied([shape_row("744999", "새빛일반산업단지", 127.15, 36.82)]))
    reading = status_reading(pd.DataFrame([row_of("새빛")]), as_of="2026-03-31", whole=False)

    tables = settled(apply_status(reading, waiting, NoMemory()))
    new = tables["complexes"].set_index("name_ko").loc["새빛"]

    assert (pytest.approx(127.15, abs=0.004), "damdan_name") == (new["lon"], new["coord_source"])
    assert new["complex_id"] == tables["complex_shapes"]["complex_id"].iloc[0]
