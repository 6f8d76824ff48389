"""Any problem written as MPS has the same optimum for whoever reads it, and names that tell."""

from pathlib import Path

import highspy
import pytest

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.model import write_mps
from cluster_planner.optimize.formulation.rules import RULES
from cluster_planner.optimize.formulation.strengthen import STRENGTHENING
from cluster_planner.optimize.solve import solve
from tests.proof.drawn import Size, drawn_problem
from tests.proof.effort import times
from tests.proof.nations import small_nation
from tests.proof.same_answer import EXACT

COLUMNS = {"started_by", "carried", "joined"}
ROWS = {rule.__name__ for rule in RULES} | {STRENGTHENING}


def read_back(problem: Problem, path: Path) -> highspy.Highs:
    """HiGHS with the written file, not yet run; PuLP writes a maximisation as a minimisation."""
    write_mps(problem, str(path))
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    assert highs.readModel(str(path)) == highspy.HighsStatus.kOk
    return highs


def test_written_problem_has_the_same_optimum(tmp_path: Path) -> None:
    met = set()
    for seed in range(times(40)):
        problem = drawn_problem(seed, Size(parks=1 + seed % 5, years=2 + seed % 3, tight=0.15))
        ours = solve(problem, EXACT).outcome
        met.add(ours.status)
        highs = read_back(problem, tmp_path / "model.mps")
        highs.run()
        if ours.status == SolveStatus.INFEASIBLE:
            assert highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible, seed
            continue
        assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, seed
        theirs = abs(100 * highs.getObjectiveValue())
        assert theirs == pytest.approx(ours.objective, abs=1e-3), seed
    assert met == {SolveStatus.INFEASIBLE, SolveStatus.PROVEN}


def test_names_in_the_file_tell_the_rule_and_the_park(tmp_path: Path) -> None:
    problem = small_nation(4)
    lp = read_back(problem, tmp_path / "model.mps").getLp()

    assert {name.split("__")[0] for name in lp.col_names_} <= COLUMNS
    assert {name.split("__")[0] for name in lp.row_names_} <= ROWS
    parks = {c.park_id for c in problem.candidates}
    assert {n.split("__")[1] for n in lp.col_names_ if n.startswith("started_by")} == parks
    assert len(set(lp.col_names_)) == lp.num_col_
    assert len(set(lp.row_names_)) == lp.num_row_
