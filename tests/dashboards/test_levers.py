"""Lever positions ask for exactly the scenario they show."""

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import ScenarioError
from dashboards.levers import levers_of, scenario_of


def test_untouched_levers_ask_for_the_baseline_itself(baseline: Scenario) -> None:
    assert scenario_of(baseline, levers_of(baseline)).digest == baseline.digest


def test_the_cap_lever_scales_every_year(baseline: Scenario) -> None:
    levers = levers_of(baseline)
    halved = scenario_of(baseline, levers.turned(cap_eok=levers.cap_eok / 2))  # type: ignore[operator]

    assert halved.national_cap_mkrw == {
        year: amount // 2 for year, amount in baseline.national_cap_mkrw.items()
    }


def test_a_programme_lever_scales_only_its_envelope(baseline: Scenario) -> None:
    first, second = baseline.programmes[:2]
    levers = levers_of(baseline).turned(programme_pct={first.programme_id: 50})
    turned = scenario_of(baseline, levers)

    assert turned.programmes[0].national_mkrw == {
        year: round(amount / 2) for year, amount in first.national_mkrw.items()
    }
    assert turned.programmes[1] == second


def test_region_floors_are_typed_in_eok(baseline: Scenario) -> None:
    turned = scenario_of(baseline, levers_of(baseline).turned(region_floor_eok={"jeju": 321}))

    assert turned.regions["jeju"].floor_mkrw == 32_100
    assert turned.regions["jeju"].min_parks == baseline.regions["jeju"].min_parks


def test_a_locked_park_must_start_within_the_horizon(baseline: Scenario) -> None:
    turned = scenario_of(baseline, levers_of(baseline).turned(locks=("p_gumi",)))

    assert [(lock.park_id, lock.by_year) for lock in turned.locks] == [("p_gumi", 2030)]


@pytest.mark.parametrize(
    ("positions", "problem"),
    [
        ({"cap_eok": 0}, "모두 0원"),
        ({"region_floor_eok": {"jeju": -5}}, "너무 작습니다"),
        ({"region_floor_eok": {"jeju": "많이"}}, "꼴이 맞지 않습니다"),
        ({"programme_pct": {"ai_factory": -1}}, "너무 작습니다"),
        ({"scope": "everything"}, "쓸 수 없는 값"),
    ],
)
def test_a_broken_lever_is_a_korean_finding(
    baseline: Scenario, positions: dict[str, object], problem: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        scenario_of(baseline, levers_of(baseline).turned(**positions))

    assert problem in str(caught.value)
