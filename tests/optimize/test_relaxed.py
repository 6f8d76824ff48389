"""Steps in the relaxation, worked out by hand."""

from dataclasses import replace

import pytest

from cluster_planner.domain.problem import Candidate, Problem, RegionLimits, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.relaxed import relaxed_gains
from tests.small_problems import gain, problem_of

YEARS = (2026, 2027, 2028)
BUDGET = "programme_budget__factory__"


def half_a_factory(**changes: object) -> Problem:
    """One park with 기반 from 2026 and a factory that pays 18 in its first year, of which 2027 has 9.

    Half a factory starts in 2027 and counts 4 years of 50, the rest a year later counts 3.
    """
    candidates = (
        Candidate("north_1", None, "base", (Segment(1, gain(0)),)),
        Candidate("north_1", "ai", "factory", (Segment(1, gain(50)),)),
    )
    budgets = {(g, y): 200 for g in ("complex", "factory", "robot") for y in YEARS}
    budgets |= {("factory", 2026): 0, ("factory", 2027): 9}
    return problem_of(candidates, **({"budgets_mkrw": budgets} | changes))


def gains(problem: Problem, *steps: dict[str, float]) -> list[float | None]:
    return relaxed_gains(problem, SolverSettings(), steps)


def test_step_brings_the_next_part_of_a_project_and_no_more_than_there_is() -> None:
    found = gains(
        half_a_factory(),
        {BUDGET + "2027": 1.8},
        {BUDGET + "2027": 9.0},
        {BUDGET + "2027": 90.0},
        {BUDGET + "2026": 9.0},
        {BUDGET + "2028": 9.0},
        {},
    )

    # A tenth of a factory a year earlier, then the whole other half; 2026 is too early for any.
    assert found == pytest.approx([5.0, 25.0, 25.0, 0.0, 0.0, 0.0], abs=1e-6)


def test_earlier_budget_brings_what_it_lets_carry_over() -> None:
    assert gains(half_a_factory(carry_over_pct=50.0), {BUDGET + "2026": 7.2}) == [
        pytest.approx(50 * 3.6 / 18)
    ]


def test_floor_that_falls_brings_what_its_money_earns_more_elsewhere() -> None:
    rival = Candidate("south_1", "ai", "factory", (Segment(1, gain(40)),))
    problem = half_a_factory(
        regions={"south": RegionLimits(floor_mkrw=6)},
        committed={("south_1", "base"): 2025},
        liability_cap_mkrw=9,
    )
    problem = replace(
        problem,
        candidates=(*problem.candidates, rival),
        region_of_park=dict(problem.region_of_park) | {"south_1": "south"},
    )

    # Later starts leave too much unpaid. The floor gives the south a tenth of a factory, which
    # earns four years of 10 less there than in the north.
    assert gains(problem, {"region_floor__south": -6.0}) == [pytest.approx(0.1 * 10 * 4)]


def test_question_without_a_plan_has_no_gains() -> None:
    impossible = half_a_factory(regions={"jeju": RegionLimits(floor_mkrw=1)})

    assert gains(impossible, {BUDGET + "2027": 9.0}) == [None]
