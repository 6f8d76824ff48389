"""No value of a scenario is missing from its list of assumptions."""

from typing import Any

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.assumptions import (
    model_assumptions,
    package_assumptions,
    scenario_assumptions,
)
from cluster_planner.sources.embedded import load_snapshot
from tests.cli.small_plans import YEARS, small_scenario

BUDGET = {"programme_id": "complex_ax", "label": "가정", "basis": "x", "national_mkrw": {2026: 1}}
CHANGES: dict[str, Any] = {
    "name": "다른 이름",
    "description": "다른 설명",
    "years": [*YEARS, 2031],
    "parks": {"scope": "all"},
    "programmes": [BUDGET],
    "national_cap_mkrw": {2028: 7},
    "carry_over_pct": 3,
    "liability_cap_mkrw": 5,
    "regions": {"gangwon": {"min_parks": 2}},
    "noncapital_share_min_pct": 12,
    "local_matching": "flat",
    "fund": {"cap_mkrw": 8},
    "locks": [{"park_id": "p_banwol", "by_year": 2029}],
    "committed": [{"park_id": "p_noksan", "start_year": 2025}],
    "partner_capacity_pct": 50,
    "partner_reach_km": {"robot_body": 200},
    "allow_estimates": False,
    "weights": {"ageing": 0.5},
    "objective": {"kind": "max_min"},
    "horizon": {"discount_rate_pct": 2},
    "solver": {"seed": 9},
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot()


def test_every_field_of_a_scenario_is_tried_here() -> None:
    assert set(CHANGES) == set(Scenario.model_fields)


@pytest.mark.parametrize("field", CHANGES)
def test_changing_a_field_changes_the_list(snapshot: Snapshot, field: str) -> None:
    before = scenario_assumptions(small_scenario(), snapshot)
    after = scenario_assumptions(small_scenario(**{field: CHANGES[field]}), snapshot)

    assert before != after


@pytest.mark.parametrize(
    ("change", "item", "value"),
    [
        ({"parks": {"include": ["p_changwon"]}}, "범위 밖에서 더 넣는 단지", "창원"),
        ({"regions": {"jeju": {"cap_mkrw": 77}}}, "국비 배분 상한", 77),
        ({"regions": {"jeju": {"local_cap_mkrw": 66}}}, "지방비 부담 상한", 66),
        ({"regions": {"jeju": {"private_cap_mkrw": 55}}}, "기업 부담 상한(펀드 제외)", 55),
        ({"local_matching": "flat"}, "지방비 매칭", "어디서나 패키지의 비율"),
        ({"fund": {"cap_mkrw": 44}}, "국민성장펀드 상한", 44),
        ({"fund": {}}, "수도권 밖 국민성장펀드 최소 비중", 40.0),
        ({"partner_reach_km": {"robot_body": 33}}, "참여기관 도달 거리", 33.0),
        ({"allow_estimates": False}, "생산액이 추정인 단지의 전환 허용", "아니요"),
        ({"horizon": {"benefit_until": 2040}}, "효과를 세는 마지막 해", 2040),
        ({"solver": {"time_limit_s": 5}}, "풀이 제한 시간", 5),
    ],
)
def test_values_are_told_by_name(
    snapshot: Snapshot, change: dict[str, Any], item: str, value: object
) -> None:
    lines = scenario_assumptions(small_scenario(**change), snapshot)

    assert value in [line.value for line in lines if line.item == item]


def test_a_limit_that_is_not_set_is_called_no_limit(snapshot: Snapshot) -> None:
    lines = scenario_assumptions(small_scenario(national_cap_mkrw={}), snapshot)
    caps = [line.value for line in lines if line.item.startswith("모든 사업")]

    assert caps == ["제한 없음"] * len(YEARS)


def test_money_that_another_park_counts_is_marked(snapshot: Snapshot) -> None:
    decided = {"park_id": "p_noksan", "start_year": 2025, "charged": False}
    lines = scenario_assumptions(small_scenario(committed=[decided]), snapshot)

    assert any("다른 단지에서 셈" in line.subject for line in lines)


def test_every_budget_has_a_label_and_a_basis(snapshot: Snapshot) -> None:
    lines = scenario_assumptions(small_scenario(), snapshot)
    budgets = [line for line in lines if line.item.startswith("사업 예산")]

    assert {line.label for line in budgets} == {"사실", "가정"}
    assert all(line.basis for line in budgets)


def test_the_model_and_its_packages_give_a_basis_for_every_figure(snapshot: Snapshot) -> None:
    lines = (*package_assumptions(snapshot), *model_assumptions(snapshot))

    assert len(lines) == 4 * len(snapshot.packages) + len(snapshot.assumptions)
    assert all(line.basis.strip() and line.label in ("사실", "가정") for line in lines)
