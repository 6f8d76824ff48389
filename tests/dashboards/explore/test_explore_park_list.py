"""The list: shown parks, ticked actions, parks beside each other."""

import json

import pytest

from cluster_planner.domain.plan import Run
from dashboards.explore.park_list import ParkList
from dashboards.state.session import Session


class Told:
    """Hears what a wire would say."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, text: str, tone: str = "good") -> None:
        self.said.append((text, tone))


@pytest.fixture
def wire() -> Told:
    return Told()


@pytest.fixture
def parks(session: Session, wire: Told) -> ParkList:
    return ParkList(session, wire)  # type: ignore[arg-type]


def tick(parks: ParkList, *ids: str) -> None:
    parks.table._handle_msg({"type": "check", "keys": list(ids)})


def test_all_parks_are_sent_once_and_filters_name_those_that_show(
    session: Session, parks: ParkList
) -> None:
    rows = json.loads(parks.table.packed)
    assert 1363 == len(rows)
    assert None is parks.table.only
    session.sift(kind_ids=("national",))
    assert session.shown == parks.table.only
    assert 59 == len(parks.table.only)
    tenants = [row["tenants"] for row in rows]
    assert sorted(tenants, reverse=True) == tenants


def test_two_sessions_share_the_text_of_the_rows(session: Session, parks: ParkList) -> None:
    assert parks.table.packed is ParkList(session).table.packed


def test_a_row_is_the_focus_and_the_focus_is_marked(session: Session, parks: ParkList) -> None:
    parks.table._handle_msg({"type": "choose", "key": "p_gumi"})
    assert "p_gumi" == session.focus
    assert ["p_gumi"] == parks.table.marked


def test_ticked_parks_are_locked_or_excluded_and_it_is_told(
    session: Session, parks: ParkList, wire: Told
) -> None:
    tick(parks, "p_gumi", "p_changwon")
    parks._act("lock", True)
    assert {"p_gumi", "p_changwon"} <= session.draft.locked
    parks._act("exclude", True)
    assert {"p_gumi", "p_changwon"} <= session.draft.excluded
    assert not {"p_gumi", "p_changwon"} & session.draft.locked
    assert 2 == len(wire.said)


def test_without_ticks_an_action_does_nothing(session: Session, parks: ParkList) -> None:
    before = session.draft
    for action in ("lock", "exclude", "side"):
        parks._act(action, True)
    assert before == session.draft
    assert [] == session.side


def test_ticks_outside_the_filters_are_let_go(session: Session, parks: ParkList) -> None:
    tick(parks, "p_gumi", "p_changwon")
    session.sift(region_ids=("southeast",))
    assert ["p_changwon"] == parks.table.checked


def test_four_parks_stand_beside_each_other_and_a_fifth_is_refused(
    session: Session, parks: ParkList, wire: Told
) -> None:
    five = ["p_gumi", "p_changwon", "p_banwol", "p_gunsan", "p_348010"]
    tick(parks, *five)
    parks._act("side", True)
    assert five[:4] == session.side
    assert "warn" == wire.said[-1][1]
    columns = [column["title"] for column in parks.side.table.columns]
    assert ["항목", "구미", "창원", "반월", "군산"] == columns
    jobs = next(row for row in parks.side.table.rows if row["label"] == "고용")
    assert "119,212명" == jobs["p_changwon"]["value"]
    parks.side._take_out("p_gumi", True)
    assert five[1:4] == session.side


def test_the_money_of_the_shown_run_is_a_column(
    session: Session, parks: ParkList, run: Run
) -> None:
    assert "national" not in [column["key"] for column in parks.table.columns]
    session._derive(run=run)
    assert "national" in [column["key"] for column in parks.table.columns]
    assert run.plan is not None
    chosen = run.plan.park_ids[0]
    rows = {row["key"]: row for row in json.loads(parks.table.packed)}
    money = sum(a.national_mkrw for a in run.plan.awards if a.park_id == chosen)
    assert money / 100 == rows[chosen]["national"]["value"]
    assert "선정 안 됨" == rows["p_348010"]["national"]["text"]
