"""Whether a run that was repeated came to the same plan, and where not."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel

from cluster_planner.domain.plan import Assignment, Award, CriterionValue, Run, SolveStatus

_SAME_SHARE: Final = 1e-9
"""Two sums of the same figures may differ so much by the order of adding."""
_AWARD_KEY: Final = ("park_id", "division_id", "package_id", "start_year")
_CRITERION_KEY: Final = ("criterion_id",)
_JOINED_KEY: Final = ("partner_id", "park_id", "division_id", "package_id", "role_id")

What = Literal[
    "run",
    "status",
    "objective",
    "bound",
    "stage",
    "criterion",
    "plan",
    "park",
    "award",
    "assignment",
]
Doubt = Literal["stopped", "out_of_time", "no_plan_in_time"]
"""Why a repetition may rightly differ: where a run stops depends on the moment or the machine."""


@dataclass(frozen=True)
class Deviation:
    """One figure that differs; None on a side where the thing is not there."""

    what: What
    subject: tuple[str, ...]
    """Ids: a park; a park's division, package and year; a partner with its work; a criterion."""
    field: str
    """Name of the figure in plan.json; empty where the whole thing is on one side only."""
    before: Any
    after: Any


@dataclass(frozen=True)
class Repetition:
    """A run and its repetition."""

    before: Run
    after: Run
    deviations: tuple[Deviation, ...]

    @property
    def equal(self) -> bool:
        """Whether status, scores, criteria and every award and assignment are the same."""
        return not self.deviations

    @property
    def same_program(self) -> bool:
        """Whether the same version of the program made both."""
        return self.before.program_version == self.after.program_version

    @property
    def same_solver(self) -> bool:
        """Whether the same version of the solver made both, as far as both say."""
        first, second = self.before.outcome.solver, self.after.outcome.solver
        return not first or not second or first == second

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why the two may differ though nothing is wrong."""
        return tuple(dict.fromkeys(d for run in (self.before, self.after) for d in _doubts(run)))


def repetition(before: Run, after: Run) -> Repetition:
    """Compare a run with its repetition, figure by figure, in the order of a reader's interest."""
    return Repetition(before, after, tuple(_deviations(before, after)))


def _doubts(run: Run) -> Iterator[Doubt]:
    match run.outcome.status:
        case SolveStatus.CANCELLED:
            yield "stopped"
        case SolveStatus.NOTHING:
            yield "no_plan_in_time"
        case SolveStatus.FOUND if run.outcome.gap is None or (
            run.outcome.gap > run.scenario.solver.gap
        ):
            yield "out_of_time"


def _deviations(before: Run, after: Run) -> Iterator[Deviation]:
    first, second = before.outcome, after.outcome
    if before.program_version == after.program_version and before.run_id != after.run_id:
        # An id is made of question, data and program: one of them is not what was run.
        yield Deviation("run", (), "run_id", before.run_id, after.run_id)
    if first.status is not second.status:
        yield Deviation("status", (), "status", first.status.value, second.status.value)
    if not _same(first.objective, second.objective):
        yield Deviation("objective", (), "objective", first.objective, second.objective)
    if not _same(first.bound, second.bound):
        yield Deviation("bound", (), "bound", first.bound, second.bound)
    yield from _stages(before, after)
    yield from _rows("criterion", _CRITERION_KEY, before.criteria, after.criteria)
    if before.plan is None or after.plan is None:
        if before.plan is not after.plan:
            has = before.plan is not None, after.plan is not None
            yield Deviation("plan", (), "", *has)
        return
    ids = set(before.plan.park_ids), set(after.plan.park_ids)
    for park_id in sorted(ids[0] ^ ids[1]):
        yield Deviation("park", (park_id,), "", park_id in ids[0], park_id in ids[1])
    yield from _rows("award", _AWARD_KEY, before.plan.awards, after.plan.awards)
    joined = before.plan.assignments, after.plan.assignments
    yield from _rows("assignment", _JOINED_KEY, *joined)


def _stages(before: Run, after: Run) -> Iterator[Deviation]:
    counts = len(before.stages), len(after.stages)
    if counts[0] != counts[1]:
        yield Deviation("stage", (), "", *counts)
        return
    for first, second in zip(before.stages, after.stages, strict=True):
        if not _same(first.value, second.value):
            yield Deviation("stage", (first.criterion_id,), "value", first.value, second.value)


def _rows(
    what: Literal["award", "assignment", "criterion"],
    key: tuple[str, ...],
    before: Sequence[Award] | Sequence[Assignment] | Sequence[CriterionValue],
    after: Sequence[Award] | Sequence[Assignment] | Sequence[CriterionValue],
) -> Iterator[Deviation]:
    sides = _by(key, before), _by(key, after)
    for subject in sorted(sides[0].keys() | sides[1].keys()):
        first, second = sides[0].get(subject, []), sides[1].get(subject, [])
        if len(first) != len(second):
            yield Deviation(what, subject, "", len(first), len(second))
            continue
        for one, other in zip(first, second, strict=True):
            for field in type(one).model_fields:
                figures = getattr(one, field), getattr(other, field)
                if not _same(*figures):
                    yield Deviation(what, subject, field, *figures)


def _by(key: tuple[str, ...], rows: Sequence[BaseModel]) -> dict[tuple[str, ...], list[BaseModel]]:
    told: Callable[[BaseModel], str] = BaseModel.model_dump_json
    found: dict[tuple[str, ...], list[BaseModel]] = {}
    for row in sorted(rows, key=told):
        subject = tuple("" if (part := getattr(row, name)) is None else str(part) for name in key)
        found.setdefault(subject, []).append(row)
    return found


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=_SAME_SHARE, abs_tol=_SAME_SHARE)
    return bool(before == after)
