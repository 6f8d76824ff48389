"""Two small runs on the real parks whose differences can be added up in the head."""

from typing import Any

from cluster_planner.domain.plan import Assignment, Award, Outcome, Plan, Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, scenario_from
from tests.cli.small_plans import award, small_scenario
from tests.real_data import real_snapshot

STAYS, GOES, COMES = "p_changwon", "p_yeosu", "p_gumi"
"""동남권, 서남권, 대경권."""


def run(
    awards: tuple[Award, ...],
    assignments: tuple[Assignment, ...] = (),
    scenario: Scenario | None = None,
    objective: float | None = 6_000.0,
    bound: float | None = 6_300.0,
    **changes: Any,
) -> Run:
    """A run on the real tables."""
    values: dict[str, Any] = {
        "run_id": "0123456789abcdef",
        "scenario": scenario or small_scenario(),
        "snapshot_digest": real_snapshot().digest,
        "program_version": "0.1.0",
        "outcome": Outcome(status=SolveStatus.FOUND, objective=objective, bound=bound),
        "plan": Plan(awards=awards, assignments=assignments),
    }
    return Run(**(values | changes))


def joined(partner_id: str, park_id: str, units: int = 1) -> Assignment:
    """One partner at the AI 팩토리 of a park."""
    return Assignment(
        partner_id=partner_id,
        park_id=park_id,
        division_id="humanoid",
        package_id="ai_factory",
        role_id="ai_supplier",
        units=units,
        distance_km=None,
    )


def before(scenario: Scenario | None = None, **changes: Any) -> Run:
    """Two parks, 14,000 each for 기반, and 28,000 for AI 팩토리 in the first."""
    awards = (
        award(STAYS, "base"),
        award(STAYS, "ai_factory", division_id="humanoid", national_mkrw=28_000,
              national_by_year_mkrw={2028: 28_000}, units=2),
        award(GOES, "base", start_year=2026),
    )  # fmt: skip
    partners = (joined("a", STAYS, 2), joined("b", STAYS), joined("c", STAYS))
    return run(awards, partners, scenario, **changes)


def after(scenario: Scenario | None = None, comes: str = COMES, **changes: Any) -> Run:
    """The first park keeps one unit of two of its AI 팩토리; the second gives way to a third."""
    awards = (
        award(STAYS, "base"),
        award(STAYS, "ai_factory", division_id="humanoid", national_mkrw=14_000,
              national_by_year_mkrw={2028: 14_000}, units=1),
        award(comes, "base", start_year=2027),
    )  # fmt: skip
    partners = (joined("a", comes, 2), joined("b", STAYS), joined("d", STAYS))
    return run(awards, partners, scenario, **changes)


def asked(**changes: object) -> Scenario:
    """The small scenario, changed."""
    return scenario_from(small_scenario().model_dump() | changes)
