"""When which gap was certified for an audited plan."""

import time

from cluster_planner.audit import audit, without_idle_money
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.plan import Progress, relative_gap
from cluster_planner.domain.problem import Problem


class Trail:
    """Hears a solve; audits each plan as it comes, and counts it from the end of its audit."""

    def __init__(self, began: float) -> None:
        self._began = began
        self._events: list[tuple[float, float | None, float | None]] = []

    def bounded(self, progress: Progress) -> None:
        """No plan is better than the bound of this progress."""
        if progress.bound is not None:
            self._events.append((self._now(), None, progress.bound))

    def offered(self, problem: Problem, decision: Decision) -> None:
        """A decision was found: it counts once the auditor agrees."""
        plan = without_idle_money(problem, plan_of(problem, decision))
        if not audit(problem, plan):
            self._events.append((self._now(), total_score(problem, plan), None))

    def ended(self, objective: float | None, bound: float | None) -> None:
        """The solve is over and its plan, if any, is audited.

        What was told on the way cannot be closer than the bound that the solve vouches for.
        """
        if bound is not None:
            self._events = [(at, s, b and max(b, bound)) for at, s, b in self._events]
        self._events.append((self._now(), objective, bound))

    def first_s(self) -> float | None:
        """Seconds until the first audited plan."""
        return next((at for at, score, _ in self._events if score is not None), None)

    def reached_s(self, gap: float) -> float | None:
        """Seconds until an audited plan with this gap existed; None when it never did."""
        return next((at for at, now in self._gaps() if now <= gap), None)

    def best_gap(self) -> float | None:
        """The smallest gap that was reached."""
        return min((gap for _, gap in self._gaps()), default=None)

    def _gaps(self) -> list[tuple[float, float]]:
        best: float | None = None
        least: float | None = None
        gaps = []
        for at, score, bound in sorted(self._events, key=lambda event: event[0]):
            if score is not None:
                best = score if best is None else max(best, score)
            if bound is not None:
                least = bound if least is None else min(least, bound)
            gap = relative_gap(best, least)
            if gap is not None:
                gaps.append((at, gap))
        return gaps

    def _now(self) -> float:
        return time.perf_counter() - self._began
