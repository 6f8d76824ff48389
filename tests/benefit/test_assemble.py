"""What a scenario asks for reaches the problem."""

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.problem import RegionLimits
from tests.real_data import asked, real_snapshot


def test_limits_of_a_region_and_the_fund_are_those_of_the_scenario() -> None:
    rule = {
        "floor_mkrw": 1,
        "cap_mkrw": 2,
        "min_parks": 3,
        "local_cap_mkrw": 4,
        "private_cap_mkrw": 5,
    }
    problem = problem_of(
        real_snapshot(),
        asked(regions={"jeju": rule}, fund={"cap_mkrw": 7, "noncapital_min_pct": 8}),
    )

    assert problem.regions == {"jeju": RegionLimits(**rule)}
    assert (problem.fund_cap_mkrw, problem.fund_noncapital_min_pct) == (7, 8.0)
    assert problem.packages["ai_factory"].fund_mkrw == 500


def test_without_the_fund_firms_pay_all_themselves() -> None:
    problem = problem_of(real_snapshot(), asked())

    assert (problem.fund_cap_mkrw, problem.fund_noncapital_min_pct) == (None, 0.0)
    assert {p.fund_mkrw for p in problem.packages.values()} == {0}


def test_fund_that_is_asked_for_keeps_its_own_share_outside_the_capital_region() -> None:
    problem = problem_of(real_snapshot(), asked(fund={}))

    assert (problem.fund_cap_mkrw, problem.fund_noncapital_min_pct) == (None, 40.0)


def test_reach_of_a_scenario_keeps_out_partners_that_are_further_away() -> None:
    anywhere = problem_of(real_snapshot(), asked())
    near = problem_of(real_snapshot(), asked(partner_reach_km={"lead": 60}))
    (before,) = (n for n in anywhere.needs if n.candidate_id == "p_changwon__base")
    (after,) = (n for n in near.needs if n.candidate_id == "p_changwon__base")

    assert set(after.partner_ids) == {
        p for p in before.partner_ids if (near.distance_km(p, "p_changwon") or 1e9) <= 60
    }
    assert 0 < len(after.partner_ids) < len(before.partner_ids)
