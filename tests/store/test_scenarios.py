"""Saved scenarios: versions without gaps that never change, and nobody overwrites unawares."""

import unicodedata
from collections.abc import Callable

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Overtaken, StoreError
from cluster_planner.store.database.schema import scenario_versions
from cluster_planner.store.scenarios import Scenarios
from cluster_planner.store.shelf import Shelf
from tests.store.kept import HOSTILE, NAMES, a_scenario


@pytest.fixture
def saved(shelf: Shelf) -> Scenarios:
    return shelf.scenarios


def numbered(cap: int, name: str = "기준안") -> Scenario:
    """A content that can be told from others."""
    return a_scenario(name, liability_cap_mkrw=cap)


def test_a_saved_scenario_comes_back_equal(saved: Scenarios, scenario: Scenario) -> None:
    version = saved.create(scenario, author="김주무관", note="첫 판")
    (listed,) = saved.list()

    assert saved.get(version.scenario_id) == scenario
    assert (version.version, version.digest) == (1, scenario.digest)
    assert (listed.name, listed.version, listed.author) == ("기준안", 1, "김주무관")
    assert saved.versions(version.scenario_id) == (version,)


def test_each_save_adds_a_version_and_changes_none(saved: Scenarios) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id
    for cap in (2, 3, 4):
        saved.save(scenario_id, numbered(cap), over=cap - 1, note=f"{cap}로")

    history = saved.versions(scenario_id)
    assert [(one.version, one.note) for one in history] == [
        (4, "4로"),
        (3, "3로"),
        (2, "2로"),
        (1, ""),
    ]
    assert [saved.get(scenario_id, v).liability_cap_mkrw for v in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert saved.get(scenario_id).liability_cap_mkrw == 4


def test_the_second_who_saves_over_one_version_is_told_and_nothing_is_overwritten(
    saved: Scenarios,
) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id
    saved.save(scenario_id, numbered(2), over=1, author="이사무관")

    with pytest.raises(Overtaken, match=r"이사무관 님이 2판을 저장했습니다. 덮어쓰지 않았습니다"):
        saved.save(scenario_id, numbered(3), over=1, author="김주무관")
    assert saved.get(scenario_id) == numbered(2)
    assert [one.version for one in saved.versions(scenario_id)] == [2, 1]
    assert saved.save(scenario_id, numbered(3), over=2).version == 3


@pytest.mark.parametrize("over", [0, -1, 2, 7, 2**31 - 1, 2**70])
def test_nobody_saves_over_a_version_that_is_not_there(saved: Scenarios, over: int) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id

    with pytest.raises(StoreError):
        saved.save(scenario_id, numbered(2), over=over)
    assert [one.version for one in saved.versions(scenario_id)] == [1]


def test_a_restored_version_is_a_new_one_that_says_where_it_comes_from(saved: Scenarios) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id
    saved.save(scenario_id, numbered(2), over=1)
    back = saved.restore(scenario_id, 1, over=2, author="박과장")

    assert (back.version, back.restored_from, back.author) == (3, 1, "박과장")
    assert saved.get(scenario_id) == saved.get(scenario_id, 1) == numbered(1)
    with pytest.raises(Overtaken):
        saved.restore(scenario_id, 1, over=2)


def test_two_scenarios_of_one_name_are_refused_and_the_first_stays(saved: Scenarios) -> None:
    first = saved.create(numbered(1, "우리 안"))
    other = saved.create(numbered(2, "다른 안"))

    with pytest.raises(StoreError, match="같은 이름으로"):
        saved.create(numbered(3, "우리 안"))
    with pytest.raises(StoreError, match="같은 이름으로"):
        saved.save(other.scenario_id, numbered(3, "우리 안"), over=1)
    assert saved.get(first.scenario_id) == numbered(1, "우리 안")
    assert saved.get(other.scenario_id) == numbered(2, "다른 안")
    assert 2 == len(saved.list())


def test_a_new_version_may_have_another_name(saved: Scenarios) -> None:
    scenario_id = saved.create(numbered(1, "옛 이름")).scenario_id
    saved.save(scenario_id, numbered(1, "새 이름"), over=1)

    assert saved.find("새 이름").scenario_id == scenario_id
    assert saved.get(scenario_id, 1).name == "옛 이름"
    assert saved.create(numbered(2, "옛 이름")).version == 1


def test_names_that_look_the_same_are_the_same(saved: Scenarios) -> None:
    composed, decomposed = (unicodedata.normalize(form, "한글 안") for form in ("NFC", "NFD"))
    scenario_id = saved.create(numbered(1, composed)).scenario_id

    assert composed != decomposed
    assert saved.find(decomposed).scenario_id == scenario_id
    with pytest.raises(StoreError, match="같은 이름으로"):
        saved.create(numbered(2, decomposed))


def test_a_scenario_that_was_put_away_is_not_lost(saved: Scenarios) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id
    saved.hide(scenario_id)

    assert saved.list() == ()
    assert [one.hidden for one in saved.list(hidden=True)] == [True]
    assert saved.get(scenario_id) == numbered(1)
    assert saved.find("기준안").scenario_id == scenario_id
    saved.hide(scenario_id, hidden=False)
    assert [one.hidden for one in saved.list()] == [False]


def test_a_save_takes_a_scenario_out_again(saved: Scenarios) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id
    saved.hide(scenario_id)
    saved.save(scenario_id, numbered(2), over=1)

    assert [one.version for one in saved.list()] == [2]


def test_the_last_saved_stands_first(saved: Scenarios) -> None:
    ids = [saved.create(numbered(1, name)).scenario_id for name in ("가", "나", "다")]
    saved.save(ids[0], numbered(2, "가"), over=1)

    assert [one.name for one in saved.list()] == ["가", "다", "나"]


@pytest.mark.parametrize("named", ["", "없음", "a\0b", "\ud800", "x" * 65, "' OR 1=1 --"])
def test_a_text_that_names_no_scenario_is_told_with_the_way_to_the_list(
    saved: Scenarios, named: str
) -> None:
    saved.create(numbered(1))
    asks: tuple[Callable[[], object], ...] = (
        lambda: saved.get(named),
        lambda: saved.versions(named),
        lambda: saved.find(named),
        lambda: saved.hide(named),
        lambda: saved.restore(named, 1, over=1),
        lambda: saved.save(named, numbered(2), over=1),
    )

    for ask in asks:
        with pytest.raises(StoreError, match="scenario list"):
            ask()
    assert [one.version for one in saved.list()] == [1]


@pytest.mark.parametrize("version", [0, -1, 2, 2**31, 2**70])
def test_a_version_that_is_not_there_is_told(saved: Scenarios, version: int) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id

    with pytest.raises(StoreError, match="그런 시나리오나 판이 없습니다"):
        saved.get(scenario_id, version)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_authors_and_notes_are_kept_in_one_line(saved: Scenarios, text: str) -> None:
    version = saved.create(numbered(1), author=text, note=text)
    (kept,) = saved.versions(version.scenario_id)

    assert kept == version
    assert kept.note.isprintable()
    assert "\n" not in kept.author
    assert (len(kept.author), len(kept.note)) <= (80, 500)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_found_again(saved: Scenarios, name: str) -> None:
    version = saved.create(numbered(1, name))

    assert saved.find(name).scenario_id == version.scenario_id
    assert saved.get(version.scenario_id).name == name


def test_a_version_that_another_program_wrote_differently_is_told_and_the_others_open(
    saved: Scenarios,
) -> None:
    scenario_id = saved.create(numbered(1)).scenario_id
    saved.save(scenario_id, numbered(2), over=1)
    newer = scenario_versions.update().where(scenario_versions.c.version == 2)
    with saved.database.write() as connection:
        connection.execute(newer.values(body='{"name": "더 새로운 것", "moon": 1}'))

    with pytest.raises(StoreError, match="저장한 때의 프로그램"):
        saved.get(scenario_id)
    assert saved.get(scenario_id, 1) == numbered(1)
