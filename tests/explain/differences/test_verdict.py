"""What two scores allow to say."""

import pytest

from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.explain.differences import verdict
from tests.explain.differences.runs import asked, before


@pytest.mark.parametrize(
    ("objective", "bound", "kind"),
    [
        (6_301.0, 6_400.0, "better"),
        (6_300.0, 6_400.0, "within_gap"),
        (5_000.0, 5_999.0, "worse"),
        (5_000.0, 6_000.0, "within_gap"),
        (6_000.0, 6_000.0, "equal"),
        (5_000.0, None, "within_gap"),
    ],
)
def test_one_run_is_better_only_beyond_what_the_other_could_reach(
    objective: float, bound: float | None, kind: str
) -> None:
    said = verdict(before(), before(objective=objective, bound=bound))

    assert said.kind == kind
    assert said.change == objective - 6_000.0


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        ({"scenario": asked(weights={"ageing": 0.5})}, "measure"),
        ({"scenario": asked(horizon={"benefit_until": 2040})}, "measure"),
        ({"scenario": asked(objective={"kind": "max_min"})}, "measure"),
        ({"snapshot_digest": "1" * 64}, "data"),
        ({"program_version": "9"}, "program"),
        (
            {"outcome": Outcome(status=SolveStatus.FOUND, objective=7.0, bound=8.0, unit="points")},
            "unit",
        ),
    ],
)
def test_scores_of_other_measures_are_not_compared(
    changes: dict[str, object], obstacle: str
) -> None:
    said = verdict(before(), before(**changes))

    assert (said.kind, said.obstacles, said.change) == ("not_comparable", (obstacle,), None)
