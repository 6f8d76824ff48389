"""The page 시나리오 shows what was asked for last: a list of the cabinet, or a run."""

from cluster_planner.domain.plan import Run
from dashboards.plan.page import PlanPage
from dashboards.state.session import Session
from dashboards.work.jobs import JobState
from tests.dashboards.plan.saved.conftest import Told


def test_a_solve_or_run_that_is_asked_for_closes_the_cabinet_and_an_end_does_not(
    session: Session, run: Run
) -> None:
    page = PlanPage(session, Told(lambda *_: None))
    cabinet = page.cabinet.view
    page.cabinet.browse("list")
    opened = cabinet.visible
    session._derive(phase=JobState.QUEUED)
    begun = cabinet.visible
    page.cabinet.browse("jobs")
    session._derive(phase=JobState.DONE, run=run)
    ended = cabinet.visible
    session._close_run()
    session.desk.shelf.runs.keep(run)
    session.open_run(run.run_id)

    assert (opened, begun, ended) == (True, False, True)
    assert not cabinet.visible
    assert page.results.view.css_classes == ["results"]
