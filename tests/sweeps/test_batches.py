"""Changed problems are put to the solver that the scenario names."""

import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.optimize.cbc.solver import cbc_available
from cluster_planner.sweeps.batches import Warm
from tests.real_data import asked, real_snapshot


@pytest.mark.skipif(not cbc_available(), reason="the extra `cbc` is not installed")
def test_each_engine_answers_for_itself_and_to_the_same_worth() -> None:
    problem = problem_of(real_snapshot(), asked())
    highs, cbc = (
        Warm(problem, asked().solver.model_copy(update={"engine": engine}))
        .answer(problem, lambda: False)
        .outcome
        for engine in ("highs", "cbc")
    )

    assert highs.solver.startswith("HiGHS")
    assert cbc.solver.startswith("CBC")
    assert cbc.objective == pytest.approx(highs.objective, rel=2e-3)
