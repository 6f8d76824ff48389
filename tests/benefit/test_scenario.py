"""A scenario's identity, and how its file is refused in Korean."""

from pathlib import Path
from typing import Any

import pytest

from cluster_planner.domain.plan import Outcome, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, read_scenario, scenario_from
from cluster_planner.errors import ScenarioError
from tests.audit.broken_plans import good
from tests.real_data import YEARS, asked, baseline


def content() -> dict[str, Any]:
    return baseline().model_dump()


def test_identity_ignores_the_name_and_the_order_of_keys_and_sets() -> None:
    shuffled: dict[str, Any] = dict(reversed(content().items()))
    shuffled["name"], shuffled["description"] = "다른 이름", "다른 설명"
    shuffled["regions"] = dict(reversed(shuffled["regions"].items()))
    for budget in shuffled["programmes"]:
        budget["national_mkrw"] = dict(reversed(budget["national_mkrw"].items()))

    assert baseline().digest == scenario_from(shuffled).digest
    one = asked(parks={"include": ["p_yeosu", "p_banwol"]})
    assert one.digest == asked(parks={"include": ["p_banwol", "p_yeosu", "p_banwol"]}).digest


OTHERS: dict[str, Any] = {
    "years": (2026, 2027, 2028, 2029, 2030, 2031),
    "parks": {"scope": "all"},
    "programmes": content()["programmes"][:4],
    "national_cap_mkrw": {2026: 1},
    "carry_over_pct": 11,
    "liability_cap_mkrw": 200_001,
    "regions": {"jeju": {"min_parks": 1}},
    "noncapital_share_min_pct": 66,
    "local_matching": "flat",
    "fund": {"cap_mkrw": 1},
    "locks": [{"park_id": "p_gumi", "by_year": 2027}],
    "committed": [],
    "partner_capacity_pct": 99,
    "partner_reach_km": {"robot_body": 200},
    "allow_estimates": False,
    "weights": {"engine_fit": 0.3, "ageing": 0.1},
    "objective": {"kind": "max_min"},
    "horizon": {"benefit_until": 2036, "discount_rate_pct": 4.5},
    "solver": {"time_limit_s": 60, "gap": 0.001, "seed": 2},
}


@pytest.mark.parametrize("field", sorted(set(Scenario.model_fields) - {"name", "description"}))
def test_any_other_field_changes_the_identity(field: str) -> None:
    other = scenario_from(content() | {field: OTHERS[field]})

    assert baseline().digest != other.digest


@pytest.mark.parametrize(
    ("changes", "where", "problem", "remedy"),
    [
        ({"buget": 1}, "시험 buget", "모르는 항목입니다", "철자를"),
        ({"programmes": [{}]}, "시험 programmes.0.programme_id", "꼭 있어야 하는 항목", "넣으세요"),
        ({"carry_over_pct": -1}, "시험 carry_over_pct", "너무 작습니다: -1", "0.0 이상으로"),
        ({"carry_over_pct": 101}, "시험 carry_over_pct", "너무 큽니다: 101", "100.0 이하로"),
        (
            {"solver": {"time_limit_s": 0}},
            "시험 solver.time_limit_s",
            "너무 작습니다: 0",
            "0.0보다 크게",
        ),
        ({"parks": {"scope": "some"}}, "시험 parks.scope", "쓸 수 없는 값입니다: some", "core"),
        ({"name": ""}, "시험 name", "비어 있습니다", "하나 이상"),
        ({"name": "가" * 81}, "시험 name", "너무 깁니다", "80자 이하로"),
        ({"liability_cap_mkrw": "많이"}, "시험 liability_cap_mkrw", "꼴이 맞지 않습니다", "형식"),
        ({"liability_cap_mkrw": 1.5}, "시험 liability_cap_mkrw", "꼴이 맞지 않습니다", "형식"),
        (
            {"regions": {"jeju": {"floor_mkrw": -1}}},
            "시험 regions.jeju.floor_mkrw",
            "작습니다",
            "0",
        ),
        ({"years": [2026, 2028]}, "시험 years", "빠짐없이 이어지는", "고치세요"),
        ({"years": []}, "시험 years", "빠짐없이 이어지는", "고치세요"),
        (
            {"national_cap_mkrw": {2031: 5}},
            "시험 years",
            "계획 기간 밖의 연도에 예산이 있습니다 [2031]",
            "지우거나 기간을 늘리세요",
        ),
        (
            {"horizon": {"benefit_until": 2029}},
            "시험 horizon.benefit_until",
            "이릅니다",
            "2030 이상",
        ),
        (
            {"national_cap_mkrw": dict.fromkeys(YEARS, 0)},
            "시험 national_cap_mkrw",
            "모두 0원",
            "0보다",
        ),
    ],
)
def test_finding_names_the_place_in_korean(
    changes: dict[str, Any], where: str, problem: str, remedy: str
) -> None:
    with pytest.raises(ScenarioError) as refused:
        scenario_from(content() | changes, "시험")

    found = [f for f in refused.value.findings if f.where == where]
    assert any(problem in f.problem and remedy in f.remedy for f in found)


def test_every_finding_is_told_not_only_the_first() -> None:
    with pytest.raises(ScenarioError) as refused:
        scenario_from(content() | {"buget": 1, "carry_over_pct": 101}, "시험")

    assert {f.where for f in refused.value.findings} == {"시험 buget", "시험 carry_over_pct"}


def refused_file(tmp_path: Path, text: str) -> ScenarioError:
    path = tmp_path / "물음.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as refused:
        read_scenario(path)
    return refused.value


def test_repeated_key_is_refused_with_its_line_and_name(tmp_path: Path) -> None:
    error = refused_file(tmp_path, "name: 하나\ncarry_over_pct: 1\nname: 둘\n")

    assert "물음.yaml 3행 1열: 되풀이된 항목 name → 한 줄만 남기세요" == str(error)


def test_repeated_key_deep_inside_is_refused(tmp_path: Path) -> None:
    error = refused_file(tmp_path, "regions:\n  jeju: {}\n  gangwon: {}\n  jeju: {min_parks: 1}\n")

    assert "물음.yaml 4행 3열: 되풀이된 항목 jeju → 한 줄만 남기세요" == str(error)


@pytest.mark.parametrize("text", ["name: 2026-13-45\n", "name: " + "[" * 5000])
def test_values_that_break_the_reader_are_a_finding(tmp_path: Path, text: str) -> None:
    (finding,) = refused_file(tmp_path, text).findings

    assert finding.where.startswith("물음.yaml")


def test_budget_of_an_unnamed_programme_is_zero_and_caps_lower_the_total() -> None:
    scenario = asked(national_cap_mkrw={2026: 20_000})

    assert scenario.budget_mkrw("ai_factory", 2026) == 9_000
    assert scenario.budget_mkrw("gold", 2026) == scenario.budget_mkrw("ai_factory", 2040) == 0
    assert scenario.total_budget_mkrw == 20_000 + 4 * 23_000


def test_run_comes_back_equal_from_its_file() -> None:
    run = Run(
        run_id="0123456789abcdef",
        scenario=baseline(),
        snapshot_digest="0" * 64,
        program_version="1",
        outcome=Outcome(status=SolveStatus.PROVEN, objective=0.1 + 0.2, bound=1 / 3),
        plan=good(),
        findings=({"where": "곳", "problem": "<b>일</b>", "remedy": "답"},),
    )

    assert Run.from_json(run.to_json()) == run
    assert Run.from_json(run.to_json().encode()).scenario.digest == baseline().digest
