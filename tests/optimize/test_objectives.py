"""Each kind of objective: solved by hand, by trying everything, and whatever the order of input."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_planner.audit import audit
from cluster_planner.benefit.objectives import objective_of
from cluster_planner.domain.criteria import criteria_of, criterion_value, references
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.objective import Objective
from cluster_planner.domain.objective_rule import ObjectiveRule
from cluster_planner.domain.plan import Plan, SolveStatus
from cluster_planner.domain.problem import Candidate, Problem, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize import stages
from cluster_planner.optimize.engine.outcome import Solved
from cluster_planner.optimize.nation import decide
from cluster_planner.optimize.solve import solve
from cluster_planner.optimize.stages import Staged, decide_in_stages
from tests.small_problems import best_by_trying, gain, problem_of, problems

EXACT = SolverSettings(gap=0.0)
TWO_BASES = {("complex", 2026): 140, ("complex", 2027): 140}
FACTORY_MONEY = {("factory", 2027): 36, ("factory", 2028): 48}
"""Two factory projects, both in 2027: 18, 24 and, after the horizon, 18 each."""


def place(name: str, *gains: float, jobs: float = 0.0, fit: float = 0.0) -> tuple[Candidate, ...]:
    cases = tuple(Segment(1, gain(g), jobs) for g in sorted(gains, reverse=True))
    return (
        Candidate(name, None, "base", (Segment(1, gain(0)),)),
        Candidate(name, "ai", "factory", cases, readiness=0.5, engine_fit=fit),
    )


def two_regions() -> Problem:
    """Two projects for a rich park (50, 40 a year) or a poor one (10, 8), four years of effect.

    The poor one has workers and fits its region's engines; three firms in four are in the rich one.
    """
    rich = place("rich_1", 50, 40, jobs=10)
    poor = place("poor_1", 10, 8, jobs=100, fit=1.0)
    return problem_of(
        (*rich, *poor),
        budgets_mkrw=TWO_BASES | FACTORY_MONEY,
        firms_of_region={"rich": 3.0, "poor": 1.0},
    )


def asked(problem: Problem, **rule: object) -> Staged:
    rule_of = ObjectiveRule.model_validate(rule)
    staged = decide_in_stages(replace(problem, objective=objective_of(problem, rule_of)), EXACT)
    assert staged.solved.outcome.status == SolveStatus.PROVEN
    plan = plan_in(staged)
    assert audit(staged.problem, plan, staged.solved.outcome, staged.solved.solver_score) == ()
    return staged


def plan_in(staged: Staged) -> Plan:
    assert staged.solved.decision is not None
    return plan_of(staged.problem, staged.solved.decision)


def projects(staged: Staged) -> dict[str, int]:
    awards = plan_in(staged).awards
    return {a.park_id: a.units for a in awards if a.package_id == "factory"}


def test_total_gain_puts_all_where_most_is_gained() -> None:
    staged = asked(two_regions())

    assert projects(staged) == {"rich_1": 2}
    assert staged.solved.outcome.objective == pytest.approx((50 + 40) * 4)
    assert staged.solved.outcome.unit == "mkrw"


def test_max_min_gives_the_region_with_least_per_firm_what_it_can_have() -> None:
    staged = asked(two_regions(), kind="max_min")

    assert projects(staged) == {"rich_1": 1, "poor_1": 1}  # 200 ÷ 3 and 40 ÷ 1 a firm
    assert staged.solved.outcome.objective == pytest.approx(4 * 40 + 0.01 * 240)
    assert criterion_value(staged.problem, plan_in(staged), "least") == pytest.approx(40)


def test_max_min_uses_what_is_left_for_the_total() -> None:
    shut = replace(two_regions(), firms_of_region={"rich": 3.0, "poor": 1.0, "empty": 1.0})
    staged = asked(shut, kind="max_min")

    assert projects(staged) == {"rich_1": 2}  # the least is 0 whatever is done
    assert staged.solved.outcome.objective == pytest.approx(0.01 * 360)


def test_balance_floor_is_a_price_that_the_total_pays() -> None:
    loose = asked(two_regions(), kind="balance_floor", floor_pct=0)
    tight = asked(two_regions(), kind="balance_floor", floor_pct=100)
    amount = asked(two_regions(), kind="balance_floor", floor_mkrw_per_firm=39)

    assert projects(loose) == {"rich_1": 2}
    assert projects(tight) == projects(amount) == {"rich_1": 1, "poor_1": 1}
    assert tight.solved.outcome.objective == pytest.approx(240)
    assert [s.criterion_id for s in tight.stages] == ["least", "weighted_gain"]
    assert amount.stages == ()


def test_floor_that_no_plan_reaches_is_infeasible_by_its_own_name() -> None:
    problem = replace(two_regions(), objective=Objective(floors={"least": 73.0}))

    assert solve(problem, EXACT).outcome.status == SolveStatus.INFEASIBLE
    assert solve(replace(problem, objective=Objective(floors={"least": 40.0})), EXACT).decision


def test_weights_decide_and_their_contributions_add_up_to_the_points() -> None:
    gain_only = asked(two_regions(), kind="weighted", weights={"gain": 3})
    jobs_first = asked(two_regions(), kind="weighted", weights={"gain": 1, "jobs": 2})
    rows = {r.criterion_id: r for r in criteria_of(jobs_first.problem, plan_in(jobs_first))}
    best = references(jobs_first.problem)

    assert projects(gain_only) == {"rich_1": 2}
    assert projects(jobs_first) == {"poor_1": 2}
    assert rows["jobs"].value == pytest.approx(200 * 4)
    assert rows["jobs"].contribution == pytest.approx(1e6 * 2 / 3 * 800 / best["jobs"])
    total = sum(r.contribution for r in rows.values())
    assert jobs_first.solved.outcome.objective == pytest.approx(total)
    assert jobs_first.solved.outcome.unit == "points"


def test_balance_counts_gain_up_to_the_share_of_firms() -> None:
    problem = problem_of(
        (*place("rich_1", 50, 40), *place("poor_1", 30, 25)),
        budgets_mkrw=TWO_BASES | FACTORY_MONEY,
        firms_of_region={"rich": 1.0, "poor": 1.0},
    )
    staged = asked(problem, kind="weighted", weights={"balance": 1})

    # rich 200 of 320 is more than its half, 160; poor all of its 120: rich alone would be 180
    assert projects(staged) == {"rich_1": 1, "poor_1": 1}
    assert criterion_value(problem, plan_in(staged), "balance") == pytest.approx(280)


def test_lexicographic_keeps_what_came_first_within_what_may_be_given() -> None:
    strict = [{"criterion": "jobs"}, {"criterion": "gain"}]
    giving = [{"criterion": "jobs", "give_pct": 45.0}, {"criterion": "gain"}]
    kept = asked(two_regions(), kind="lexicographic", order=strict)
    given_up = asked(two_regions(), kind="lexicographic", order=giving)

    assert projects(kept) == {"poor_1": 2}
    assert projects(given_up) == {"rich_1": 1, "poor_1": 1}  # 440 of 800 person-years are kept
    assert given_up.problem.objective.floors == {"jobs": pytest.approx(440)}
    assert [s.value for s in given_up.stages] == pytest.approx([800, 240])


def test_references_are_what_the_money_of_the_horizon_could_buy() -> None:
    best = references(replace(two_regions(), liability_cap_mkrw=36))  # 84 + 36 = two projects

    assert best["gain"] == pytest.approx((50 + 40) * 5)
    assert best["jobs"] == pytest.approx(200 * 5)
    assert (best["engine_fit"], best["readiness"]) == pytest.approx(((10 + 8) * 5, 225))
    assert (best["balance"], best["least"]) == pytest.approx((450, 450 / 4))


RULES = (
    {"kind": "max_min"},
    {"kind": "balance_floor", "floor_mkrw_per_firm": 20},
    {"kind": "balance_floor", "floor_pct": 60},
    {"kind": "weighted", "weights": {"gain": 1, "jobs": 2, "balance": 1, "least": 1}},
    {"kind": "weighted", "weights": {"readiness": 1, "engine_fit": 3, "balance": 2}},
    {"kind": "lexicographic", "order": [{"criterion": "balance", "give_pct": 10}, {"criterion": "jobs", "give_pct": 5}, {"criterion": "gain"}]},
)  # fmt: skip


@settings(
    max_examples=int(os.environ.get("CLUSTER_PLANNER_ORACLE_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(problem=problems(), rule=st.sampled_from(RULES), draw=st.randoms(use_true_random=False))
def test_every_kind_finds_what_trying_everything_finds(
    problem: Problem, rule: dict[str, object], draw: object
) -> None:
    problem = _with_indicators(problem, draw)
    objective = objective_of(problem, ObjectiveRule.model_validate(rule))
    staged = decide_in_stages(replace(problem, objective=objective), EXACT)

    # Each stage is judged by itself, with the floors that the stages before left.
    tried = best_by_trying(staged.problem)
    if tried is None:
        assert staged.solved.outcome.status == SolveStatus.INFEASIBLE
        return
    assert staged.solved.outcome.objective == pytest.approx(tried[0], rel=2e-5, abs=1e-2)
    plan = plan_in(staged)
    assert audit(staged.problem, plan, staged.solved.outcome, staged.solved.solver_score) == ()
    best = references(staged.problem)
    assert all(r.value <= best[r.criterion_id] + 1e-6 for r in criteria_of(staged.problem, plan))


def _with_indicators(problem: Problem, draw: object) -> Problem:
    def between(low: int, high: int) -> int:
        return draw.randint(low, high)  # type: ignore[attr-defined, no-any-return]

    candidates = tuple(
        replace(
            c,
            segments=tuple(replace(s, jobs=float(between(0, 30))) for s in c.segments)
            if c.package_id != "base"
            else c.segments,
            readiness=between(0, 10) / 10,
            engine_fit=between(0, 2) / 2,
        )
        for c in problem.candidates
    )
    candidates = tuple(
        c
        if all(a.jobs >= b.jobs for a, b in pairwise(c.segments))
        else replace(c, segments=tuple(replace(s, jobs=5.0) for s in c.segments))
        for c in candidates
    )
    firms = {r: float(between(1, 9)) for r in sorted(set(problem.region_of_park.values()))}
    return replace(problem, candidates=candidates, firms_of_region=firms)


@given(order=st.permutations(range(8)))
@settings(max_examples=10, deadline=None)
def test_order_of_the_input_changes_nothing(order: list[int]) -> None:
    """Four parks in two pairs of twins, money for two: many plans are equally good."""
    parks = [place(name, 20, 10) for name in ("rich_1", "rich_2", "poor_1", "poor_2")]
    problem = problem_of(
        tuple(c for one in parks for c in one),
        budgets_mkrw=TWO_BASES | FACTORY_MONEY,
        firms_of_region={"rich": 1.0, "poor": 1.0},
    )
    mixed = replace(
        problem,
        candidates=tuple(problem.candidates[i] for i in order),
        region_of_park=dict(reversed(list(problem.region_of_park.items()))),
        firms_of_region=dict(reversed(list(problem.firms_of_region.items()))),
    )

    for rule in ({}, {"kind": "max_min"}):
        assert plan_in(asked(mixed, **rule)) == plan_in(asked(problem, **rule))


_ONE_RUN = """
from cluster_planner.domain.criteria import criteria_of
from tests.optimize.test_objectives import asked, plan_in, two_regions
staged = asked(two_regions(), kind="max_min")
plan = plan_in(staged)
print(plan.model_dump_json(), staged.solved.outcome.objective, criteria_of(staged.problem, plan))
"""


def test_two_processes_with_other_hashes_write_the_same_bytes() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _ONE_RUN],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1
    assert b"awards" in outputs.pop()


def test_score_of_a_sum_over_units_is_the_sum_of_the_units_scores() -> None:
    rule = ObjectiveRule(kind="weighted", weights={"gain": 1, "jobs": 1, "engine_fit": 2})
    problem = two_regions()
    problem = replace(problem, objective=objective_of(problem, rule))
    poor = problem.candidates[3]
    plan = plan_of(problem, Decision({(poor.candidate_id, 2027): 2}, {}))

    expected = sum(problem.score(poor, segment, 2027) for segment in poor.segments)
    assert total_score(problem, plan) == pytest.approx(expected)


def test_plan_is_not_proven_when_an_earlier_stage_was_only_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked_for = ObjectiveRule.model_validate({"kind": "balance_floor", "floor_pct": 100})
    problem = two_regions()
    problem = replace(problem, objective=objective_of(problem, asked_for))
    ended: list[SolveStatus] = []

    def first_only_found(*args: object, **kwargs: object) -> Solved:
        solved = decide(*args, **kwargs)  # type: ignore[arg-type]
        ended.append(solved.outcome.status)
        if len(ended) > 1:
            return solved
        found = solved.outcome.model_copy(update={"status": SolveStatus.FOUND})
        return replace(solved, outcome=found)

    monkeypatch.setattr(stages, "decide", first_only_found)
    staged = decide_in_stages(problem, EXACT)

    assert ended == [SolveStatus.PROVEN, SolveStatus.PROVEN]
    assert staged.solved.outcome.status == SolveStatus.FOUND
