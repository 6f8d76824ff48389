"""Renamed, misspelt, repeated and namesake rows: each complex is counted once."""

import pandas as pd

from tests.intake.readings import (
    Answers,
    our_tables,
    published,
    row_of,
    snapshot_of,
)
from tests.intake.status_cases import NEXT, applied, row, settled, with_cells
from tests.real_data import real_snapshot


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
