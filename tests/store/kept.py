"""Scenarios and runs as the program makes them, without solving anything.

Processes of tests start with this: it loads no tables.
"""

from functools import cache
from pathlib import Path

from cluster_planner.domain.plan import Award, Outcome, Plan, Run, SolveStatus
from cluster_planner.domain.run_ids import run_id_of
from cluster_planner.domain.scenario import Scenario, read_scenario

SNAPSHOT = "5" * 64
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "'; DROP TABLE runs; --",
    "100% _ \\ 안",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7}",
    "오른쪽\u202e왼쪽\u200f표시",
    "가" * 2_000,
    "줄\n바꿈\t칸\r\x1b[31m",
    "NUL\0뒤",
    "반쪽\ud800글자",
    "👩‍👩‍👧 가족",
    "ㅎㅏㄴ글 한글",
)
"""What somebody may type, paste or import."""
NAMES = tuple(text for text in HOSTILE if len(text) <= 80 and "\ud800" not in text)
"""Of these, what a scenario may be called."""


@cache
def _baseline() -> Scenario:
    return read_scenario(Path(__file__).parents[2] / "data" / "scenarios" / "baseline.yaml")


def a_scenario(name: str = "기준안", **changes: object) -> Scenario:
    """The baseline under another name; the name is not checked, as in a file of another program."""
    return _baseline().model_copy(update={"name": name, **changes})


def a_run(
    name: str = "기준안",
    *,
    status: SolveStatus = SolveStatus.FOUND,
    objective: float | None = 10.0,
    run_id: str = "",
    snapshot: str = SNAPSHOT,
    scenario: Scenario | None = None,
) -> Run:
    """A run with two awards, or with none where there is no objective."""
    scenario = scenario or a_scenario(name)
    plan = (
        None if objective is None else Plan(awards=(_award("p_a"), _award("p_b")), assignments=())
    )
    return Run(
        run_id=run_id or run_id_of(scenario.digest, snapshot, "0.1.0"),
        scenario=scenario,
        snapshot_digest=snapshot,
        program_version="0.1.0",
        outcome=Outcome(
            status=status,
            objective=objective,
            bound=None if objective is None else objective * 1.25,
            solver="HiGHS 1.15.1",
        ),
        plan=plan,
        total_seconds=1.5,
    )


def _award(park_id: str) -> Award:
    return Award(
        park_id=park_id,
        division_id=None,
        package_id="hub",
        programme_id="complex_ax",
        start_year=2026,
        units=1,
        national_mkrw=7_000,
        local_mkrw=3_000,
        private_mkrw=0,
        national_by_year_mkrw={2026: 7_000},
        gain_low_mkrw=1.0,
        gain_central_mkrw=2.5,
        gain_high_mkrw=4.0,
        estimated=False,
    )
