"""The session derives, and nothing else writes what it derives."""

import pytest

from dashboards.jobs import JobState
from dashboards.state import Session


def test_filters_narrow_what_is_shown(session: Session) -> None:
    everything = len(session.shown)
    session.region_ids = ["jeju"]
    in_jeju = list(session.shown)
    session.kind_ids = ["national"]

    assert len(session.shown) < len(in_jeju) < everything
    assert {session.catalog.parks.at[i, "region_id"] for i in in_jeju} == {"jeju"}


def test_only_core_leaves_the_core_parks(session: Session) -> None:
    session.only_core = True

    assert session.shown
    assert session.catalog.parks.loc[session.shown, "is_core"].all()


@pytest.mark.parametrize("typed", ["울산·미포", "울산 미포", "울산미포"])
def test_spaces_and_dots_do_not_hide_a_park(session: Session, typed: str) -> None:
    session.query = typed

    assert "p_ulsan_mipo" in session.shown


def test_an_alias_finds_the_park_of_another_name(session: Session) -> None:
    parks = session.catalog.parks
    other = next(
        (park_id, alias)
        for park_id, aliases in parks["aliases"].items()
        for alias in str(aliases).split(";")
        if alias and alias not in parks.at[park_id, "name_ko"]
    )
    session.query = other[1]

    assert other[0] in session.shown


def test_a_name_typed_whole_is_the_best_match(session: Session) -> None:
    assert session.catalog.best_match("구미") == "p_gumi"
    assert session.catalog.best_match("없는 이름의 단지") is None


def test_a_contradiction_stops_the_run_and_is_told(session: Session) -> None:
    session.turn(locks=("p_gumi",), excludes=("p_gumi",))

    assert not session.may_run
    assert any("고정하면서 제외" in finding.problem for finding in session.complaints)


def test_floors_above_the_budget_are_told_before_a_run(session: Session) -> None:
    session.turn(region_floor_eok={"jeju": 9_000_000})

    assert not session.may_run
    assert any("총예산" in finding.problem for finding in session.complaints)


def test_reset_heals_a_broken_panel(session: Session) -> None:
    session.turn(cap_eok=0)
    session.reset_levers()

    assert session.may_run
    assert session.complaints == []


def test_a_broken_scenario_cannot_be_started(session: Session) -> None:
    session.turn(cap_eok=0)

    with pytest.raises(RuntimeError):
        session.start_run()


def test_a_run_ends_as_the_session_s_result(session: Session) -> None:
    job = session.start_run()
    queued = session.phase
    ended = job.wait(60)
    alive = session.look()

    assert queued is JobState.QUEUED
    assert ended
    assert not alive
    assert session.phase is JobState.DONE
    assert session.run is not None
    assert session.run.plan is not None
    assert session.may_run
