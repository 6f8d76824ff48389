"""The solver finds what trying every way finds; the auditor breaks the same rules as plain sums."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from cluster_planner.audit import CHECKS, audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.formulation.rules import RULES
from cluster_planner.optimize.solve import solve
from tests.proof.drawn import Size, drawn_problem
from tests.proof.effort import times
from tests.proof.every_way import every_way

SIZES = (Size(2, 3), Size(3, 2), Size(2, 3), Size(1, 4, units=3))
EXACT = SolverSettings(gap=0.0)
LEAST_SHARE = 0.01
"""Of the problems in which each rule must bind, so that a fault in it would be seen."""
NOT_HERE = {
    "stays_started",  # follows from counting starts: no way of starting projects can break it
    "region_gain_least",  # these three belong to objectives other than the gain
    "region_gain_even",
    "kept_criterion",
}


def test_solver_finds_what_every_way_finds_and_every_rule_binds() -> None:
    count = times(250)
    bound: Counter[str] = Counter()
    for seed in range(count):
        problem = drawn_problem(seed, SIZES[seed % len(SIZES)])
        ways, solved = every_way(problem), solve(problem, EXACT)
        bound.update(ways.binding)

        if ways.best is None:
            assert solved.outcome.status == SolveStatus.INFEASIBLE, seed
            continue
        assert solved.outcome.status == SolveStatus.PROVEN, seed
        assert solved.outcome.objective == pytest.approx(ways.best, abs=1e-3), seed
        assert solved.decision is not None
        plan = plan_of(problem, solved.decision)
        assert audit(problem, plan, solved.outcome, solved.solver_score) == (), seed
    shares = {r.__name__: bound[r.__name__] / count for r in RULES if r.__name__ not in NOT_HERE}
    assert {rule: share for rule, share in shares.items() if share < LEAST_SHARE} == {}


def test_auditor_finds_the_rules_broken_that_plain_sums_find_broken() -> None:
    for seed in range(times(100)):
        problem = drawn_problem(seed, SIZES[seed % len(SIZES)])
        unstaffed = replace(problem, needs=())
        ways = every_way(unstaffed)
        for way in Random(seed).sample(range(len(ways.score)), min(12, len(ways.score))):
            plan = plan_of(unstaffed, ways.decision(way))
            complained = {c.__name__ for c in CHECKS if any(c(unstaffed, plan))}
            assert complained == {r for r, mask in ways.broken.items() if mask[way]}, (seed, way)
