"""A small run written by hand, with figures that can be added up in the head."""

from cluster_planner.domain.plan import Assignment, Award, Outcome, Plan, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, scenario_from

YEARS = (2026, 2027, 2028, 2029, 2030)


def small_scenario(**changes: object) -> Scenario:
    """Two envelopes, one lock, one region rule."""
    content = {
        "name": "작은 시나리오",
        "description": "시험용",
        "programmes": [
            {
                "programme_id": "complex_ax",
                "national_mkrw": dict.fromkeys(YEARS, 10_000),
                "label": "사실",
                "basis": "공고",
            },
            {
                "programme_id": "ai_factory",
                "national_mkrw": {2027: 20_000},
                "label": "가정",
                "basis": "전년 수준",
            },
        ],
        "national_cap_mkrw": {2027: 25_000},
        "regions": {"jeju": {"floor_mkrw": 100}},
        "liability_cap_mkrw": 9_000,
        "locks": [{"park_id": "changwon", "by_year": 2028}],
    }
    return scenario_from(content | changes)


def award(park_id: str, package_id: str, **changes: object) -> Award:
    """One award of 14,000 national won over four years, half beyond the horizon when late."""
    start = int(changes.pop("start_year", 2028))
    values = {
        "park_id": park_id,
        "division_id": None,
        "package_id": package_id,
        "programme_id": "complex_ax" if package_id == "base" else "ai_factory",
        "start_year": start,
        "units": 1,
        "national_mkrw": 14_000,
        "local_mkrw": 5_600,
        "private_mkrw": 2_800,
        "national_by_year_mkrw": {start + i: 3_500 for i in range(4)},
        "gain_low_mkrw": 1_000.25,
        "gain_central_mkrw": 2_000.5,
        "gain_high_mkrw": 4_000.75,
        "estimated": False,
    }
    return Award(**(values | changes))


def small_run(
    park_ids: tuple[str, str],
    partner_ids: tuple[str, str],
    status: SolveStatus = SolveStatus.FOUND,
    **changes: object,
) -> Run:
    """Three awards in two parks and two assignments, one of them to a partner without a place."""
    first, second = park_ids
    awards = (
        award(first, "base"),
        award(first, "ai_factory", division_id="humanoid", units=2),
        award(second, "base", start_year=2026, estimated=True),
    )
    common = {"park_id": first, "division_id": "humanoid", "package_id": "ai_factory"}
    near, unknown = partner_ids
    assignments = (
        Assignment(partner_id=near, role_id="ai_supplier", units=2, distance_km=12.34, **common),
        Assignment(partner_id=unknown, role_id="research", units=1, distance_km=None, **common),
    )
    values = {
        "run_id": "0123456789abcdef",
        "scenario": small_scenario(),
        "snapshot_digest": "0" * 64,
        "program_version": "0.1.0",
        "outcome": Outcome(
            status=status,
            objective=6_000.0,
            bound=6_300.0,
            build_seconds=0.25,
            solve_seconds=1.5,
            solver="HiGHS",
        ),
        "plan": Plan(awards=awards, assignments=assignments),
        "findings": (),
        "total_seconds": 2.0,
    }
    return Run(**(values | changes))
