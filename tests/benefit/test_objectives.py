"""From a scenario's objective to a problem's, on the real tables."""

import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.criteria import references
from cluster_planner.domain.objective import Objective
from cluster_planner.errors import ScenarioError
from tests.real_data import asked, real_snapshot


def test_default_is_the_total_gain_and_nothing_else() -> None:
    problem = problem_of(real_snapshot(), asked())

    assert problem.objective == Objective()
    assert problem.objective.is_total_gain
    assert problem.objective.is_sum_over_units


def test_only_regions_that_can_gain_are_counted_with_all_their_firms() -> None:
    problem = problem_of(real_snapshot(), asked())
    parks = real_snapshot().parks
    firms = parks.loc[parks["region_id"] == "capital", "operating"].sum()

    assert sorted(problem.firms_of_region) == ["capital", "southeast", "southwest"]
    assert problem.firms_of_region["capital"] == firms


def test_weights_are_scaled_by_the_references_and_only_their_proportions_count() -> None:
    rule = {"kind": "weighted", "weights": {"gain": 1, "jobs": 3}}
    doubled = {"kind": "weighted", "weights": {"gain": 2, "jobs": 6}}
    problem = problem_of(real_snapshot(), asked(objective=rule))
    best = references(problem)

    weights = problem.objective.now.weights
    assert weights["gain"] * best["gain"] == pytest.approx(250_000)
    assert weights["jobs"] * best["jobs"] == pytest.approx(750_000)
    assert problem_of(real_snapshot(), asked(objective=doubled)).objective == problem.objective
    assert not problem.objective.is_total_gain


def test_a_project_reaches_workers_of_its_firm_and_no_more_than_the_unit_has() -> None:
    problem = problem_of(real_snapshot(), asked())
    unit = {c.candidate_id: c for c in problem.candidates}["p_changwon__defence__ai_factory"]

    assert all(a.jobs >= b.jobs > 0 for a, b in zip(unit.segments, unit.segments[1:], strict=False))
    assert 0 < unit.readiness <= 1


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ({"kind": "weighted"}, "objective.weights"),
        ({"kind": "weighted", "weights": {"gain": 0}}, "objective.weights"),
        ({"kind": "max_min", "weights": {"gain": 1}}, "objective.weights"),
        ({"kind": "balance_floor"}, "objective.floor_pct"),
        (
            {"kind": "balance_floor", "floor_pct": 5, "floor_mkrw_per_firm": 1},
            "objective.floor_pct",
        ),
        ({"floor_pct": 5}, "objective.floor_pct"),
        ({"kind": "lexicographic"}, "objective.order"),
        (
            {"kind": "lexicographic", "order": [{"criterion": "gain"}, {"criterion": "gain"}]},
            "objective.order",
        ),
    ],
)
def test_incomplete_or_unused_settings_are_refused_at_their_place(
    rule: dict[str, object], place: str
) -> None:
    with pytest.raises(ScenarioError) as refused:
        asked(objective=rule)

    assert [f.where for f in refused.value.findings] == [f"시나리오 {place}"]
