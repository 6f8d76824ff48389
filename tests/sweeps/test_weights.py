"""What each weight of a scenario does."""

from functools import cache

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps.crew import Alone
from cluster_planner.sweeps.weights import Effects, weight_effects, without_weight
from tests.real_data import asked, budget, real_snapshot


def weighted() -> Scenario:
    """One 기반 at a time for three parks, of which only one fits an engine of growth best."""
    return asked(
        programmes=[budget("complex_ax", 3_500), budget("ai_factory", 9_000)],
        weights={"engine_fit": 5.0, "ageing": 0.0},
    )


def run(scenario: Scenario) -> Run:
    return plan_scenario(real_snapshot(), scenario)


@cache
def found() -> Effects:
    return weight_effects(Alone(real_snapshot()), weighted())


def test_effect_is_the_difference_to_the_plan_without_the_weight() -> None:
    (effect,) = found().effects
    with_it, without = run(weighted()), run(without_weight(weighted(), "weights", "engine_fit"))
    assert with_it.plan is not None
    assert without.plan is not None

    assert (effect.place, effect.name, effect.weight) == ("weights", "engine_fit", 5.0)
    assert without.scenario.weights.engine_fit == 0
    before, after = set(with_it.plan.park_ids), set(without.plan.park_ids)
    assert set(effect.joined_park_ids) == after - before
    assert set(effect.left_park_ids) == before - after
    gain = {
        r.run_id: {c.criterion_id: c.value for c in r.criteria}["gain"] for r in (with_it, without)
    }
    first, second = gain[with_it.run_id], gain[without.run_id]
    assert effect.change_pct["gain"] == pytest.approx(100 * (second - first) / first)


def test_weights_of_an_objective_are_asked_one_by_one_unless_there_is_only_one() -> None:
    def names(weights: dict[str, int]) -> list[str]:
        scenario = asked(objective={"kind": "weighted", "weights": weights})
        return [e.name for e in weight_effects(Alone(real_snapshot()), scenario).effects]

    assert names({"gain": 2, "jobs": 1, "balance": 0}) == ["gain", "jobs"]
    assert names({"gain": 2}) == []


def test_question_without_a_plan_has_no_effects() -> None:
    impossible = asked(regions={"jeju": {"floor_mkrw": 1000}}, weights={"ageing": 1.0})

    assert weight_effects(Alone(real_snapshot()), impossible).effects == ()
