"""A new quarter meets our complexes: nothing lost, nothing doubled, nothing guessed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.domain.contracts import REFERENCES, TABLES
from cluster_planner.domain.references import membership_findings, reference_findings
from cluster_planner.errors import DataError
from cluster_planner.intake.applied import Applied, Memory, NoMemory, Tables, report_of
from cluster_planner.intake.parks import settle
from cluster_planner.intake.status import apply_status
from tests.intake.readings import (
    Answers,
    appendix,
    our_tables,
    published,
    row_of,
    snapshot_of,
    status_reading,
)
from tests.proof.effort import times
from tests.real_data import real_snapshot

NEXT = "2026-03-31"


def applied(frame: pd.DataFrame, memory: Memory | None = None, **said: object) -> Applied:
    return apply_status(status_reading(frame, **said), our_tables(), memory or NoMemory())


def settled(done: Applied) -> Tables:
    tables = settle(done.tables, real_snapshot().core_rule)
    assert [] == reference_findings(tables, TABLES, REFERENCES) + membership_findings(tables)
    return tables


def row(tables: Tables, row_id: str, table: str = "complexes", key: str = "row_id") -> pd.Series:
    return tables[table].set_index(key).loc[row_id]


def with_cells(frame: pd.DataFrame, name: str, **cells: str) -> pd.DataFrame:
    changed = frame.copy()
    for column, value in cells.items():
        changed.loc[changed["name_ko"] == name, column] = value
    return changed


def without(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    return frame[frame["name_ko"] != name]


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


@pytest.mark.parametrize("day", [NEXT, "2025-12-31"])
def test_a_whole_file_closes_what_it_no_longer_lists(day: str):
    name = "가남신해3일반산업단지"

    done = applied(without(published(), name), as_of=day)
    tables = settled(done)

    assert name not in set(tables["complexes"]["name_ko"])
    assert 1362 == len(tables["complexes"]) == len(tables["parks"])
    assert any(name in note.found for note in done.notes)


def test_a_part_of_the_file_closes_nothing():
    general = published()[lambda f: f["kind_ko"] == "일반"]
    done = applied(general.iloc[10:], as_of=NEXT, whole=False)

    assert 1363 == len(done.tables["complexes"])
    assert "10행" in {note.found for note in done.notes if note.what == "파일에 없는 단지"}


def test_a_file_of_one_kind_closes_no_other_kind():
    frame = published()

    done = applied(frame[frame["kind_ko"] == "농공"], as_of=NEXT)

    assert 1363 == len(done.tables["complexes"])


def test_an_older_file_closes_nothing_and_says_that_it_is_old():
    done = applied(without(published(), "가남신해3일반산업단지"), as_of="2025-09-30")

    assert 1363 == len(done.tables["complexes"])
    assert "옛 자료" in {note.what for note in done.notes}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("남동[재생사업지구]", "국가산단 통계"),
        ("반월특수지역", "국가산단 통계|나뉜 단지"),
        ("후평[재생사업지구]", "park_divisions"),
    ],
)
def test_what_other_tables_stand_on_does_not_close(name: str, why: str):
    done = applied(without(published(), name), as_of=NEXT)

    assert name in set(done.tables["complexes"]["name_ko"])
    assert any(word in done.refusals[0].problem for word in why.split("|"))
    settled(done)


def test_a_renamed_complex_is_asked_and_its_row_stays_meanwhile():
    frame = with_cells(published(), "가남신해3일반산업단지", name_ko="여주동부일반산업단지")

    asked = applied(frame, as_of=NEXT)

    assert "가남신해3일반산업단지" in set(asked.tables["complexes"]["name_ko"])
    assert "여주동부일반산업단지" not in set(asked.tables["complexes"]["name_ko"])
    likely = [p for p in asked.proposals if "가남신해3" in p.candidate_ko]
    assert "이름이 바뀐 듯함" in likely[0].why
    answered = applied(frame, Answers({likely[0].key: likely[0].candidate_id}), as_of=NEXT)
    now = row(settled(answered), likely[0].candidate_id)
    assert "여주동부일반산업단지" == now["name_ko"]
    park = answered.tables["park_members"].set_index("member_id").loc[now.name, "park_id"]
    renamed = row(settled(answered), park, "parks", "park_id")
    assert "여주동부" == renamed["name_ko"]
    assert "가남신해3" in renamed["aliases"].split(";")


def test_a_rename_that_was_denied_is_a_new_complex():
    frame = with_cells(published(), "가남신해3일반산업단지", name_ko="여주동부일반산업단지")
    asked = applied(frame, as_of=NEXT)
    no = frozenset((*p.key, p.candidate_id) for p in asked.proposals)

    names = set(settled(applied(frame, Answers(no=no), as_of=NEXT))["complexes"]["name_ko"])

    assert "여주동부일반산업단지" in names
    assert "가남신해3일반산업단지" not in names


def test_another_spelling_is_the_same_complex_and_told():
    frame = with_cells(published(), "남동[재생사업지구]", name_ko="남동")

    done = applied(frame, as_of=NEXT)

    assert 1363 == len(settled(done)["complexes"])
    assert [("남동[재생사업지구]", "남동")] == [(r.before, r.after) for r in done.repairs]


def test_the_same_row_twice_counts_once():
    frame = published()

    done = applied(pd.concat([frame, frame[frame["name_ko"] == "남동[재생사업지구]"]]))

    assert real_snapshot() == snapshot_of(settled(done))
    assert ["같은 행이 되풀이됩니다"] == [r.problem for r in done.refusals]


def test_two_rows_that_disagree_about_one_complex_are_both_refused():
    frame = published()
    other = frame[frame["name_ko"] == "남동[재생사업지구]"].assign(tenants="1", row=9999)

    done = applied(pd.concat([other, frame]), as_of=NEXT)

    assert 2 == len(done.refusals)
    assert row(our_tables(), "c_128010")["tenants"] == row(settled(done), "c_128010")["tenants"]


def test_a_namesake_of_a_known_complex_never_becomes_a_second_one():
    frame = published()
    twin = frame[frame["name_ko"] == "남동[재생사업지구]"].assign(name_ko="남동", row=9999)

    done = applied(pd.concat([frame, twin]), as_of=NEXT)

    assert 1363 == len(settled(done)["complexes"])
    assert ["다른 행이 이미 이 단지입니다"] == [r.problem for r in done.refusals]


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


def test_a_namesake_in_another_district_is_asked_and_moves_when_confirmed():
    frame = with_cells(published(), "남동[재생사업지구]", sigungu_ko="연수구")

    asked = applied(frame, as_of=NEXT)
    question = asked.proposals[0]
    assert ("c_128010", 100.0) == (question.candidate_id, question.likeness_pct)
    done = applied(frame, Answers({question.key: question.candidate_id}), as_of=NEXT)
    now = row(settled(done), "c_128010")

    assert ("28185", "연수구") == (now["sigungu_code"], now["source_sigungu"])


def test_a_new_namesake_in_another_district_never_swallows_the_old_one():
    frame = pd.DataFrame([row_of("가산", sido_ko="경남", sigungu_ko="사천시", tenants="9")])

    done = applied(frame, as_of=NEXT, whole=False)

    assert real_snapshot() == snapshot_of(done.tables)
    assert "경남 사천시 일반 가산" == done.proposals[0].given


def test_a_complex_that_became_another_kind_is_asked():
    frame = with_cells(published(), "오창과학", kind_ko="도시첨단")

    asked = applied(frame, as_of=NEXT)
    question = asked.proposals[0]

    assert "유형이 바뀐 듯함" in question.why
    answered = applied(frame, Answers({question.key: question.candidate_id}), as_of=NEXT)
    assert "urban_hightech" == row(settled(answered), question.candidate_id)["kind_id"]


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


def flagged() -> dict[str, pd.DataFrame]:
    ours = real_snapshot()["complexes"]
    aged, green = ours[ours["aged_20y"]], ours[ours["smart_green_date"].notna()]
    words = ["true" if flag else "false" for flag in aged["aged_priority"]]
    return {
        "aged": appendix(aged, priority=words),
        "smart_green": appendix(green, date=green["smart_green_date"].to_numpy()),
    }


def test_our_own_appendices_change_nothing():
    assert real_snapshot() == snapshot_of(settled(applied(published(), **flagged())))


def test_a_new_smart_green_complex_is_designated_in_the_files_quarter():
    lists = flagged()
    new = appendix(real_snapshot()["complexes"].query("name_ko == '오창과학'"), date="2026-02-02")
    lists["smart_green"] = pd.concat([lists["smart_green"], new])

    tables = settled(applied(published(), as_of=NEXT, **lists))
    named = tables["designations"].query("project_id == 'smart_green_2026q1'").iloc[0]

    assert ("2026-02-02", NEXT) == (named["date"], named["as_of"])
    assert "2026년 1분기 부록 5" in named["source"]
    park = row(tables, named["park_id"], "parks", "park_id")
    assert park["is_core"]
    assert "스마트그린산단" in park["core_reasons"]


def test_a_complex_that_a_whole_list_leaves_out_loses_its_flag():
    lists = flagged()
    lists["smart_green"] = without(lists["smart_green"], "남동[재생사업지구]")

    tables = settled(applied(published(), as_of=NEXT, **lists))

    assert pd.isna(row(tables, "p_namdong", "parks", "park_id")["smart_green_date"])
    assert 32 == (tables["designations"]["designation_id"] == "smart_green").sum()


def test_a_part_of_a_list_takes_no_flag_away():
    lists = {name: frame.iloc[: len(frame) * 2 // 3] for name, frame in flagged().items()}

    partial = settled(applied(published(), whole=False, **lists))

    assert real_snapshot() == snapshot_of(partial)


def test_a_list_of_a_few_is_taken_for_a_part_and_told():
    lists = {name: frame.iloc[:5] for name, frame in flagged().items()}

    done = applied(published(), **lists)

    assert real_snapshot() == snapshot_of(settled(done))
    assert 2 == sum("절반" in note.why for note in done.notes)


def test_a_part_that_alone_is_designated_is_told_as_a_part():
    lists = flagged()
    part = (
        lists["smart_green"]
        .iloc[:1]
        .assign(
            name_ko="고대지구(아산국가 하위단지)",
            kind_ko="국가",
            sido_ko="충남",
            sigungu_ko="당진시",
            date="2026-01-05",
        )
    )
    lists["smart_green"] = pd.concat([lists["smart_green"], part])

    tables = settled(applied(published(), as_of=NEXT, **lists))
    named = tables["designations"].query("park_id == 'p_asan' and designation_id == 'smart_green'")

    assert ["하위단지 고대지구만 지정"] == list(named["note"])


def test_a_complex_that_is_asked_about_keeps_its_flags_until_then():
    lists = {
        name: with_cells(frame, "남동[재생사업지구]", name_ko="남동한빛")
        for name, frame in flagged().items()
    }
    frame = with_cells(published(), "남동[재생사업지구]", name_ko="남동한빛")

    asked = applied(frame, as_of=NEXT, **lists)

    assert asked.proposals
    assert () == asked.refusals
    before, now = row(our_tables(), "c_128010"), row(settled(asked), "c_128010")
    assert before["smart_green_date"] == now["smart_green_date"]
    question = next(p for p in asked.proposals if p.candidate_id == "c_128010")
    memory = Answers({question.key: question.candidate_id})
    answered = row(settled(applied(frame, memory, as_of=NEXT, **lists)), "c_128010")
    assert before["smart_green_date"] == answered["smart_green_date"]


def test_an_unknown_name_in_a_list_is_refused_with_its_place():
    lists = flagged()
    odd = lists["aged"].iloc[:1].assign(name_ko="없는단지", row=77)
    lists["aged"] = pd.concat([lists["aged"], odd])

    done = applied(published(), **lists)

    assert [77] == [refusal.place.row for refusal in done.refusals]


def test_the_tables_that_were_given_are_not_touched():
    tables = our_tables()
    before = {name: frame.copy() for name, frame in tables.items()}

    reading = status_reading(with_cells(published(), "남동[재생사업지구]", tenants="1"), as_of=NEXT)
    settle(apply_status(reading, tables, NoMemory()).tables, real_snapshot().core_rule)

    assert all(before[name].equals(tables[name]) for name in before)
