"""Every way of solving gives the answer of the plain model: in stages, narrowed, and warm."""

from dataclasses import replace
from random import Random

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import PROOF_GAP, SolveStatus
from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.family import Family
from cluster_planner.optimize.engine.search import Staging
from cluster_planner.optimize.nation import Narrowing, decide
from cluster_planner.optimize.solve import Solved, solve
from tests.proof.drawn import Size, drawn_problem
from tests.proof.effort import times
from tests.proof.nations import small_nation

DIRECT, IN_STAGES = Staging(from_columns=10**9), Staging(from_columns=0)
FEW = Narrowing(from_parks=0, nationwide=3, per_region=1, more_per_region=3, rounds=3)
ONE_PARK = Narrowing(from_parks=0, nationwide=1, per_region=0, more_per_region=1, rounds=1)
TINY_NATION = Size(parks=4, years=3, tight=0.15)
QUICK = SolverSettings(gap=PROOF_GAP, time_limit_s=5)
LOOSE = SolverSettings(gap=0.2)
EXACT = SolverSettings(gap=0.0)
_SLACK = 1e-6


def assert_honest(problem: Problem, solved: Solved, direct: Solved) -> None:
    """Never better than the other's bound, never worse than its own gap, and a plan that holds."""
    told, known = solved.outcome, direct.outcome
    ended = (SolveStatus.INFEASIBLE, SolveStatus.PROVEN)
    if told.status in ended and known.status in ended:
        assert told.status == known.status
    assert (solved.decision is None) == (told.objective is None)
    if told.status == SolveStatus.PROVEN:
        assert told.gap is not None
        assert told.gap <= PROOF_GAP
    if solved.decision is not None:
        plan = plan_of(problem, solved.decision)
        assert audit(problem, plan, told, solved.solver_score) == ()
    for ours, theirs in ((told, known), (known, told)):
        if ours.objective is not None and theirs.bound is not None:
            assert ours.objective <= theirs.bound + _SLACK * abs(theirs.bound)


def test_stages_and_pools_agree_with_the_plain_model() -> None:
    ended = []
    for seed in range(times(7)):
        problem = small_nation(seed)
        direct = solve(problem, QUICK, staging=DIRECT)
        for solved in (
            solve(problem, QUICK, staging=IN_STAGES),
            decide(problem, QUICK, narrowing=FEW),
        ):
            assert_honest(problem, solved, direct)
            ended.append(solved.outcome.status)
    assert ended.count(SolveStatus.PROVEN) > len(ended) / 2


@pytest.mark.parametrize("staging", [DIRECT, IN_STAGES])
def test_stages_are_exact_when_exactness_is_asked_for(staging: Staging) -> None:
    for seed in range(times(30)):
        problem = drawn_problem(seed, TINY_NATION)
        one, other = solve(problem, EXACT), solve(problem, EXACT, staging=staging)
        assert other.outcome.status == one.outcome.status, seed
        assert other.outcome.objective == pytest.approx(one.outcome.objective, abs=1e-3), seed
        assert_honest(problem, other, one)


def test_bound_holds_however_little_is_asked_for() -> None:
    for seed in range(times(50)):
        problem = drawn_problem(seed, TINY_NATION)
        loose = solve(problem, LOOSE, staging=IN_STAGES)
        assert_honest(problem, loose, solve(problem, EXACT))


def test_pools_shut_out_no_plan() -> None:
    for seed in range(times(50)):
        problem = drawn_problem(seed, TINY_NATION)
        assert_honest(problem, decide(problem, EXACT, narrowing=ONE_PARK), solve(problem, EXACT))


def asked_otherwise(problem: Problem, random: Random) -> Problem:
    """The problem with one thing changed that a planner may change between two solves."""
    park = random.choice(sorted(problem.region_of_park))
    region = problem.region_of_park[park]
    more = {key: round(m * random.choice([0, 0.5, 1.5])) for key, m in problem.budgets_mkrw.items()}
    factor = random.choice([0.5, 3.0])
    risen = tuple(
        replace(c, score_factor=factor) if c.park_id == park else c for c in problem.candidates
    )
    limits = RegionLimits(floor_mkrw=60, cap_mkrw=500, min_parks=1, local_cap_mkrw=90)
    base = (park, "base")
    changes: list[dict[str, object]] = [
        {"budgets_mkrw": more},
        {"carry_over_pct": 50.0},
        {"candidates": risen},
        {"regions": {region: limits}},
        {"regions": {}},
        {"regions": {"nowhere": RegionLimits(floor_mkrw=1)}},
        {"national_cap_mkrw": {problem.years[0]: 70}},
        {"liability_cap_mkrw": 0},
        {"noncapital_share_min_pct": 80.0},
        {"fund_cap_mkrw": 24, "fund_noncapital_min_pct": 60.0},
        {"locks": {base: problem.years[-1]}},
        {"committed": {base: 2025}},
        {"committed": {}},
        {"partner_capacity": {p: n // 2 for p, n in problem.partner_capacity.items()}},
        {"partner_capacity": {p: n + 1 for p, n in problem.partner_capacity.items()}},
        {"needs": problem.needs[: len(problem.needs) // 2]},
    ]
    changed = replace(problem, **random.choice(changes))  # type: ignore[arg-type]
    if random.random() < 0.3:
        return changed.restricted(lambda candidate: candidate.park_id != park)
    # What is committed can no longer be chosen.
    return changed.restricted(lambda c: (c.park_id, c.package_id) not in changed.committed)


def test_warm_family_answers_what_a_cold_solve_answers() -> None:
    for seed in range(times(20)):
        random = Random(seed)
        problem = drawn_problem(seed, TINY_NATION)
        family = Family(problem, EXACT)
        for step in range(5):
            changed = asked_otherwise(problem, random)
            cold, warm = solve(changed, EXACT), family.solve(changed)
            assert warm.outcome.status == cold.outcome.status, (seed, step)
            expected = pytest.approx(cold.outcome.objective, abs=1e-3)
            assert warm.outcome.objective == expected, (seed, step)
            assert_honest(changed, warm, cold)


def test_family_without_anything_to_decide_answers_other_questions_cold() -> None:
    problem = drawn_problem(1, TINY_NATION)
    empty = Family(problem.restricted(lambda candidate: False), EXACT)

    assert empty.solve(problem).outcome.objective == solve(problem, EXACT).outcome.objective


def test_infeasible_is_told_without_a_bound() -> None:
    ended = [solve(drawn_problem(seed, TINY_NATION), EXACT).outcome for seed in range(times(80))]
    infeasible = [outcome for outcome in ended if outcome.status == SolveStatus.INFEASIBLE]

    assert infeasible
    assert all(outcome.bound is None for outcome in infeasible)
