"""What may be claimed of a run in a few words; the same on the screen, in tables and in papers."""

from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.plan import PROOF_GAP, Run, SolveStatus
from cluster_planner.present.summary import gap_words


@dataclass(frozen=True)
class Badge:
    """Words, and the tone in which they are shown beside them."""

    text: str
    tone: Literal["good", "warn", "bad"]


def badge(run: Run) -> Badge:
    """The badge of a run. Only a proven one may be called 최적, and says within what."""
    return outcome_badge(run.outcome.status, run.outcome.gap, run.plan is not None)


def outcome_badge(status: SolveStatus, gap: float | None, with_plan: bool) -> Badge:
    """The badge of an outcome with this relative gap."""
    shown = "미증명" if gap is None else f"간격 {gap_words(gap)}"
    match status:
        case SolveStatus.PROVEN:
            return Badge(f"증명된 최적(오차 {gap_words(PROOF_GAP)} 이내)", "good")
        case SolveStatus.FOUND:
            return Badge(shown, "warn")
        case SolveStatus.CANCELLED if with_plan:
            return Badge(f"중단됨 · {shown}", "warn")
        case SolveStatus.CANCELLED:
            return Badge("중단됨", "warn")
        case SolveStatus.INFEASIBLE:
            return Badge("불가능", "bad")
        case _:
            return Badge("계획 없음", "bad")
