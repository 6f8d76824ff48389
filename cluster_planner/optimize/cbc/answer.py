"""Read how CBC ended, from its own log and solution file.

CBC minimises the negated objective that PuLP writes; everything here is turned back to our
maximisation. Its exit code is 0 even for an infeasible model, and PuLP's reading of the file calls
a stopped search "Optimal": neither is asked.
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum

_PRINTED_DIGITS = 6
_NO_POINT = ("no integer solution", "not completed")
_LOWER = re.compile(r"^Lower bound:\s+(\S+)\s*$", re.MULTILINE)
_VALUE = re.compile(r"objective value\s+(\S+)")


class Ended(StrEnum):
    """Why CBC stopped, in its own words made few."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    BROKEN = "broken"


@dataclass(frozen=True)
class CbcAnswer:
    """What CBC said about a model, in the units of the model's objective."""

    ended: Ended
    values: tuple[float, ...] | None = None
    """One value per exported variable, in their order; None when CBC found no whole solution."""
    objective: float | None = None
    bound: float | None = None
    """No solution is better than this; None when CBC gives none."""


def read_answer(log: str, solution: str, columns: int, whole: bool) -> CbcAnswer:
    """Make one answer of CBC's log and its solution file with `-printingOptions all`.

    `whole` tells whether the model has integers. Rows `X0000000`… are the columns in order.
    """
    head, _, body = solution.partition("\n")
    ended = _ended(head)
    found = _VALUE.search(head)
    if ended in (Ended.INFEASIBLE, Ended.BROKEN) or not found:
        return CbcAnswer(ended)
    if any(words in head for words in _NO_POINT):
        return CbcAnswer(ended, bound=_bound(log))
    objective = -float(found[1])
    bound = _bound(log)
    if bound is None and ended is Ended.COMPLETE and (_exact(head) or not whole):
        bound = objective  # CBC prints no bound where it equals the objective
    return CbcAnswer(ended, _values(body, columns), objective, bound)


def _ended(head: str) -> Ended:
    if head.startswith("Optimal"):
        return Ended.COMPLETE
    if head.startswith(("Infeasible", "Integer infeasible")):
        return Ended.INFEASIBLE
    return Ended.STOPPED if head.startswith("Stopped") else Ended.BROKEN


def _exact(head: str) -> bool:
    return head.startswith("Optimal - ")


def _bound(log: str) -> float | None:
    """CBC prints six digits: the bound is moved outward by one of the last, so that it holds."""
    found = _LOWER.findall(log)
    if not found:
        return None
    lower = float(found[-1])
    if not math.isfinite(lower) or abs(lower) >= 1e40:
        return None
    digits = math.floor(math.log10(abs(lower))) + 1 if lower else 0
    return -lower + 10.0 ** (digits - _PRINTED_DIGITS)


def _values(body: str, columns: int) -> tuple[float, ...]:
    values = [0.0] * columns
    for line in body.splitlines():
        words = line.replace("**", " ").split()
        if len(words) >= 3 and words[1].startswith("X"):
            values[int(words[1][1:])] = float(words[2])
    return tuple(values)
