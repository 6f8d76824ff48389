"""Why a bundle is not what was given out."""

from cluster_planner.errors import Finding, PlannerError


class Refused(PlannerError):
    """A bundle that was changed, cut off, or made from something else: it must not be relied on."""


def refused(where: str, problem: str, remedy: str = "") -> Refused:
    """Return the error with one finding; the usual remedy is to get the original again."""
    return Refused(Finding(where, problem, remedy or "만든 곳에서 원본을 다시 받으세요"))
