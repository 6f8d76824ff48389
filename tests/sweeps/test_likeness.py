"""Scenarios that borrow the model of one they are like get the answer of their own."""

from dataclasses import replace

from cluster_planner.pipeline import plan_scenario
from cluster_planner.sweeps import likeness
from cluster_planner.sweeps.ladder import at_level
from cluster_planner.sweeps.likeness import Question, plan_alike
from tests.real_data import asked, real_snapshot

BASE = asked()
LEVELS = (70.0, 100.0, 140.0)


def plans_in(order: tuple[float, ...]) -> dict[float, str]:
    likeness._kept.models.clear()
    return {
        level: str(plan_alike(real_snapshot(), Question(at_level(BASE, level), BASE), bool).plan)
        for level in order
    }


def test_answers_do_not_depend_on_the_order_of_the_questions() -> None:
    assert plans_in(LEVELS) == plans_in(LEVELS[::-1])


def test_borrowed_model_gives_the_optimum_of_the_question() -> None:
    for level in LEVELS:
        scenario = at_level(BASE, level)
        alike = plan_alike(real_snapshot(), Question(scenario, BASE), bool)
        alone = plan_scenario(real_snapshot(), scenario)

        assert alike.outcome.bound is not None
        assert alone.outcome.bound is not None
        assert alike.outcome.objective is not None
        assert alone.outcome.objective is not None
        slack = 1 + 1e-6
        assert alike.outcome.objective <= alone.outcome.bound * slack
        assert alone.outcome.objective <= alike.outcome.bound * slack
        assert alike.run_id == alone.run_id


def test_one_thread_keeps_one_model() -> None:
    likeness._kept.models.clear()
    for level in LEVELS:
        plan_alike(real_snapshot(), Question(at_level(BASE, level), BASE), bool)
    first = likeness.family_of(real_snapshot(), BASE)
    likeness.family_of(real_snapshot(), at_level(BASE, 70.0))

    assert first is not None
    assert len(likeness._kept.models) == 1
    assert likeness.family_of(real_snapshot(), BASE) is not first


def test_model_of_other_data_is_never_borrowed() -> None:
    likeness._kept.models.clear()
    ours = likeness.family_of(real_snapshot(), BASE)
    other_data = replace(real_snapshot(), digest="0" * 64)

    assert likeness.family_of(other_data, BASE) is not ours
