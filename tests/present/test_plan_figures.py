"""The first figures of a plan say what they are, and what they are held against."""

import pytest

from cluster_planner.present.plan_figures import (
    NO_TARGET,
    Figure,
    plan_figures,
    within_horizon_mkrw,
)
from cluster_planner.present.summary import totals
from cluster_planner.present.targets import target
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot


def _figures(**scenario: object) -> dict[str, Figure]:
    run = hand_made()
    content = run.scenario.model_copy(update=scenario)
    found = plan_figures(run.model_copy(update={"scenario": content}), real_snapshot())
    return {figure.key: figure for figure in found}


def test_national_money_stands_beside_the_budget_and_what_falls_due_later() -> None:
    figure = _figures()["national"]

    assert (figure.value, figure.unit) == ("340", "억 원")
    assert figure.against_ko == "조건: 예산 1,150억"
    assert figure.note == "이 가운데 기간 뒤 40억"
    assert figure.share == 30_000 / 115_000
    assert within_horizon_mkrw(hand_made()) == 30_000


def test_a_floor_of_the_planner_is_a_condition_and_no_target() -> None:
    with_floor = _figures(noncapital_share_min_pct=50.0)["noncapital"]

    assert with_floor.value == "58.8"
    assert (with_floor.against, with_floor.against_ko) == ("condition", "조건: 하한 50%")
    assert with_floor.target is None
    assert with_floor.share == pytest.approx(100 * 20 / 34 / 50)
    assert _figures(noncapital_share_min_pct=0.0)["noncapital"].against_ko == NO_TARGET


def test_projects_are_counted_in_the_size_of_the_package_table() -> None:
    figures = _figures()

    assert (figures["ai_factories"].value, figures["ai_factories"].share) == ("2", 2 / 500)
    assert figures["ai_factories"].before == 170 / 500
    assert (figures["robots"].value, figures["robots"].mark) == ("2", "가정")
    assert (figures["dark_factories"].value, figures["dark_factories"].against) == ("0", "none")


def test_a_target_is_held_against_what_starts_by_its_year() -> None:
    """The robots of 2030 do not serve the target of 2027, nor a base of 2027 the plan of 2026."""
    run = run_of(
        award("p_changwon", "robot", "physical_ai", 2027, units=4),
        award("p_gumi", "robot", "physical_ai", 2028, units=6),
        award("p_changwon", "base", "complex_ax", 2026, units=1),
        award("p_gumi", "base", "complex_ax", 2027, units=1),
    )
    found = {f.key: f for f in plan_figures(run, real_snapshot())}

    assert (found["robots"].value, found["robots"].share) == ("5", 2 / 100)
    assert found["robots"].note == "2027년까지 2건, 기존 10건"
    assert found["parks"].share == 1 / 13
    assert found["parks"].note == "기반 2곳(2026년까지 1곳), 기존 10곳"


def test_value_added_has_its_range_its_mark_and_the_alliance_target() -> None:
    figure = _figures()["value_added"]

    assert (figure.value, figure.unit, figure.mark) == ("1,200", "억 원", "추정")
    assert figure.note == "30억~2,700억 (2035년까지)"
    assert figure.share is None  # a present value until 2035 is no part of what 2030 is to bring
    assert figure.against_ko == "2030 목표 100조와 셈이 달라 견주지 않음"
    assert "출처 etnews.com/20250910000139 (2025년 9월 10일)" in figure.source_ko
    assert "전체의 목표" in figure.source_ko


def test_what_was_not_computed_is_missing_and_not_zero() -> None:
    assert _figures()["jobs"].value == "자료 없음"
    assert _figures()["jobs"].unit == ""


def test_every_target_names_its_source_date_and_scope() -> None:
    for figure in _figures().values():
        assert (figure.target is None) == (figure.against != "target")
        if figure.target is not None:
            assert figure.target.source
            assert figure.target.as_of.startswith("202")
            assert figure.target.scope_ko


def test_the_targets_are_those_of_the_tables() -> None:
    divisions = real_snapshot()["divisions"].set_index("division_id")
    programmes = real_snapshot()["programmes"].set_index("programme_id")

    assert divisions.at["ai_factory", "target_ko"] == "2030년 AI 팩토리 500개"
    assert "170여 곳 지원" in programmes.at["ai_factory_lead", "target_ko"]
    assert target("ai_factories").value == 500
    assert programmes.at["humanoid_demo", "target_ko"] == "10(2025) → 100+(2027)"
    assert programmes.at["ax_demo_complex", "target_ko"] == "10개(2025) → 13개(2026 계획)"


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(KeyError):
        target("mars")


def test_a_run_without_a_plan_has_no_figures() -> None:
    with pytest.raises(ValueError, match="without a plan"):
        plan_figures(hand_made().model_copy(update={"plan": None}), real_snapshot())


def test_totals_and_figures_are_of_the_same_plan() -> None:
    run = run_of(award("p_changwon", "dark_factory", "ai_factory", 2026, units=10))
    found = {f.key: f for f in plan_figures(run, real_snapshot())}

    assert found["dark_factories"].value == "1"
    assert (
        found["matched"].value == f"{(totals(run).local_mkrw + totals(run).private_mkrw) / 100:.0f}"
    )
