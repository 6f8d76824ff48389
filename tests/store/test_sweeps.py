"""Answers of many solves come back as they were, and half an answer never replaces a whole one."""

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import StoreError
from cluster_planner.store.shelf import Shelf
from tests.store.kept import HOSTILE, SNAPSHOT, a_scenario

CONTENT = {"rungs": [{"money": 1, "gap": None}, {"money": 2.5, "ok": True}], "이름": "사다리"}


def test_an_answer_comes_back_with_what_was_asked(shelf: Shelf, scenario: Scenario) -> None:
    sweep_id = shelf.sweeps.keep("ladder", scenario, SNAPSHOT, {"steps": 20}, CONTENT)
    record, content = Shelf(shelf.home).sweeps.get(sweep_id)

    assert content == CONTENT
    assert (record.sweep_id, record.kind, record.name) == (sweep_id, "ladder", "기준안")
    assert (record.options, record.whole) == ({"steps": 20}, True)
    assert (record.scenario_digest, record.snapshot_digest) == (scenario.digest, SNAPSHOT)
    assert shelf.sweeps.list() == (record,)


def test_each_question_has_an_id_of_its_own_whatever_the_order_of_its_options(
    shelf: Shelf, scenario: Scenario
) -> None:
    other = a_scenario(liability_cap_mkrw=1)
    asked = [
        ("ladder", scenario, SNAPSHOT, {"a": 1, "b": 2}),
        ("ladder", scenario, SNAPSHOT, {"b": 2, "a": 1}),
        ("ladder", scenario, SNAPSHOT, {"a": 2, "b": 2}),
        ("frontier", scenario, SNAPSHOT, {"a": 1, "b": 2}),
        ("ladder", other, SNAPSHOT, {"a": 1, "b": 2}),
        ("ladder", scenario, "6" * 64, {"a": 1, "b": 2}),
    ]
    ids = [shelf.sweeps.keep(*question, [number]) for number, question in enumerate(asked)]

    assert ids[0] == ids[1]
    assert 5 == len(set(ids)) == len(shelf.sweeps.list())
    assert shelf.sweeps.get(ids[0])[1] == [1]


def test_a_part_never_replaces_the_whole_answer(shelf: Shelf, scenario: Scenario) -> None:
    def keep(content: str, *, whole: bool) -> str:
        return shelf.sweeps.keep("ladder", scenario, SNAPSHOT, {}, content, whole=whole)

    contents = []
    for content, whole in (("반", False), ("더", False), ("전체", True), ("또 반", False)):
        contents.append(shelf.sweeps.get(keep(content, whole=whole))[1])

    assert contents == ["반", "더", "전체", "전체"]
    assert [record.whole for record in shelf.sweeps.list()] == [True]


def test_the_list_is_of_one_scenario_or_kind_where_asked(shelf: Shelf, scenario: Scenario) -> None:
    other = a_scenario("다른 안", liability_cap_mkrw=1)
    for kind in ("ladder", "frontier"):
        for asked in (scenario, other):
            shelf.sweeps.keep(kind, asked, SNAPSHOT, {}, [])

    assert 4 == len(shelf.sweeps.list())
    assert {one.name for one in shelf.sweeps.list(kind="ladder")} == {"기준안", "다른 안"}
    (one,) = shelf.sweeps.list(kind="frontier", scenario_digest=other.digest)
    assert (one.kind, one.name) == ("frontier", "다른 안")
    assert [one.kind for one in shelf.sweeps.list(2)] == ["frontier", "frontier"]


@pytest.mark.parametrize("named", ["", "없음", "a\0b", "\ud800", "x" * 65])
def test_a_text_that_names_no_answer_is_told(shelf: Shelf, named: str) -> None:
    with pytest.raises(StoreError, match="보관된 것이 없습니다"):
        shelf.sweeps.get(named)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_an_answer_comes_back_as_it_was(
    shelf: Shelf, scenario: Scenario, text: str
) -> None:
    sweep_id = shelf.sweeps.keep("why", scenario, SNAPSHOT, {"park": text}, {text: [text]})
    record, content = shelf.sweeps.get(sweep_id)

    assert content == {text: [text]}
    assert record.options == {"park": text}


def test_the_data_of_every_kept_answer_are_known(shelf: Shelf, scenario: Scenario) -> None:
    shelf.sweeps.keep("ladder", scenario, SNAPSHOT, {}, [])

    assert shelf.sweeps.snapshot_digests() == {SNAPSHOT}
