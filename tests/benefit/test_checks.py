"""What is refused before any solver, where, and with which remedy."""

import pytest

from cluster_planner.benefit.checks import check
from cluster_planner.errors import ScenarioError
from tests.real_data import asked, real_snapshot

LOCK = {"park_id": "p_changwon", "by_year": 2027}
BASE_2025 = {"park_id": "p_changwon", "start_year": 2025}
CASES = [
    ({"parks": {"include": ["p_no"]}}, "parks.include", "p_no", "park_id를 쓰세요"),
    ({"parks": {"exclude": ["p_no"]}}, "parks.exclude", "p_no", "park_id를 쓰세요"),
    ({"locks": [LOCK | {"park_id": "p_no"}]}, "locks", "p_no", "park_id를 쓰세요"),
    ({"committed": [BASE_2025 | {"park_id": "p_no"}]}, "committed", "p_no", "park_id를 쓰세요"),
    ({"regions": {"mars": {}}}, "regions", "mars", "southeast"),
    ({"partner_reach_km": {"cook": 50}}, "partner_reach_km", "cook", "robot_body"),
    (
        {"regions": {"jeju": {"floor_mkrw": 165_001}}},
        "regions.floor_mkrw",
        "1,650.01억 원이 쓸 수 있는 국비 1,650.00억 원(총예산 + 기간 뒤 부담 상한)보다 큽니다",
        "0.01억 원 이상 줄이거나",
    ),
    (
        {"regions": {"jeju": {"floor_mkrw": 6, "cap_mkrw": 5}}},
        "regions.jeju",
        "최소배분 0.06억 원이 상한 0.05억 원보다 큽니다",
        "상한을 높이세요",
    ),
    (
        {"parks": {"exclude": ["p_changwon"]}, "locks": [LOCK]},
        "locks.0",
        "창원 단지를 고정하면서 제외했습니다",
        "하나만 남기세요",
    ),
    ({"locks": [LOCK | {"by_year": 2025}]}, "locks.0", "2025년이 계획 밖", "2026–2030"),
    ({"locks": [LOCK | {"by_year": 2031}]}, "locks.0", "2031년이 계획 밖", "2026–2030"),
    ({"locks": [LOCK, LOCK | {"by_year": 2028}]}, "locks.1", "두 번 고정", "한 줄만"),
    ({"committed": [BASE_2025, BASE_2025]}, "committed.1", "창원 단지가 두 번", "한 줄만"),
    (
        {"committed": [BASE_2025 | {"start_year": 2026}]},
        "committed.0",
        "2026년이 계획 첫해보다 빠르지 않습니다",
        "2025년까지",
    ),
]


@pytest.mark.parametrize(("changes", "where", "problem", "remedy"), CASES)
def test_contradiction_is_the_only_finding_with_its_place_and_remedy(
    changes: dict[str, object], where: str, problem: str, remedy: str
) -> None:
    scenario = asked(**({"liability_cap_mkrw": 50_000} | changes))
    with pytest.raises(ScenarioError) as refused:
        check(real_snapshot(), scenario)

    (finding,) = refused.value.findings
    assert where == finding.where
    assert problem in finding.problem
    assert remedy in finding.remedy


def test_unknown_envelope_is_told_with_the_known_ones() -> None:
    budget = asked().programmes[0].model_dump()
    with pytest.raises(ScenarioError) as refused:
        check(real_snapshot(), asked(programmes=[budget | {"programme_id": "gold"}]))

    (finding,) = refused.value.findings
    assert (finding.where, "gold" in finding.problem) == ("programmes", True)
    assert "complex_ax" in finding.remedy


def test_all_contradictions_are_told_at_once() -> None:
    scenario = asked(
        parks={"exclude": ["p_changwon", "p_no"]}, locks=[LOCK], regions={"mars": {"floor_mkrw": 1}}
    )
    with pytest.raises(ScenarioError) as refused:
        check(real_snapshot(), scenario)

    assert [f.where for f in refused.value.findings] == ["parks.exclude", "regions", "locks.0"]


def test_floors_that_the_budget_just_pays_pass() -> None:
    check(real_snapshot(), asked(regions={"jeju": {"floor_mkrw": 165_000}}))
    check(real_snapshot(), asked(regions={"jeju": {"floor_mkrw": 5, "cap_mkrw": 5}}))


def test_lock_and_commitment_of_different_packages_are_no_repetition() -> None:
    talent = {"package_id": "data_talent"}
    check(real_snapshot(), asked(locks=[LOCK, LOCK | talent]))
    check(real_snapshot(), asked(committed=[BASE_2025, BASE_2025 | talent]))
