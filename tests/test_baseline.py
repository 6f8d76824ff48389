"""The scenario that comes with the program: honest in its inputs, proven in its answer."""

import time

import pandas as pd

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.checks import check
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home
from tests.real_data import baseline, real_snapshot


def test_baseline_loads_and_contradicts_nothing() -> None:
    check(real_snapshot(), baseline())

    assert baseline().name == "기준안"
    assert baseline().years == (2026, 2027, 2028, 2029, 2030)


def test_every_budget_says_whether_it_is_a_fact_and_where_it_comes_from() -> None:
    for budget in baseline().programmes:
        assert budget.label in ("사실", "가정")
        assert len(budget.basis) > 20
        if budget.label == "가정":
            assert any(word in budget.basis for word in ("가정", "동결", "고르게"))


def test_budgets_stand_for_the_envelopes_that_packages_draw_on() -> None:
    budgets = {budget.programme_id for budget in baseline().programmes}

    assert budgets == set(real_snapshot().packages["envelope_id"])
    assert budgets == set(real_snapshot().envelopes["envelope_id"])


def test_every_budget_covers_every_year() -> None:
    years = {tuple(sorted(b.national_mkrw)) for b in baseline().programmes}

    assert years == {baseline().years}


def test_every_region_must_have_a_park() -> None:
    assert set(baseline().regions) == set(real_snapshot().regions["region_id"])
    assert min(rule.min_parks for rule in baseline().regions.values()) >= 1


def demo_rows() -> pd.DataFrame:
    designations = pd.read_csv(data_home() / "designations.csv")
    return designations[designations["designation_id"] == "ax_demo"]


def test_committed_are_exactly_the_parks_of_the_ax_demonstrations() -> None:
    committed = baseline().committed
    demos = demo_rows()

    assert {(c.park_id, c.start_year) for c in committed} == set(
        zip(demos["park_id"], demos["year"].astype(int), strict=True)
    )
    assert {c.package_id for c in committed} == {"base"}
    assert len(committed) == len(demos)


def test_each_demonstration_project_is_charged_once() -> None:
    charged = {c.park_id for c in baseline().committed if c.charged}
    demos = demo_rows()
    times = demos.assign(charged=demos["park_id"].isin(charged)).groupby("project_id")["charged"]

    assert set(times.sum()) == {1}
    assert len(times) == 10


def test_baseline_is_proven_audited_and_serves_every_region() -> None:
    began = time.perf_counter()
    run = plan_scenario(real_snapshot(), baseline())
    seconds = time.perf_counter() - began

    assert run.outcome.status == SolveStatus.PROVEN
    assert run.outcome.gap is not None
    assert run.outcome.gap <= 0.001
    assert seconds < baseline().solver.time_limit_s + 10
    assert run.plan is not None
    problem = problem_of(real_snapshot(), baseline())
    assert audit(problem, run.plan, run.outcome) == ()
    served = {problem.region_of_park[park] for park in run.plan.park_ids}
    assert served == set(real_snapshot().regions["region_id"])
    assert "jeju" in served
