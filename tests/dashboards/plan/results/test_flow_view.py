"""The diagram and its table are the same flow; a click chooses."""

import json

import pytest

from cluster_planner.present.budget_flow import budget_flow
from cluster_planner.present.palette import LIGHT
from dashboards.plan.results.flow_chart import flow_options
from dashboards.plan.results.flow_view import FlowView, flow_rows, flow_words
from dashboards.plan.results.frames import RunFrames
from dashboards.state.session import Session


@pytest.fixture
def view(session: Session, frames: RunFrames) -> FlowView:
    made = FlowView(session)
    made.show(frames)
    return made


def test_the_picture_draws_every_link_with_its_money(frames: RunFrames) -> None:
    flow = budget_flow(frames.run, frames.snapshot)
    (series,) = flow_options(flow, LIGHT)["series"]

    assert [(x["source"], x["target"], x["value"]) for x in series["links"]] == [
        (x.source_id, x.target_id, x.mkrw) for x in flow.links
    ]
    assert [x["name"] for x in series["data"]] == [x.node_id for x in flow.nodes]
    assert json.loads(json.dumps(series)) == series


def test_the_table_has_the_same_links(view: FlowView) -> None:
    assert [(r["name"], r["to"], r["amount"]) for r in flow_rows(view.flow)][:2] == [
        ("국비", "산단 AX 기반", 140.0),
        ("국비", "AI 팩토리 선도", 100.0),
    ]
    assert len(view.table.rows) == len(view.flow.links)


def test_a_park_becomes_the_focus_and_a_region_the_area(view: FlowView, session: Session) -> None:
    view._clicked({"name": "park:p_changwon", "kind": "node"})
    assert session.focus == "p_changwon"
    view._clicked({"name": "programme:ai_factory > region:southeast", "kind": "edge"})
    assert session.area == "region:southeast"
    assert {row["to"] for row in view.table.rows} == {"동남권", "창원"}
    view._choose("clear", True)
    assert (session.area, view.chosen) == ("", "")


def test_a_region_chosen_elsewhere_opens_here(view: FlowView, session: Session) -> None:
    session.area = "region:capital"

    assert view.chosen == "region:capital"


def test_a_node_that_the_next_run_does_not_have_is_forgotten(
    view: FlowView, frames: RunFrames
) -> None:
    view._clicked({"name": "nobody", "kind": "node"})
    assert view.chosen == ""


def test_braces_in_a_name_are_no_placeholders(frames: RunFrames) -> None:
    flow = budget_flow(frames.run, frames.snapshot)
    named = flow.nodes[0].__class__("park:x", "{a}", 3, 1)
    option = flow_options(type(flow)((named,), ()), LIGHT)

    assert "{" not in option["series"][0]["data"][0]["label"]["formatter"]


def test_the_summary_tells_the_sums_of_each_column(view: FlowView) -> None:
    assert flow_words(view.flow).startswith(
        "재원: 국비 340억 원, 지방비 116억 원, 국민성장펀드 40억 원, 민간(기업 부담) 88억 원. 사업: "
    )
