"""Which inputs differ, field by field."""

from typing import Any

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import InputChange, changed_inputs
from tests.cli.small_plans import YEARS, small_scenario
from tests.explain.differences.runs import asked


def changes(**fields: object) -> tuple[InputChange, ...]:
    return changed_inputs(small_scenario(), asked(**fields))


def test_equal_scenarios_differ_in_nothing() -> None:
    assert changed_inputs(small_scenario(), small_scenario()) == ()


def test_each_budget_year_and_region_rule_is_named_with_its_subject() -> None:
    programmes = small_scenario().model_dump()["programmes"]
    programmes[0]["national_mkrw"] = dict.fromkeys(YEARS, 10_000) | {2029: 12_000}
    found = changes(
        programmes=programmes,
        regions={"jeju": {"floor_mkrw": 300}, "capital": {"cap_mkrw": 5_000}},
    )

    assert found == (
        InputChange("programmes", ("complex_ax", "2029"), 10_000, 12_000),
        InputChange("regions.cap_mkrw", ("capital",), None, 5_000),
        InputChange("regions.floor_mkrw", ("jeju",), 100, 300),
    )


def test_a_programme_left_out_has_no_budget_and_a_zero_year_is_none() -> None:
    (first, second) = small_scenario().model_dump()["programmes"]
    gone = changes(programmes=[first])
    zero = changes(
        programmes=[first, second | {"national_mkrw": second["national_mkrw"] | {2026: 0}}]
    )

    assert [c for c in gone if c.path == "programmes"] == [
        InputChange("programmes", ("ai_factory", "2027"), 20_000, 0)
    ]
    assert zero == ()


def test_parks_locks_and_committed_are_named_one_by_one() -> None:
    found = changes(
        parks={"scope": "all", "exclude": ["p_gumi"]},
        locks=[{"park_id": "changwon", "by_year": 2027}, {"park_id": "p_yeosu", "by_year": 2030}],
        committed=[{"park_id": "p_sihwa", "start_year": 2025}],
    )

    assert found == (
        InputChange("parks.scope", (), "core", "all"),
        InputChange("parks.exclude", ("p_gumi",), False, True),
        InputChange("locks", ("changwon", "base"), 2028, 2027),
        InputChange("locks", ("p_yeosu", "base"), None, 2030),
        InputChange("committed", ("p_sihwa", "base"), None, 2025),
    )


EVERY_FIELD: dict[str, tuple[Any, set[str]]] = {
    "name": ("다른 이름", {"name"}),
    "description": ("다른 설명", {"description"}),
    "years": ((*YEARS, 2031), {"years"}),
    "parks": ({"scope": "core", "include": ["p_gumi"]}, {"parks.include"}),
    "programmes": (
        [{"programme_id": "complex_ax", "national_mkrw": {2026: 1}, "label": "가정", "basis": "?"}],
        {"programmes", "programmes.label", "programmes.basis"},
    ),
    "national_cap_mkrw": ({2027: 25_001}, {"national_cap_mkrw"}),
    "carry_over_pct": (5.0, {"carry_over_pct"}),
    "liability_cap_mkrw": (1, {"liability_cap_mkrw"}),
    "regions": ({"jeju": {"floor_mkrw": 100, "min_parks": 1}}, {"regions.min_parks"}),
    "noncapital_share_min_pct": (10.0, {"noncapital_share_min_pct"}),
    "local_matching": ("flat", {"local_matching"}),
    "fund": ({"cap_mkrw": 5}, {"fund"}),
    "locks": ((), {"locks"}),
    "committed": ([{"park_id": "p_gumi", "start_year": 2025}], {"committed"}),
    "partner_capacity_pct": (50.0, {"partner_capacity_pct"}),
    "partner_reach_km": ({"research": 30}, {"partner_reach_km"}),
    "allow_estimates": (False, {"allow_estimates"}),
    "weights": ({"ageing": 1.0}, {"weights.ageing"}),
    "objective": ({"kind": "max_min"}, {"objective.kind"}),
    "horizon": ({"benefit_until": 2040}, {"horizon.benefit_until"}),
    "solver": ({"seed": 7}, {"solver.seed"}),
}


@pytest.mark.parametrize("field", Scenario.model_fields)
def test_no_field_of_a_scenario_can_change_unseen(field: str) -> None:
    value, paths = EVERY_FIELD[field]

    assert {change.path for change in changes(**{field: value})} == paths


def test_a_year_that_only_the_second_scenario_has_is_named() -> None:
    programmes = small_scenario().model_dump()["programmes"]
    later = max(YEARS) + 1
    programmes[0]["national_mkrw"] |= {later: 7_000}
    found = changes(years=[*YEARS, later], programmes=programmes)

    assert ("programmes", ("complex_ax", str(later)), 7_000) in [
        (change.path, change.subject, change.after) for change in found
    ]
