"""The card that saves, the list, the versions and their differences, as one session sees them."""

from typing import Any

import pytest

from cluster_planner.store.scenarios import Version
from dashboards.plan.saved.versions import AT_ONCE
from dashboards.state.address import Address
from dashboards.state.desk import Desk
from dashboards.state.session import Session
from tests.dashboards.plan.saved.conftest import Place

HOSTILE = "<img src=x onerror=alert(1)>"


def rows(table: Any, *columns: str) -> list[tuple[Any, ...]]:
    def text(cell: Any) -> Any:
        return cell["text"] if isinstance(cell, dict) else cell

    return [tuple(text(row[column]) for column in columns) for row in table.rows]


def beside(place: Place) -> Place:
    """Another planner who opened the same version."""
    return Place(Session(place.session.desk, place.session.address))


def versions(place: Place) -> tuple[Version, ...]:
    return place.session.desk.shelf.scenarios.versions(place.session.origin.scenario_id)


def test_the_line_says_name_version_and_whether_it_is_edited(place: Place) -> None:
    before = place.card.line.object
    place.save(HOSTILE, author="김계획")
    after = place.card.line.object
    place.change(44)

    assert "저장하지 않은 시나리오" in before
    assert "<img" not in after
    assert "1판" in after
    assert "고침 있음" not in after
    assert "고침 있음" in place.card.line.object
    assert place.wire.remembered == {"author": "김계획"}


def test_an_unchanged_version_is_not_saved_again(place: Place) -> None:
    place.save("안")
    place.card.open()
    unchanged = place.card.choices.disabled_keys
    place.card._type("name", "새 이름")

    assert unchanged == ["next"]
    assert place.card.choices.disabled_keys == []


def test_a_draft_with_faults_opens_no_form(place: Place) -> None:
    place.session.draft = place.session.draft.put("백억", "solver", "time_limit_s")
    place.card._press("save", True)

    assert not place.card.saving.visible
    assert "고칠 곳" in place.wire.said[0]


def test_a_conflict_offers_to_save_over_it_only_after_it_was_seen(place: Place) -> None:
    place.save("함께", author="김계획")
    other = beside(place)
    other.change(41)
    other.save(author="이계획", note=HOSTILE)
    place.change(42)
    place.save()
    conflict = place.card.conflict

    assert conflict.view.visible
    assert "1판 뒤에 이계획 님이 2판을 저장했습니다" in conflict.told.object
    assert "<img" not in conflict.told.object
    assert conflict.choices.disabled_keys == ["over"]

    conflict._press("compare", True)
    seen = rows(place.cabinet.difference.table, "item", "before", "after")
    conflict._press("over", True)

    assert place.turns == [True]
    assert seen == [("풀이 제한 시간", "41초", "42초")]
    assert not conflict.view.visible
    assert [one.version for one in versions(place)] == [3, 2, 1]
    assert place.session.origin.version == 3


def test_a_conflict_is_left_by_another_name(place: Place) -> None:
    place.save("함께")
    other = beside(place)
    other.change(41)
    other.save()
    place.change(42)
    place.save(note="내 까닭")
    place.card.conflict._press("other", True)
    place.card._choose("new", True)

    assert not place.card.conflict.view.visible
    assert place.session.draft.at("name") == "함께 (2)"
    assert versions(place)[0].note == "내 까닭"
    assert len(place.session.desk.shelf.scenarios.list()) == 2


def test_who_saves_in_between_again_is_told_again(place: Place) -> None:
    place.save("함께")
    other = beside(place)
    for seconds in (41, 43):
        other.change(seconds)
        other.save()
        if seconds == 41:
            place.change(42)
            place.save()
            place.card.conflict._press("compare", True)
    place.card.conflict._press("over", True)

    assert "3판을 저장했습니다" in place.card.conflict.told.object
    assert place.card.conflict.choices.disabled_keys == ["over"]
    assert versions(place)[0].version == 3


def test_the_list_is_searched_and_what_is_put_away_comes_back(place: Place) -> None:
    place.save("수도권 안", author="김계획")
    place.save("제주 안", author="이계획", new=True)
    place.cabinet.browse("list")
    library = place.cabinet.library
    everything = rows(library.table, "name", "version", "who")
    library._ask("find", "이계획")
    found = [row["key"] for row in library.table.rows]
    library._act("hide", found[0])
    library._ask("find", "")
    without = rows(library.table, "name")
    library._ask("hidden", True)
    marked = [row["name"]["mark"] for row in library.table.rows]
    library._act("hide", found[0])
    library._ask("hidden", False)

    assert everything == [("제주 안", "1판", "이계획"), ("수도권 안", "1판", "김계획")]
    assert found == [place.session.origin.scenario_id]
    assert without == [("수도권 안",)]
    assert sorted(marked) == ["", "치워 둠"]
    assert len(library.table.rows) == 2


