"""Only what is proven is called 최적."""

import pytest

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.present.badge import outcome_badge


@pytest.mark.parametrize(
    ("status", "gap", "plan", "words"),
    [
        (SolveStatus.PROVEN, 0.0005, True, "증명된 최적(오차 0.1% 이내)"),
        (SolveStatus.FOUND, 0.0123, True, "간격 1.23%"),
        (SolveStatus.FOUND, None, True, "미증명"),
        (SolveStatus.CANCELLED, 0.2, True, "중단됨 · 간격 20%"),
        (SolveStatus.CANCELLED, None, True, "중단됨 · 미증명"),
        (SolveStatus.CANCELLED, None, False, "중단됨"),
        (SolveStatus.INFEASIBLE, None, False, "불가능"),
        (SolveStatus.NOTHING, None, False, "계획 없음"),
    ],
)
def test_only_what_is_proven_is_called_best(
    status: SolveStatus, gap: float | None, plan: bool, words: str
) -> None:
    assert words == outcome_badge(status, gap, plan).text
    assert ("최적" in words) == (status is SolveStatus.PROVEN)
