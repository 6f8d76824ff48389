"""The baselines of the benchmark are the same model: same size, same optimum as the product's."""

from importlib import import_module
from typing import Any

import highspy
import pytest

from benchmarks.written.matrix import matrix_of
from benchmarks.written.solving import direct
from cluster_planner.domain.problem import Need, Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.nation import decide
from tests.small_problems import park, problem_of

_EXACT = SolverSettings(gap=0.0, time_limit_s=20)


def _problem() -> Problem:
    """Budgets, a floor, a share, carry-over, partners: rows of every sense and columns of both kinds."""
    candidates = (*park("north_1", 50, 30), *park("north_2", 45), *park("capital_1", 60, 20))
    return problem_of(
        candidates,
        carry_over_pct=25.0,
        regions={"north": RegionLimits(floor_mkrw=140, min_parks=1)},
        noncapital_share_min_pct=50.0,
        needs=tuple(
            Need(c.candidate_id, "supplier", ("a", "b"))
            for c in candidates
            if c.package_id == "factory"
        ),
        partner_capacity={"a": 1, "b": 1},
    )


def _writer(library: str) -> Any:
    if library != "arrays":
        pytest.importorskip(library)
    return import_module(f"benchmarks.written.with_{library}").handed_over


@pytest.mark.parametrize("library", ["arrays", "linopy", "pyomo"])
def test_every_way_of_writing_the_model_has_the_optimum_of_the_product(library: str) -> None:
    problem = _problem()
    best = decide(problem, _EXACT).outcome.objective
    write = _writer(library)

    run = direct(lambda: write(matrix_of(problem)), _EXACT)

    assert best is not None
    assert best > 0
    assert run.objective is not None
    assert best == pytest.approx(100 * run.objective)
    assert 0 == run.gap


@pytest.mark.parametrize("library", ["linopy", "pyomo"])
def test_every_way_of_writing_the_model_has_its_rows_columns_and_entries(library: str) -> None:
    matrix = matrix_of(_problem())

    lp = _writer(library)(matrix).getLp()

    assert (len(matrix.cost), len(matrix.row_lower)) == (lp.num_col_, lp.num_row_)
    assert len(matrix.value) == len(lp.a_matrix_.value_)
    whole = sum(kind == highspy.HighsVarType.kInteger for kind in lp.integrality_)
    assert 0 < whole == matrix.whole.sum() < len(matrix.cost)
