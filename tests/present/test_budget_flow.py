"""What flows into a node flows out of it, and every column adds up to the plan."""

from collections import Counter

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.present.budget_flow import Flow, Link, budget_flow
from cluster_planner.present.summary import totals
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot

_CENTRAL = ("p_244390", "p_cheonan2", "p_cheonan3", "p_cheonan4", "p_daejeon")


def _flow(run: Run, **options: object) -> Flow:
    return budget_flow(run, real_snapshot(), **options)  # type: ignore[arg-type]


def _crowded() -> Run:
    """Five parks of 중부권, the first the dearest."""
    return run_of(
        *(
            award(park, "diffusion", "smart_factory", 2026, national_mkrw=20_000 - 1_000 * place)
            for place, park in enumerate(_CENTRAL)
        )
    )


def test_links_carry_exactly_what_the_awards_say() -> None:
    assert _flow(hand_made()).links == (
        Link("source:national", "programme:complex_ax", 14_000),
        Link("source:national", "programme:ai_factory", 10_000),
        Link("source:national", "programme:physical_ai", 10_000),
        Link("source:local", "programme:complex_ax", 5_600),
        Link("source:local", "programme:ai_factory", 3_000),
        Link("source:local", "programme:physical_ai", 3_000),
        Link("source:fund", "programme:ai_factory", 2_000),
        Link("source:fund", "programme:physical_ai", 2_000),
        Link("source:private", "programme:complex_ax", 2_800),
        Link("source:private", "programme:ai_factory", 3_000),
        Link("source:private", "programme:physical_ai", 3_000),
        Link("programme:complex_ax", "region:capital", 22_400),
        Link("programme:ai_factory", "region:southeast", 18_000),
        Link("programme:physical_ai", "region:southeast", 18_000),
        Link("region:capital", "park:p_banwol", 22_400),
        Link("region:southeast", "park:p_changwon", 36_000),
    )


@pytest.mark.parametrize("run", [hand_made(), _crowded()], ids=["few", "crowded"])
@pytest.mark.parametrize("open_region", ["", "central"])
def test_flow_in_is_flow_out_and_each_column_is_the_plan(run: Run, open_region: str) -> None:
    flow = _flow(run, open_region=open_region)
    into, out = Counter[str](), Counter[str]()
    for link in flow.links:
        out[link.source_id] += link.mkrw
        into[link.target_id] += link.mkrw
    all_of = totals(run)
    plan = all_of.national_mkrw + all_of.local_mkrw + all_of.private_mkrw

    for node in flow.nodes:
        assert node.mkrw in (into[node.node_id], out[node.node_id])
        if node.column in (1, 2):
            assert into[node.node_id] == out[node.node_id] == node.mkrw
    for column in range(4):
        assert sum(node.mkrw for node in flow.nodes if node.column == column) == plan


def test_sources_are_the_money_of_the_plan() -> None:
    flow, all_of = _flow(hand_made()), totals(hand_made())

    assert flow.node("source:national").mkrw == all_of.national_mkrw == 34_000
    assert flow.node("source:local").mkrw == all_of.local_mkrw == 11_600
    assert flow.node("source:fund").mkrw == all_of.fund_mkrw == 4_000
    assert flow.node("source:private").mkrw == all_of.private_mkrw - all_of.fund_mkrw == 8_800


def test_a_region_shows_its_dearest_parks_and_one_node_for_the_others() -> None:
    last = [node for node in _flow(_crowded()).nodes if node.column == 3]

    assert [n.node_id for n in last] == [
        "park:p_244390", "park:p_cheonan2", "park:p_cheonan3", "rest:central",
    ]  # fmt: skip
    assert last[-1].label == "중부권 그 밖의 2곳"
    assert last[-1].mkrw == (17_000 + 8_000) + (16_000 + 8_000)


def test_an_open_region_shows_all_its_parks() -> None:
    last = [n.node_id for n in _flow(_crowded(), open_region="central").nodes if n.column == 3]

    assert last == [f"park:{park}" for park in _CENTRAL]


def test_four_parks_are_shown_because_a_rest_of_one_would_hide_a_name() -> None:
    run = _crowded()
    assert run.plan is not None
    four = run.model_copy(
        update={"plan": run.plan.model_copy(update={"awards": run.plan.awards[:4]})}
    )

    assert not [n for n in _flow(four).nodes if n.node_id.startswith("rest:")]


def test_no_plan_flows_nowhere() -> None:
    assert _flow(hand_made().model_copy(update={"plan": None})) == Flow((), ())
