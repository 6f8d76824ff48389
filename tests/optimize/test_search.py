"""What a staged search may conclude from its runs, and that nothing it holds cuts off a better plan."""

from functools import cache

import numpy as np
import pytest

from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.engine.arrays import Arrays, arrays_of
from cluster_planner.optimize.engine.handover import load
from cluster_planner.optimize.engine.search import Search, Staging
from cluster_planner.optimize.engine.stage import Answer, Fixing, Relaxation, run_whole
from cluster_planner.optimize.engine.watch import Watch
from cluster_planner.optimize.formulation.model import build
from tests.proof.nations import small_nation

SETTINGS = SolverSettings(gap=1e-3)
STAGED = Staging(from_columns=0)


@cache
def loaded() -> tuple[Arrays, Relaxation]:
    problem = small_nation(5)
    model = build(problem)
    load(model, SETTINGS)
    arrays = arrays_of(problem, model)
    return arrays, Relaxation(arrays, SETTINGS)


def search(watch: Watch) -> Search:
    arrays, relaxation = loaded()
    return Search(arrays, relaxation, SETTINGS, watch, lambda point: None)


@pytest.mark.parametrize(
    ("answer", "bound"),
    [
        (Answer(infeasible=True), 10.0),  # all that was left out is worth at most the limit
        (Answer(bound=5.0), 10.0),  # below the limit a run knows nothing about what it left out
        (Answer(bound=12.0), 12.0),
    ],
)
def test_run_with_held_columns_bounds_the_whole_no_lower_than_its_limit(
    answer: Answer, bound: float
) -> None:
    watch = Watch(60, 100.0)

    search(watch)._learn(answer, 10.0)

    assert watch.bound == bound


def test_bound_never_rises_and_best_never_falls() -> None:
    watch = Watch(60, 100.0)
    for value in (9.0, 12.0, 8.0):
        watch.bounded(value)
    for value in (3.0, 2.0, 5.0):
        watch.found(value)

    assert (watch.bound, watch.best) == (8.0, 5.0)


def test_each_held_column_alone_is_worth_no_more_than_the_limit() -> None:
    arrays, relaxation = loaded()
    watch = Watch(60, 100.0)
    one = search(watch)
    one._root = relaxation.solve(watch)
    watch.found(0.9995 * (one._root.value or 0.0))

    held, limit = one._held()

    assert len(held.columns)
    for column, value in list(zip(held.columns, held.values, strict=True))[::25]:
        moved = 1.0 if value == arrays.lower[column] else -1.0
        away = Fixing(np.array([column], np.int32), np.array([value + moved]))
        linear = relaxation.solve(watch, away)
        assert linear.infeasible or (linear.value or 0.0) <= limit + 1e-6


def test_staged_search_ends_within_its_gap_of_the_optimum() -> None:
    arrays, _ = loaded()
    best = run_whole(arrays, SETTINGS, Watch(60, 100.0), arrays.whole, Fixing(), 0.0)
    watch = Watch(60, 100.0)

    found = search(watch).run(STAGED)

    assert best.value is not None
    assert found.value is not None
    assert found.bound is not None
    assert found.value <= best.value * (1 + 1e-9) <= found.bound * (1 + 1e-9)
    assert found.bound - found.value <= SETTINGS.gap * found.value * (1 + 1e-9)


def test_pattern_that_is_given_is_tried_first() -> None:
    points: list[float] = []
    arrays, relaxation = loaded()
    first = search(Watch(60, 100.0)).run(STAGED)
    again = Search(
        arrays,
        relaxation,
        SETTINGS,
        Watch(60, 100.0),
        lambda point: points.append(float(arrays.cost @ point)),
    )

    again.run(STAGED, (first.point,))

    assert points[0] == pytest.approx(first.value, rel=2e-3)


def test_stopped_search_keeps_what_it_has_and_says_so() -> None:
    watch = Watch(60, 100.0, should_stop=lambda: watch.best is not None)

    found = search(watch).run(STAGED)

    assert watch.cancelled
    assert found.value is not None
