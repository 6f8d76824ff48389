"""A scenario is saved as a version, found again by its address, and never overwritten unawares."""

from dataclasses import replace

import pytest

from cluster_planner.domain.scenario import Scenario
from dashboards.state.address import Address, read, written
from dashboards.state.desk import Desk
from dashboards.state.draft import Draft
from dashboards.state.saving import Outcome, Wish, edited, save
from dashboards.state.session import Session


def changed(session: Session, seconds: int) -> None:
    session.draft = session.draft.put(seconds, "solver", "time_limit_s")


def saved(session: Session, name: str = "", **more: object) -> Outcome:
    return save(session, Wish(name or session.draft.at("name"), **more))  # type: ignore[arg-type]


def test_a_saved_scenario_is_opened_by_its_address_alone(desk: Desk) -> None:
    session = Session(desk)
    changed(session, 33)
    outcome = saved(session, "새 안", author="김계획", note="처음")
    later = Session(desk, replace(session.address, draft=""))

    assert outcome.version is not None
    assert (outcome.version.version, outcome.version.author) == (1, "김계획")
    assert session.address.draft == ""
    assert session.address.saved == f"{outcome.version.scenario_id}.1"
    assert later.draft == session.draft
    assert later.origin == session.origin
    assert later.draft.at("name") == "새 안"
    assert not edited(later)


def test_what_was_changed_since_comes_back_beside_the_version(desk: Desk) -> None:
    session = Session(desk)
    saved(session)
    changed(session, 44)
    later = Session(desk, session.address)

    assert edited(session)
    assert later.origin == session.origin
    assert later.draft == session.draft != session.origin.draft


def test_the_base_reached_again_from_a_saved_one_is_not_taken_for_it(desk: Desk) -> None:
    session = Session(desk)
    changed(session, 44)
    saved(session)
    session.draft = desk.begun
    later = Session(desk, session.address)

    assert later.draft == desk.begun
    assert later.origin == session.origin


def test_the_second_of_two_planners_is_told_and_nothing_is_overwritten(desk: Desk) -> None:
    first = Session(desk)
    saved(first, "함께 쓰는 안")
    second = Session(desk, first.address)
    changed(first, 41)
    changed(second, 42)
    saved(first, author="이계획")
    refused = saved(second)
    origin = first.origin
    kept = desk.shelf.scenarios.get(origin.scenario_id)

    assert refused.version is None
    assert refused.theirs is not None
    assert (refused.theirs.version, refused.theirs.author) == (2, "이계획")
    assert kept.solver.time_limit_s == 41
    assert second.draft.at("solver", "time_limit_s") == 42
    assert second.origin.version == 1

    over = save(second, Wish("함께 쓰는 안"), over=refused.theirs.version)

    assert over.version is not None
    assert over.version.version == 3
    assert [v.version for v in desk.shelf.scenarios.versions(origin.scenario_id)] == [3, 2, 1]


def test_a_name_that_is_taken_is_refused_and_the_draft_stays(desk: Desk) -> None:
    saved(Session(desk), "한 이름")
    session = Session(desk)
    changed(session, 50)
    before = session.draft
    refused = saved(session, "한 이름")

    assert refused.version is None
    assert "같은 이름으로 저장된" in refused.findings[0].problem
    assert session.draft == before
    assert session.origin is None


def test_a_draft_with_faults_is_not_saved(desk: Desk) -> None:
    session = Session(desk)
    session.draft = session.draft.put("백억", "solver", "time_limit_s")

    assert saved(session).findings == tuple(session.complaints) != ()
    assert desk.shelf.scenarios.list() == ()


def test_an_empty_name_is_refused(desk: Desk) -> None:
    assert save(Session(desk), Wish("  ")).findings


def test_saving_anew_leaves_the_first_scenario_alone(desk: Desk) -> None:
    session = Session(desk)
    saved(session, "처음")
    first = session.origin
    changed(session, 55)
    saved(session, "둘째", anew=True)

    assert session.origin.scenario_id != first.scenario_id
    assert {one.name: one.version for one in desk.shelf.scenarios.list()} == {"처음": 1, "둘째": 1}


def test_stepping_back_past_an_opened_scenario_leads_to_the_one_before(
    desk: Desk, baseline: Scenario
) -> None:
    session = Session(desk)
    saved(session, "처음")
    first = session.origin
    session.begin(Draft.of(baseline))
    unsaved = session.origin
    session.undo()

    assert unsaved is None
    assert session.origin == first
    session.redo()
    assert session.origin is None


def test_stepping_back_behind_a_save_stays_in_its_scenario(desk: Desk) -> None:
    session = Session(desk)
    changed(session, 61)
    saved(session, "안")
    session.undo()
    session.undo()
    again = saved(session, "안")

    assert session.draft.at("solver", "time_limit_s") == 20
    assert again.version is not None
    assert again.version.version == 2


def test_an_unknown_version_is_named_and_the_base_opens(desk: Desk) -> None:
    session = Session(desk, Address(saved="0123456789ab.7"))

    assert [finding.where for finding in session.notices] == ["시나리오 0123456789ab 7판"]
    assert session.draft == desk.begun
    assert session.address == Address()


@pytest.mark.parametrize("text", ["abc", "abc.0", "abc.-1", "../x.1", "abc.1.2", "a" * 40 + ".1"])
def test_what_is_no_version_is_told(desk: Desk, text: str) -> None:
    address, findings = read(written(Address(saved=text)), desk.known)

    assert address == Address()
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("name", "problem"),
    [("", "비어 있습니다"), ("  ", "비어 있습니다"), ("가" * 81, "너무 깁니다")],
)
def test_a_name_that_cannot_be_is_refused_by_its_label(desk: Desk, name: str, problem: str) -> None:
    session = Session(desk)
    outcome = save(session, Wish(name))

    assert outcome.version is None
    assert [(one.where, one.problem) for one in outcome.findings] == [("시나리오 이름", problem)]
    assert session.origin is None
