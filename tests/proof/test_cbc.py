"""CBC, which shares no line with HiGHS, is of the same opinion about small problems."""

import pytest

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.cbc.answer import Ended
from cluster_planner.optimize.cbc.solver import cbc_available, solve_with_cbc
from cluster_planner.optimize.formulation.model import build
from cluster_planner.optimize.solve import solve
from tests.proof.drawn import Size, drawn_problem
from tests.proof.effort import times

CLOSE = SolverSettings(gap=1e-4, time_limit_s=10)
_SLACK = 1e-6


@pytest.mark.skipif(not cbc_available(), reason="no CBC on this machine (the extra cbc)")
def test_intervals_of_both_solvers_overlap() -> None:
    met = set()
    for seed in range(times(16)):
        problem = drawn_problem(seed, Size(parks=2 + seed % 4, years=3, tight=0.15))
        ours, model = solve(problem, CLOSE).outcome, build(problem)
        if model.always_broken:
            assert ours.status == SolveStatus.INFEASIBLE, seed
            continue
        theirs = solve_with_cbc(model, CLOSE)
        met.add(theirs.ended)
        assert (ours.status == SolveStatus.INFEASIBLE) == (theirs.ended == Ended.INFEASIBLE), seed
        if ours.objective is None:
            continue
        assert ours.bound is not None
        assert theirs.bound is not None
        assert theirs.objective is not None
        assert ours.objective <= 100 * theirs.bound + _SLACK * ours.bound + 1e-3, seed
        assert 100 * theirs.objective <= ours.bound + _SLACK * ours.bound + 1e-3, seed
    assert met == {Ended.COMPLETE, Ended.INFEASIBLE}
