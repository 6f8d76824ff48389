"""A new quarter meets our complexes: nothing lost, nothing doubled, nothing guessed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.errors import DataError
from cluster_planner.intake.applied import NoMemory, report_of
from cluster_planner.intake.parks import settle
from cluster_planner.intake.status import apply_status
from tests.intake.readings import (
    Answers,
    our_tables,
    published,
    row_of,
    snapshot_of,
    status_reading,
)
from tests.intake.status_cases import NEXT, applied, row, settled, with_cells
from tests.proof.effort import times
from tests.real_data import real_snapshot


def test_our_own_rows_change_nothing_at_all():
    done = applied(published())

    assert real_snapshot() == snapshot_of(settled(done))
    assert (1363, (), (), ()) == (done.kept, done.refusals, done.proposals, done.repairs)


@settings(max_examples=times(6))
@given(st.randoms(use_true_random=False), st.integers(1, 1363))
def test_any_part_in_any_order_changes_nothing_either(random, count: int):
    frame = published()
    chosen = random.sample(range(len(frame)), count)

    done = applied(frame.iloc[chosen], whole=False)

    assert real_snapshot() == snapshot_of(done.tables)
    assert count == done.kept


@settings(max_examples=times(6))
@given(st.randoms(use_true_random=False), st.integers(1, 300))
def test_new_figures_of_any_part_replace_exactly_theirs(random, count: int):
    frame = published()
    part = frame.iloc[random.sample(range(len(frame)), count)]
    part = part.assign(tenants=[str(random.randrange(9000)) for _ in range(count)])
    before = real_snapshot()["complexes"]
    rest = before[~before["name_ko"].isin(part["name_ko"])]

    done = applied(part, as_of=NEXT, whole=False)
    now = done.tables["complexes"]

    changed = now[now["as_of"] == NEXT]
    assert count == len(changed)
    assert part["tenants"].astype(int).sum() == changed["tenants"].sum()
    assert len(before) == len(now)
    assert set(rest["row_id"]) <= set(now.loc[now["as_of"] != NEXT, "row_id"])


def test_a_new_quarter_replaces_figures_and_keeps_ids_and_points():
    frame = with_cells(published(), "남동[재생사업지구]", tenants="8000", operating="7900")

    tables = settled(applied(frame, as_of=NEXT))
    before, now = row(our_tables(), "c_128010"), row(tables, "c_128010")

    assert (8000, 7900, NEXT) == (now["tenants"], now["operating"], now["as_of"])
    assert (before["lon"], before["dan_ids"]) == (now["lon"], now["dan_ids"])
    park = row(tables, "p_namdong", "parks", "park_id")
    assert (8000, NEXT, "남동") == (park["tenants"], park["as_of"], park["name_ko"])


def test_a_park_on_two_rows_is_their_sum_and_as_old_as_the_older():
    frame = published()
    one = frame[(frame["name_ko"] == "명지·녹산") & (frame["sido_ko"] == "부산")]

    tables = settled(applied(one.assign(tenants="2000"), as_of=NEXT, whole=False))
    park = row(tables, "p_noksan", "parks", "park_id")
    other = row(our_tables(), "c_126011_48")["tenants"]

    assert (2000 + other, "2025-12-31") == (park["tenants"], park["as_of"])


def test_a_new_complex_becomes_a_park_at_the_point_of_its_district():
    frame = pd.concat([published(), pd.DataFrame([row_of("새빛일반산업단지", tenants="7")])])

    done = applied(frame, as_of=NEXT)
    tables = settled(done)
    new = tables["complexes"][tables["complexes"]["name_ko"] == "새빛일반산업단지"].iloc[0]

    assert ("44130", "sigungu_point", 7) == (
        new["sigungu_code"],
        new["coord_source"],
        new["tenants"],
    )
    assert new["row_id"].startswith("c_44130_")
    park = row(tables, "p" + new["row_id"].removeprefix("c"), "parks", "park_id")
    assert ("새빛", "central", 7) == (park["name_ko"], park["region_id"], park["tenants"])
    assert "새 단지" in {note.what for note in done.notes}


def test_a_new_complex_in_a_crisis_area_is_designated_like_its_neighbours():
    new = row_of("새빛", sido_ko="전남", sigungu_ko="여수시")

    tables = settled(applied(pd.DataFrame([new]), as_of=NEXT, whole=False))
    park = tables["parks"][tables["parks"]["name_ko"] == "새빛"].iloc[0]

    assert ("crisis", "2025-05-01") == (park["subsidy_tier"], park["crisis_from"])


def test_the_id_of_a_new_complex_does_not_depend_on_the_file():
    alone = applied(pd.DataFrame([row_of("새빛")]), as_of=NEXT, whole=False)
    among = applied(pd.concat([pd.DataFrame([row_of("새빛")]), published()]), as_of=NEXT)

    ids = [
        set(done.tables["complexes"]["row_id"]) - set(our_tables()["complexes"]["row_id"])
        for done in (alone, among)
    ]

    assert ids[0] == ids[1]
    assert 1 == len(ids[0])


def test_a_new_complex_in_a_split_district_waits_for_an_answer():
    frame = pd.DataFrame([row_of("새빛", sido_ko="인천", sigungu_ko="중구")])
    asked = applied(frame, as_of=NEXT, whole=False)

    assert (0, 1363) == (asked.kept, len(asked.tables["complexes"]))
    assert {"28125", "28155"} == {p.candidate_id for p in asked.proposals}
    memory = Answers({asked.proposals[0].key: "28155"})
    answered = settled(applied(frame, memory, as_of=NEXT, whole=False))
    assert "28155" == answered["complexes"].set_index("name_ko").loc["새빛", "sigungu_code"]


def test_a_complex_of_nowhere_is_refused_and_not_invented():
    frame = pd.DataFrame([row_of("새빛", sido_ko="쿄토", sigungu_ko="ㅁㄴㅇ")])

    done = applied(frame, as_of=NEXT, whole=False)

    assert real_snapshot() == snapshot_of(done.tables)
    assert "어느 시군구" in done.refusals[0].problem


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"tenants": ""}, "값이 없습니다"),
        ({"tenants": "X"}, "0 이상의 수가 아닙니다"),
        ({"designated_area_thousand_m2": "-3"}, "0 이상의 수가 아닙니다"),
        ({"sale_rate_pct": "140"}, "100 %가 넘는"),
        ({"kind_ko": "특수"}, "모르는 말"),
        ({"status_ko": "?"}, "모르는 말"),
        ({"tenants": "1e9"}, "0 이상의 수가 아닙니다"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_the_old_one_stays(
    cells: dict[str, str], problem: str
):
    done = applied(with_cells(published(), "남동[재생사업지구]", **cells), as_of=NEXT)

    assert problem in done.refusals[0].problem
    assert done.refusals[0].place.row is not None
    before, now = row(our_tables(), "c_128010"), row(settled(done), "c_128010")
    assert (before["tenants"], before["as_of"]) == (now["tenants"], now["as_of"])


def test_a_complex_without_land_for_sale_has_a_sale_rate_of_zero():
    new = row_of("새빛", sale_target_thousand_m2="0", sale_rate_pct="")

    done = applied(pd.DataFrame([new]), as_of=NEXT, whole=False)

    assert 0 == done.tables["complexes"].set_index("name_ko").loc["새빛", "sale_rate_pct"]
    assert "분양대상이 0" in done.repairs[0].how


def test_a_complex_in_two_sido_keeps_one_id_in_both():
    rows = [
        row_of("두빛", sido_ko=s, sigungu_ko=g) for s, g in (("충남", "천안시"), ("충북", "청주시"))
    ]
    listed = pd.DataFrame({"name_ko": ["두빛"], "sido_ko": ["충남"]})

    done = applied(pd.DataFrame(rows), as_of=NEXT, whole=False, two_sido=listed)
    both = done.tables["complexes"][done.tables["complexes"]["name_ko"] == "두빛"]

    assert 1 == both["complex_id"].nunique()
    assert {"44", "43"} == {row_id.rpartition("_")[2] for row_id in both["row_id"]}


def test_a_file_without_a_day_is_refused_as_a_whole():
    with pytest.raises(DataError, match="어느 분기의 값인지"):
        applied(published(), as_of="")


def test_kept_refused_and_waiting_rows_are_all_the_rows():
    frame = with_cells(published(), "남동[재생사업지구]", tenants="")
    frame = pd.concat([frame, pd.DataFrame([row_of("새빛", sido_ko="인천", sigungu_ko="서구")])])
    reading = status_reading(frame, as_of=NEXT)

    done = apply_status(reading, our_tables(), NoMemory())

    assert 1364 == reading.report.rows_read == done.kept + 2
    assert done.kept == report_of(reading, done).rows_kept
    assert "1곳" in done.ignored[0]


def test_areas_of_split_parks_come_from_the_child_rows():
    parent = published()[lambda f: f["name_ko"] == "반월특수지역"]
    child = row_of(
        "시화MTV",
        kind_ko="국가",
        sido_ko="경기",
        sigungu_ko="시흥시",
        status_ko="완료",
        designated_area_thousand_m2="7777",
        sale_rate_pct="99.5",
        is_child="true",
        parent_row=str(parent["row"].iloc[0]),
    )

    done = applied(pd.concat([parent, pd.DataFrame([child])]), as_of=NEXT, whole=False)
    park = row(settled(done), "p_sihwa_mtv", "parks", "park_id")

    assert (7777, 99.5) == (park["designated_area_thousand_m2"], park["sale_rate_pct"])
    assert f"하위단지 {NEXT}" in park["source"]
    assert row(our_tables(), "p_sihwa_mtv", "parks", "park_id")["tenants"] == park["tenants"]


def test_the_tables_that_were_given_are_not_touched():
    tables = our_tables()
    before = {name: frame.copy() for name, frame in tables.items()}

    reading = status_reading(with_cells(published(), "남동[재생사업지구]", tenants="1"), as_of=NEXT)
    settle(apply_status(reading, tables, NoMemory()).tables, real_snapshot().core_rule)

    assert all(before[name].equals(tables[name]) for name in before)
