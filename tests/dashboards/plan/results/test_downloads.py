"""The list of files is that of the run that is shown, with the runs it is held against."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.explain.reasons import Loss
from cluster_planner.sweeps.importance import Part, Parts
from cluster_planner.sweeps.questions import WhyNot
from dashboards.plan.results.downloads import HELP, Downloads
from dashboards.state.session import Session
from dashboards.work.paper_order import KINDS
from dashboards.work.papers import Papers
from dashboards.work.questions import Inquiry
from tests.present.plan_cases import award, hand_made, run_of

Show = Callable[[Session, Run], None]


@pytest.fixture
def downloads(session: Session) -> Iterator[Downloads]:
    made = Downloads(session)
    yield made
    made.rows.leave()


@pytest.fixture
def papers() -> Iterator[Papers]:
    every = Papers()
    yield every
    every.close()


def other_run() -> Run:
    return run_of(award("p_gumi", "base", "complex_ax", 2027)).model_copy(
        update={"run_id": "fedcba9876543210"}
    )


def opened(downloads: Downloads) -> None:
    downloads.view._handle_msg({"type": "open", "value": True})


def test_each_file_is_of_the_run_that_is_shown(
    session: Session, show: Show, downloads: Downloads, papers: Papers
) -> None:
    show(session, hand_made())
    orders = {key: downloads.order(key) for key in HELP}
    assert all(order.run == hand_made() for order in orders.values())
    assert set(downloads.view.keys) == set(HELP) <= set(KINDS)

    book = papers.ask(orders["xlsx"], "me")
    assert book.wait(60)
    with zipfile.ZipFile(book.path) as content:
        assert "xl/workbook.xml" in content.namelist()


def test_without_a_plan_nothing_can_be_made(session: Session, downloads: Downloads) -> None:
    with pytest.raises(ScenarioError, match="내려받을 계획이 없습니다"):
        downloads.order("json")
    downloads.view._handle_msg({"type": "make", "key": "json"})
    assert "먼저 최적화를 실행하세요" in downloads.view.rows["json"]["told"]


def test_other_runs_on_the_same_data_can_be_compared_with(
    session: Session, show: Show, downloads: Downloads
) -> None:
    elsewhere = other_run().model_copy(update={"run_id": "e15e" * 4, "snapshot_digest": "f" * 64})
    unplanned = other_run().model_copy(update={"run_id": "0e0e" * 4, "plan": None})
    for run in (other_run(), elsewhere, unplanned):
        session.desk.shelf.runs.keep(run)
    show(session, hand_made())
    opened(downloads)
    assert [one["value"] for one in downloads.view.choices] == [other_run().run_id]

    downloads.view._handle_msg({"type": "choose", "values": [other_run().run_id]})
    assert downloads.order("hwpx").others == (other_run(),)
    assert downloads.order("bundle").others == (other_run(),)
    assert downloads.order("xlsx").others == ()

    show(session, other_run())
    downloads.show()
    assert downloads.view.chosen == []


def test_a_run_of_other_data_is_made_from_its_own_or_says_so(
    session: Session, show: Show, downloads: Downloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = hand_made().model_copy(update={"run_id": "c0c0" * 4, "snapshot_digest": "9" * 64})
    show(session, elsewhere)
    with pytest.raises(ScenarioError, match="자료\\(99999999\\)가 이 컴퓨터에 온전히"):
        downloads.order("pdf")
    assert downloads.order("json").run == elsewhere

    shelf = type(session.desk.house.snapshots)
    monkeypatch.setattr(shelf, "get", lambda _, digest: Path("kept") / digest)
    assert downloads.order("pdf").data_folder == Path("kept") / ("9" * 64)


def test_papers_of_the_run_that_are_being_made_open_the_list(
    session: Session, show: Show, downloads: Downloads
) -> None:
    show(session, hand_made())
    downloads.view._handle_msg({"type": "make", "key": "csv"})
    again = Downloads(session)
    again.show()

    assert again.view.open
    assert "making" == again.view.rows["csv"]["state"]
    again.rows.leave()


def test_losses_that_were_computed_go_into_the_document_and_the_bundle(
    session: Session, show: Show, downloads: Downloads, monkeypatch: pytest.MonkeyPatch
) -> None:
    loss = Loss("in", SolveStatus.PROVEN, 10.0, 20.0)
    scenario = hand_made().scenario
    answer = Parts(scenario, SolveStatus.PROVEN, (Part("park", "p_gumi", loss=loss),))
    asked = Inquiry(WhyNot(scenario=scenario))
    asked.answer = answer
    asked._ended.set()
    monkeypatch.setitem(session.desk.inquiries._known, asked.question.key, asked)
    show(session, hand_made())

    assert downloads.order("pdf").why == {"p_gumi": loss}
    assert downloads.order("bundle").why == {"p_gumi": loss}
    assert downloads.order("xlsx").why is None
    asked.answer = replace(answer, stopped=True)
    assert downloads.order("pdf").why is None
