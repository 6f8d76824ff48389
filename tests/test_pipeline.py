"""From a question to a checked run."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import highspy
import pytest

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.decision import Decision
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import ScenarioError, SolverError
from cluster_planner.optimize import stages
from cluster_planner.optimize.solve import Solved, solve
from cluster_planner.pipeline import export_model, plan_scenario, run_id
from tests.real_data import FEW, asked, real_snapshot, tables_of


@cache
def answered() -> Run:
    return plan_scenario(real_snapshot(), asked())


def test_plan_of_three_real_parks_is_proven_quickly_and_passes_the_audit() -> None:
    run = answered()

    assert run.outcome.status == SolveStatus.PROVEN
    assert run.outcome.solve_seconds < 10
    assert run.plan is not None
    assert run.plan.awards
    assert set(run.plan.park_ids) <= set(FEW)
    assert audit(problem_of(real_snapshot(), asked()), run.plan, run.outcome) == ()


def test_same_question_has_the_same_answer() -> None:
    again = plan_scenario(real_snapshot(), asked())

    assert answered().run_id == again.run_id
    assert answered().plan == again.plan
    assert answered().outcome.objective == again.outcome.objective


def test_run_id_follows_the_question_and_the_data_and_nothing_else() -> None:
    snapshot = real_snapshot()
    mine = run_id(snapshot, asked())

    assert len(mine) == 16
    assert mine == run_id(snapshot, asked(name="다른 이름"))
    assert mine != run_id(snapshot, asked(carry_over_pct=5))
    assert mine != run_id(tables_of(), asked())


def test_run_comes_back_equal_from_its_file() -> None:
    assert answered() == Run.from_json(answered().to_json())


def test_infeasible_question_is_a_run_with_reasons() -> None:
    run = plan_scenario(real_snapshot(), asked(regions={"jeju": {"floor_mkrw": 1000}}))

    assert (run.outcome.status, run.plan) == (SolveStatus.INFEASIBLE, None)
    assert [f["where"] for f in run.findings] == ["제주 최소배분"]


def test_bound_money_without_any_candidate_is_infeasible_and_no_defect() -> None:
    question = asked(
        parks={"exclude": real_snapshot().parks["park_id"].tolist()},
        committed=[{"park_id": "p_changwon", "start_year": 2025}],
        programmes=[asked().programmes[1].model_dump()],
        carry_over_pct=10,
    )
    run = plan_scenario(real_snapshot(), question)

    assert run.outcome.status == SolveStatus.INFEASIBLE
    (finding,) = run.findings  # each of the three years is a reason of its own
    assert finding["where"].startswith("사업 예산 산단 AX 기반 202")


def test_question_that_contradicts_itself_never_reaches_the_solver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def solver(*_: object, **__: object) -> Solved:
        raise AssertionError("solved")

    monkeypatch.setattr(stages, "decide", solver)
    with pytest.raises(ScenarioError):
        plan_scenario(real_snapshot(), asked(regions={"mars": {}}))


def test_stopping_at_once_is_a_cancelled_run() -> None:
    run = plan_scenario(real_snapshot(), asked(solver={"gap": 0.0}), should_stop=lambda: True)

    assert run.outcome.status == SolveStatus.CANCELLED


def tampered(decision: Decision) -> Decision:
    """One more project of everything that was started."""
    return replace(decision, units={key: n + 1 for key, n in decision.units.items()})


@pytest.mark.parametrize("lie", ["decision", "objective", "bound"])
def test_wrong_answer_of_the_solver_is_refused(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lying(problem: Problem, settings: SolverSettings, *rest: object, **also: object) -> Solved:
        solved = solve(problem, settings)
        assert solved.decision is not None
        assert solved.outcome.objective is not None
        if lie == "decision":
            return replace(solved, decision=tampered(solved.decision))
        wrong = {lie: solved.outcome.objective * 0.99}
        return replace(solved, outcome=solved.outcome.model_copy(update=wrong))

    monkeypatch.setattr(stages, "decide", lying)
    with pytest.raises(SolverError) as refused:
        plan_scenario(real_snapshot(), asked())

    assert {f.where for f in refused.value.findings} == {"검산"}


def test_exported_model_has_the_same_optimum_for_another_reader(tmp_path: Path) -> None:
    path = tmp_path / "model.mps"
    export_model(real_snapshot(), asked(), path)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 1e-3)
    highs.readModel(str(path))
    highs.run()

    ours = answered().outcome
    assert ours.objective is not None
    assert 100 * abs(highs.getObjectiveValue()) == pytest.approx(ours.objective, rel=2.1e-3)
