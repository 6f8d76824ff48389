"""Tables of sweeps say what is not known as not known."""

from cluster_planner.cli.sweep_words import of_ladder
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.sweeps.ladder import Ladder, Rung
from tests.real_data import asked, real_snapshot


def test_budget_that_no_plan_fits_has_no_count_of_parks() -> None:
    impossible = Rung(
        budget_pct=10.0,
        budget_mkrw=1_000,
        free_status=SolveStatus.INFEASIBLE,
        free_score=None,
        free_gap=None,
        nested_status=SolveStatus.INFEASIBLE,
        nested_score=None,
        nested_gap=None,
        price_mkrw=None,
        price_at_most_mkrw=None,
        free_park_ids=(),
        nested_park_ids=(),
        entering_park_ids=(),
    )
    report = of_ladder(Ladder(asked(), (impossible,)), real_snapshot())

    assert report.rows[0][-3:] == ("-", "-", "-")
