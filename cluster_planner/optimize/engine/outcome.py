"""What a solve leaves: the decision that a point of the model stands for, and the facts about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

import pulp

from cluster_planner.domain.decision import Decision
from cluster_planner.domain.plan import Outcome
from cluster_planner.domain.problem import Problem
from cluster_planner.errors import Finding, SolverError
from cluster_planner.optimize.engine.arrays import Arrays, Vector
from cluster_planner.optimize.engine.assignment import assign_partners

_WHOLE = 1e-4
SOLVER = f"HiGHS {version('highspy')} · PuLP {pulp.__version__}"


@dataclass(frozen=True)
class Solved:
    """How a solve ended, with the decision if there is one."""

    outcome: Outcome
    decision: Decision | None
    solver_score: float | None = None
    """The objective in the solver's words; the outcome's is our own sum over the plan, which is
    higher where an unfinished solve left a better case of a unit to a later project."""


def decided(problem: Problem, arrays: Arrays, point: Vector) -> Decision:
    """Read whole numbers out of a point and place the partners; refuses what is not whole."""
    units = started(arrays, point)
    return Decision(units, assign_partners(problem, units))


def started(arrays: Arrays, point: Vector) -> Mapping[tuple[str, int], int]:
    """(candidate, start year) → units, out of the cumulative columns."""
    whole = {key: _whole(float(point[i]), key[0]) for key, i in arrays.started_by.items()}
    units: dict[tuple[str, int], int] = defaultdict(int)
    for (name, i, year), count in whole.items():
        if more := count - whole.get((name, i, year - 1), 0):
            units[name, year] += more
    return dict(units)


def _whole(value: float, name: str) -> int:
    nearest = round(value)
    if abs(value - nearest) > _WHOLE:
        finding = Finding(name, f"정수여야 할 값이 {value}입니다", "풀이 도구 설정을 확인하세요")
        raise SolverError((finding,))
    return nearest
