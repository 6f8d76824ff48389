"""Which park may get what."""

import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.candidates import candidates_of, effect_of, eligible_parks
from cluster_planner.domain.problem import Range
from cluster_planner.domain.scenario import Scenario
from cluster_planner.indicators.value_at_stake import value_at_stake
from tests.real_data import FEW, asked, real_snapshot


def parks_of(scenario: Scenario) -> set[str]:
    return {c.park_id for c in candidates_of(real_snapshot(), scenario)}


def an_estimated_park() -> str:
    parks = real_snapshot().parks
    stakes = value_at_stake(real_snapshot())
    core = stakes["park_id"].isin(parks.loc[parks["is_core"], "park_id"])
    enough = stakes["estimated"] & (stakes["firms"] >= 50) & ~core
    return str(stakes.loc[enough, "park_id"].iloc[0])


def test_excluded_parks_have_no_candidates() -> None:
    assert parks_of(asked()) == set(FEW)

    without = (*asked().parks.exclude, "p_yeosu")
    assert parks_of(asked(parks={"exclude": without})) == set(FEW) - {"p_yeosu"}


def test_exclusion_beats_inclusion() -> None:
    scenario = asked(parks={"include": ["p_yeosu"], "exclude": ["p_yeosu"]})

    assert "p_yeosu" not in eligible_parks(real_snapshot(), scenario)


def test_scopes_admit_core_parks_parks_with_statistics_or_all() -> None:
    parks = real_snapshot().parks
    admitted = {
        scope: set(eligible_parks(real_snapshot(), asked(parks={"scope": scope})))
        for scope in ("core", "with_statistics", "all")
    }

    assert admitted == {
        "core": set(parks.loc[parks["is_core"], "park_id"]),
        "with_statistics": set(real_snapshot().national_complexes["park_id"]),
        "all": set(parks["park_id"]),
    }


def test_locked_park_outside_the_scope_is_admitted_even_without_any_firm() -> None:
    parks = real_snapshot().parks
    bare = str(parks.loc[~parks["is_core"] & (parks["operating"] == 0), "park_id"].iloc[0])
    scenario = asked(locks=[{"park_id": bare, "by_year": 2027}])

    mine = [c.package_id for c in candidates_of(real_snapshot(), scenario) if c.park_id == bare]
    assert mine == ["base", "data_talent"]


def test_estimated_parks_are_dropped_when_estimates_are_not_allowed() -> None:
    park = an_estimated_park()
    parks = asked().parks.model_dump() | {"include": [park]}
    with_estimates = candidates_of(real_snapshot(), asked(parks=parks))

    assert {c.package_id for c in with_estimates if c.park_id == park} >= {"base", "ai_factory"}
    assert {c.park_id for c in with_estimates if c.estimated} == {park}
    assert all(c.estimated for c in with_estimates if c.park_id == park)
    assert parks_of(asked(parks=parks, allow_estimates=False)) == set(FEW)


def test_committed_package_is_no_candidate() -> None:
    done = [{"park_id": "p_changwon", "package_id": "base", "start_year": 2025}]
    found = candidates_of(real_snapshot(), asked(committed=done))

    once = {(c.park_id, c.package_id) for c in found if c.division_id is None}
    assert ("p_changwon", "base") not in once
    assert {("p_changwon", "data_talent"), ("p_yeosu", "base")} <= once


def test_weights_raise_the_score_and_never_the_gain() -> None:
    plain = candidates_of(real_snapshot(), asked())
    raised = candidates_of(real_snapshot(), asked(weights={"engine_fit": 0.2, "ageing": 0.1}))

    assert {c.score_factor for c in plain} == {1.0}
    assert [c.segments for c in plain] == [c.segments for c in raised]
    # 창원 is old and 방산 a candidate engine of its region: 1 + 0.2 × 1 + 0.1 × 1.
    factor = {c.candidate_id: c.score_factor for c in raised}
    assert factor["p_changwon__defence__ai_factory"] == pytest.approx(1.3)


def test_effect_multiplies_process_effect_and_pass_through() -> None:
    row = real_snapshot().effects.set_index("package_id").loc["ai_factory"].to_dict()
    effect = effect_of(row)

    assert effect.gain.central == pytest.approx(0.301 * 0.257)
    assert effect.gain.low == pytest.approx(0.05 * 0.218)
    assert effect.scope == Range(0.05, 0.1, 0.2)
    assert effect.touched_cap_mkrw == 100_000


def test_candidate_ids_are_unique_ordered_and_plain() -> None:
    ids = [
        c.candidate_id
        for c in candidates_of(real_snapshot(), asked(parks={"scope": "with_statistics"}))
    ]

    assert ids == sorted(set(ids))
    assert all(i.isascii() and i.replace("_", "").isalnum() for i in ids)


def test_problem_carries_the_scenarios_own_figures() -> None:
    scenario = asked(
        regions={"jeju": {"floor_mkrw": 0, "cap_mkrw": 5, "min_parks": 0, "local_cap_mkrw": 7}},
        carry_over_pct=10,
        locks=[{"park_id": "p_yeosu", "by_year": 2028}],
        committed=[
            {"park_id": "p_changwon", "start_year": 2025},
            {"park_id": "p_banwol", "start_year": 2024, "charged": False},
        ],
        partner_capacity_pct=50,
    )
    problem = problem_of(real_snapshot(), scenario)

    assert problem.budgets_mkrw["ai_factory", 2029] == 9_000
    assert (problem.regions["jeju"].cap_mkrw, problem.regions["jeju"].local_cap_mkrw) == (5, 7)
    assert problem.locks == {("p_yeosu", "base"): 2028}
    # 창원 still gets 35억 a year to 2028; 반월 is counted elsewhere.
    due = [problem.committed_payment_mkrw("complex_ax", year) for year in (2025, 2028, 2029)]
    assert due == [3_500, 3_500, 0]
    assert problem.committed_liability_mkrw() == 0
    assert problem.partner_capacity["hyundai_motor"] == 15
