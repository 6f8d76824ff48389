"""What a file no longer lists leaves our tables only when the file is whole."""

from collections.abc import Callable

import pandas as pd
import pytest

from cluster_planner.intake.closing import close
from tests.intake.readings import (
    our_tables,
    published,
)
from tests.intake.status_cases import NEXT, applied, flagged, settled, without
from tests.real_data import real_snapshot


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


@pytest.mark.parametrize(
    "part",
    [
        lambda frame: frame["sido_ko"] == "경기",
        lambda frame: frame["sido_ko"] != "제주",
        lambda frame: frame["kind_ko"].ne("도시첨단") | (frame.index % 3 == 0),
        lambda frame: frame.index < 40,
    ],
    ids=["one 시도", "all but one 시도", "a third of a kind", "forty rows"],
)
def test_a_part_whose_own_totals_agree_takes_nothing_away(part: Callable[..., pd.Series]):
    frame = published()
    ours = real_snapshot()["complexes"]

    done = applied(frame[part(frame)], as_of=NEXT, **flagged())

    assert 1363 == len(done.tables["complexes"])
    assert "일부만 든 파일" in {note.what for note in done.notes}
    assert ours["aged_20y"].equals(done.tables["complexes"]["aged_20y"])
    assert real_snapshot()["designations"].equals(done.tables["designations"])


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


def test_the_designations_of_a_closed_complex_go_with_it():
    name = "사천제1"
    ours = real_snapshot()["parks"].set_index("official_name_ko")
    park = ours.loc[name, "park_id"]
    assert park in set(real_snapshot()["designations"]["park_id"])

    tables = settled(applied(without(published(), name), as_of=NEXT))

    assert park not in set(tables["parks"]["park_id"])
    assert park not in set(tables["designations"]["park_id"])


def test_a_complex_of_a_demonstration_does_not_close_although_nothing_else_stands_on_it():
    tables = our_tables()
    tables["park_divisions"] = tables["park_divisions"].iloc[:0]
    complexes = tables["complexes"]
    ours = complexes.loc[complexes["name_ko"] == "후평[재생사업지구]", "row_id"]
    named = set(complexes["row_id"]) - set(ours)

    done = close(tables, named, {"general"}, NEXT, whole=True)

    assert () == done.closed
    assert "AX 실증산단" in done.refusals[0].problem
