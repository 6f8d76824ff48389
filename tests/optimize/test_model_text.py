"""The model as text: what a person reads is what the solver gets."""

from pathlib import Path

import highspy
import pytest

from cluster_planner import audit
from cluster_planner.domain.objective import Objective, Stage
from cluster_planner.domain.problem import Need, Problem, RegionLimits
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.formulation.model import write_lp, write_mps
from cluster_planner.optimize.formulation.rules import RULES
from cluster_planner.optimize.solve import solve
from tests.small_problems import park, problem_of

GOLDEN = Path(__file__).parent / "golden"


def two_parks() -> Problem:
    """Two parks with every rule at work."""
    north, capital = park("north_1", 50, 20), park("capital_1", 40)[:2]
    years = (2026, 2027)
    return problem_of(
        (*north, *capital),
        years=years,
        carry_over_pct=10.0,
        national_cap_mkrw={2026: 300},
        liability_cap_mkrw=200,
        regions={
            "north": RegionLimits(
                floor_mkrw=140, cap_mkrw=400, min_parks=1, local_cap_mkrw=120, private_cap_mkrw=90
            )
        },
        noncapital_share_min_pct=40.0,
        firms_of_region={"north": 30.0, "capital": 10.0},
        objective=Objective(
            Stage("least", {"least": 40.0, "weighted_gain": 0.01, "balance": 0.1}),
            {"balance": 10.0, "least": 0.5, "gain": 20.0},
        ),
        fund_cap_mkrw=30,
        fund_noncapital_min_pct=40.0,
        locks={("capital_1", "base"): 2027},
        needs=(Need(north[1].candidate_id, "supplier", ("a", "b")),),
        partner_capacity={"a": 1, "b": 1},
    )


def test_model_reads_as_the_golden_text(tmp_path: Path) -> None:
    written = tmp_path / "two_parks.lp"
    write_lp(two_parks(), str(written))

    assert written.read_text() == (GOLDEN / "two_parks.lp").read_text()


def test_golden_shows_every_rule() -> None:
    text = (GOLDEN / "two_parks.lp").read_text()

    assert [r.__name__ for r in RULES if f"{r.__name__}" not in text] == []


def test_auditor_has_a_check_for_every_rule() -> None:
    assert [c.__name__ for c in audit.CHECKS] == [r.__name__ for r in RULES]


def test_another_reader_of_the_mps_finds_the_same_optimum(tmp_path: Path) -> None:
    path = tmp_path / "model.mps"
    write_mps(two_parks(), str(path))
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(str(path))
    highs.run()

    ours = solve(two_parks(), SolverSettings(gap=0.0)).outcome.objective
    assert abs(100 * highs.getObjectiveValue()) == pytest.approx(ours)
    assert "started_by__north_1__base__s0__2026" in path.read_text()
