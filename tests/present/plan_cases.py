"""A plan by hand in real parks, whose every sum can be done in the head."""

from functools import cache
from typing import Any

from cluster_planner.domain.plan import Assignment, Award, Outcome, Plan, Run, SolveStatus
from tests.real_data import asked, real_snapshot

YEARS = (2026, 2027)


def award(park_id: str, package_id: str, programme_id: str, start: int, **values: Any) -> Award:
    """An award of 100억 national (60 in its year, 40 in the next), 30억 local, 50억 private."""
    content: dict[str, Any] = {
        "park_id": park_id,
        "division_id": None,
        "package_id": package_id,
        "programme_id": programme_id,
        "start_year": start,
        "units": 12,
        "national_mkrw": 10_000,
        "local_mkrw": 3_000,
        "private_mkrw": 5_000,
        "fund_mkrw": 2_000,
        "national_by_year_mkrw": {start: 6_000, start + 1: 4_000},
        "gain_low_mkrw": 1_000.0,
        "gain_central_mkrw": 40_000.0,
        "gain_high_mkrw": 90_000.0,
        "estimated": False,
    }
    return Award(**content | values)


def assignment(park_id: str, partner_id: str, distance_km: float | None) -> Assignment:
    return Assignment(
        partner_id=partner_id,
        park_id=park_id,
        division_id=None,
        package_id="ai_factory",
        role_id="ai_supplier",
        units=12,
        distance_km=distance_km,
    )


@cache
def partners() -> tuple[str, str]:
    """A partner with a known place, and one without."""
    table = real_snapshot()["partners"]
    placed = table.loc[table["lon"].notna(), "partner_id"].iloc[0]
    lost = table.loc[table["lon"].isna(), "partner_id"].iloc[0]
    return str(placed), str(lost)


def run_of(*awards: Award, assignments: tuple[Assignment, ...] = (), **scenario: Any) -> Run:
    """A proven run of these awards on the real data."""
    return Run(
        run_id="0123456789abcdef",
        scenario=asked(**scenario),
        snapshot_digest=real_snapshot().digest,
        program_version="test",
        outcome=Outcome(status=SolveStatus.PROVEN, objective=1e6, bound=1e6),
        plan=Plan(awards=awards, assignments=assignments),
    )


@cache
def hand_made() -> Run:
    """창원 gets AI 팩토리 in 2026 and 로봇 in 2030 (paid to 2031); 반월 a base in 2026."""
    placed, lost = partners()
    return run_of(
        award("p_changwon", "ai_factory", "ai_factory", 2026),
        award("p_changwon", "robot", "physical_ai", 2030, units=4, estimated=True),
        award(
            "p_banwol", "base", "complex_ax", 2026,
            units=1, national_mkrw=14_000, local_mkrw=5_600, private_mkrw=2_800, fund_mkrw=0,
            national_by_year_mkrw=dict.fromkeys(range(2026, 2030), 3500),
        ),
        assignments=(
            assignment("p_changwon", placed, 12.5), assignment("p_changwon", lost, None),
        ),
    )  # fmt: skip
