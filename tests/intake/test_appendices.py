"""Lists of aged and smart-green complexes set flags, and take them away only when whole."""

import pandas as pd

from tests.intake.readings import (
    Answers,
    appendix,
    our_tables,
    published,
    snapshot_of,
)
from tests.intake.status_cases import NEXT, applied, flagged, row, settled, with_cells, without
from tests.real_data import real_snapshot


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
