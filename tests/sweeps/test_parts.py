"""What limits, parks and partners are worth, on three real parks."""

from functools import cache

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import Lock, Scenario, scenario_from
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps import batches
from cluster_planner.sweeps.crew import Alone
from cluster_planner.sweeps.importance import Part, Parts, importance, why_not
from cluster_planner.sweeps.values import Values, values
from tests.real_data import asked, budget, real_snapshot

IMPOSSIBLE = {"regions": {"jeju": {"floor_mkrw": 1000}}}
STEP = 7_000
RUNS: dict[str, Run] = {}


def scarce() -> Scenario:
    """Money for one 기반 at a time, and a region that must get some of it."""
    changes = {"liability_cap_mkrw": 9_000, "regions": {"capital": {"floor_mkrw": 20_000}}}
    return asked(**changes)


def run(scenario: Scenario) -> Run:
    if scenario.digest not in RUNS:
        RUNS[scenario.digest] = plan_scenario(real_snapshot(), scenario)
    return RUNS[scenario.digest]


@cache
def valued() -> Values:
    return values(Alone(real_snapshot()), scarce(), STEP)


@cache
def weighed() -> Parts:
    return importance(Alone(real_snapshot()), asked())


def objective(scenario: Scenario) -> float:
    found = run(scenario).outcome.objective
    assert found is not None
    return found


def wider(limit: str, subject: str) -> Scenario:
    content = scarce().model_dump()
    if limit == "liability_cap":
        content["liability_cap_mkrw"] += STEP
    elif limit == "region_floor":
        content["regions"][subject]["floor_mkrw"] -= STEP
    else:
        (budget,) = [b for b in content["programmes"] if b["programme_id"] == subject]
        each = STEP // len(budget["national_mkrw"])
        budget["national_mkrw"] = {y: m + each for y, m in budget["national_mkrw"].items()}
    return scenario_from(content)


def test_every_limit_of_money_has_a_price_and_a_step() -> None:
    found = [(v.limit, v.subject) for v in valued().values]

    assert found == [
        ("programme_budget", "ai_factory"),
        ("programme_budget", "complex_ax"),
        ("region_floor", "capital"),
        ("liability_cap", ""),
    ]


@pytest.mark.parametrize("number", range(4))
def test_true_step_holds_what_the_wider_scenario_gains(number: int) -> None:
    value = valued().values[number]
    gained = objective(wider(value.limit, value.subject)) - objective(scarce())

    assert value.low_mkrw is not None
    assert value.high_mkrw is not None
    assert value.relaxed_mkrw is not None
    assert value.relaxed_mkrw >= -1e-6
    gap = 2e-3 * objective(scarce())
    assert 0 <= value.low_mkrw <= value.high_mkrw
    assert value.low_mkrw - gap <= gained <= value.high_mkrw + gap


def test_some_step_is_proven_to_be_worth_something() -> None:
    assert max(v.low_mkrw or 0.0 for v in valued().values) > 0


def test_loss_without_a_park_is_that_of_the_scenario_that_excludes_it() -> None:
    parks = [part for part in weighed().parts if part.kind == "park"]

    assert {part.id for part in parks} == set(run(asked()).plan.park_ids)  # type: ignore[union-attr]
    for part in parks:
        scope = asked().parks.model_copy(update={"exclude": (*asked().parks.exclude, part.id)})
        lost = objective(asked()) - objective(asked().model_copy(update={"parks": scope}))
        assert part.loss is not None
        assert part.loss.high_mkrw is not None
        gap = 2e-3 * objective(asked())
        assert part.loss.low_mkrw - gap <= lost <= part.loss.high_mkrw + gap
        assert part.at_most_mkrw is None or part.loss.high_mkrw <= part.at_most_mkrw


def test_costliest_part_of_each_kind_comes_first_and_partners_are_those_of_the_plan() -> None:
    plan = run(asked()).plan
    assert plan is not None
    partners = [part for part in weighed().parts if part.kind == "partner"]
    losses = [p.loss.high_mkrw or 0.0 for p in weighed().parts if p.kind == "park" and p.loss]

    assert losses == sorted(losses, reverse=True)
    assert {p.id: p.units for p in partners} == {
        p: sum(a.units for a in plan.assignments if a.partner_id == p)
        for p in {a.partner_id for a in plan.assignments}
    }


def test_park_left_out_costs_what_the_locking_scenario_loses() -> None:
    # One 기반 at a time, and one more in the last year.
    scarce = asked(programmes=[budget("complex_ax", 3_500), budget("ai_factory", 9_000)])
    found = why_not(Alone(real_snapshot()), scarce)
    plan = run(scarce).plan
    assert plan is not None

    assert {part.id for part in found.parts} & set(plan.park_ids) == set()
    assert found.parts
    for part in found.parts:
        lock = Lock(park_id=part.id, by_year=2030)
        locked = run(scarce.model_copy(update={"locks": (lock,)}))
        assert part.loss is not None
        if locked.outcome.objective is None:
            assert part.loss.status is SolveStatus.INFEASIBLE
        else:
            gap = 2e-3 * objective(scarce)
            lost = objective(scarce) - locked.outcome.objective
            assert part.loss.low_mkrw - gap <= lost <= (part.loss.high_mkrw or 0.0) + gap


def test_stopped_sweep_tells_bounds_where_it_has_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    told: list[int] = []
    crew = Alone(real_snapshot(), lambda: len(told) == 2, lambda done, asked: told.append(done))
    found = importance(crew, asked())
    unanswered = [part for part in found.parts if part.loss is None]

    assert found.stopped
    assert len(found.parts) - len(unanswered) == 2
    assert found.to_json()["status"] == "cancelled"
    assert all(isinstance(part, Part) for part in unanswered)


def test_question_without_a_plan_has_no_parts_and_no_values() -> None:
    for found in (
        importance(Alone(real_snapshot()), asked(**IMPOSSIBLE)).parts,
        why_not(Alone(real_snapshot()), asked(**IMPOSSIBLE)).parts,
        values(Alone(real_snapshot()), asked(**IMPOSSIBLE)).values,
    ):
        assert found == ()
