"""What sessions share."""

from pathlib import Path

from cluster_planner.domain.scenario import Scenario
from dashboards.state.desk import Desk, open_desk
from dashboards.state.draft import Draft
from dashboards.state.house import House


def test_a_draft_is_judged_once(desk: Desk, small: Scenario) -> None:
    draft = Draft.of(small)
    broken = draft.put("백억", "solver", "time_limit_s")

    assert desk.judge(draft) == (small, ())
    assert desk.judge(Draft(draft.text)) is desk.judge(draft)
    assert desk.judge(broken)[0] is None
    assert desk.judge(broken)[1]


def test_a_desk_is_opened_on_the_real_data(tmp_path: Path) -> None:
    desk = open_desk(house=House(tmp_path))

    assert desk.judge(desk.begun) == (desk.base, ())
    assert len(desk.known.parks) == len(desk.catalog.parks)
    assert desk.board is desk.board
    assert desk.tiles is None
