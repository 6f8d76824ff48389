"""The compared runs as files: those of the page, the base first, made by the real maker."""

import io

import openpyxl
import pytest

from cluster_planner.errors import ScenarioError
from dashboards.compare.page import ComparePage
from dashboards.shell import Wire
from dashboards.state.address import Address
from dashboards.state.desk import Desk
from dashboards.state.session import Session
from tests.present.plan_cases import award, hand_made, run_of

OTHER = "fedcba9876543210"


def page_of(desk: Desk, *run_ids: str) -> ComparePage:
    session = Session(desk, Address(page="compare", compared=run_ids))
    return ComparePage(session, Wire(lambda *_: None))


def test_the_files_are_of_the_runs_that_are_compared(desk: Desk) -> None:
    other = run_of(award("p_gumi", "base", "complex_ax", 2027))
    desk.shelf.runs.keep(hand_made())
    desk.shelf.runs.keep(other.model_copy(update={"run_id": OTHER}))
    page = page_of(desk, OTHER, hand_made().run_id)
    order = page._files.order("compare_xlsx")
    assert [run.run_id for run in (order.run, *order.others) if run] == [OTHER, hand_made().run_id]
    assert page._files.view in page.view.objects

    making = desk.house.papers.ask(order, "me")
    assert making.wait(60)
    assert making.done, making.findings
    book = openpyxl.load_workbook(io.BytesIO(making.path.read_bytes()))
    assert [OTHER, hand_made().run_id] == [
        row[4].value for row in book["실행"].iter_rows(min_row=2)
    ]
    desk.house.papers.close()


def test_without_two_runs_there_is_nothing_to_make(desk: Desk) -> None:
    page = page_of(desk)
    assert page._files.view not in page.view.objects
    with pytest.raises(ScenarioError, match="2–4개"):
        page._files.order("compare_csv")