def test_opening_goes_on_with_it_and_one_step_leads_back(place: Place) -> None:
    place.save("처음")
    first = place.session.draft
    place.change(44)
    place.save()
    place.cabinet.browse("versions")
    place.cabinet.versions._act("open", "1")

    assert place.session.draft == first
    assert place.session.origin.version == 1
    assert place.cabinet.versions.table.marked == ["1"]
    assert "‘처음’ 1판(가장 새것은 2판)을 열었습니다" in place.wire.said[-1]
    place.session.undo()
    assert place.session.draft.at("solver", "time_limit_s") == 44
    assert place.session.origin.version == 2


def test_versions_say_what_they_changed_and_an_old_one_is_brought_back(place: Place) -> None:
    place.save("안", note="처음 안", author="김계획")
    place.change(44)
    place.save(note="빠르게")
    place.cabinet.browse("versions")
    table = place.cabinet.versions.table
    before = rows(table, "version", "who", "note", "changes", "restore")
    place.cabinet.versions._act("restore", "1")

    assert before == [
        ("2판", "김계획", "빠르게", "풀이 제한 시간: 20초 → 44초", ""),
        ("1판", "김계획", "처음 안", "처음 저장", "되살리기"),
    ]
    assert [one.restored_from for one in versions(place)] == [1, None, None]
    assert place.session.draft.at("solver", "time_limit_s") == 20
    assert place.session.origin.version == 3
    assert rows(table, "note")[0] == ("1판을 되살림",)


def test_bringing_back_over_a_later_version_is_refused(place: Place) -> None:
    place.save("안")
    place.change(44)
    place.save()
    place.cabinet.browse("versions")
    other = beside(place)
    other.change(45)
    other.save()
    place.cabinet.versions._act("restore", "1")

    assert versions(place)[0].version == 3
    assert "덮어쓰지 않았습니다" in place.session.notices[0].problem
    assert len(place.cabinet.versions.table.rows) == 3


def test_two_ticked_versions_are_compared_and_a_side_can_be_changed(place: Place) -> None:
    place.save("안")
    for seconds in (44, 55):
        place.change(seconds)
        place.save()
    place.cabinet.browse("versions")
    place.cabinet.versions._tick(["3"])
    one = list(place.cabinet.versions.actions.disabled_keys)
    place.cabinet.versions.table.checked = ["3", "1"]
    place.cabinet.versions._tick(["3", "1"])
    place.cabinet.versions._press("compare", True)
    difference = place.cabinet.difference
    apart = rows(difference.table, "before", "after")
    difference._choose("before", "3")

    assert "compare" in one
    assert apart == [("20초", "55초")]
    assert difference.table.rows == []
    assert "다른 조건이 없습니다" in difference.told.object


def test_many_versions_come_a_few_at_a_time(place: Place) -> None:
    place.save("안")
    for seconds in range(30, 31 + AT_ONCE):
        place.change(seconds)
        place.save()
    place.cabinet.browse("versions")
    table, first = place.cabinet.versions.table, len(place.cabinet.versions.table.rows)
    place.cabinet.versions._press("more", True)

    assert (first, len(table.rows)) == (AT_ONCE, AT_ONCE + 2)
    assert "more" in place.cabinet.versions.actions.disabled_keys


def test_a_database_that_is_away_is_told_and_the_work_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.house.home.write_text("a file stands here")
    place = Place(Session(desk, Address(page="plan")))
    place.change(44)
    place.session.notices = []
    place.save("안")
    told = place.card.told.object
    for part in ("list", "versions", "jobs"):
        place.cabinet.browse(part)

    assert "열거나 쓸 수 없습니다" in told
    assert place.card.saving.visible
    assert place.session.draft.at("solver", "time_limit_s") == 44
    assert place.session.notices


def test_what_is_ticked_can_be_compared_after_the_versions_were_read_again(place: Place) -> None:
    place.save("안")
    place.change(44)
    place.save()
    place.cabinet.browse("versions")
    shown = place.cabinet.versions
    shown.table._handle_msg({"type": "check", "keys": ["1", "2"]})
    place.cabinet.browse("renew")
    after = (list(shown.table.checked), shown.actions.disabled_keys)
    place.save("다른 안", new=True)
    shown.show(place.session.origin.scenario_id)

    assert after == (["1", "2"], ["more"])
    assert shown.table.checked == []
    assert shown.actions.disabled_keys == ["compare", "more"]
