"""The product against the full model as other teams would write it: arrays, linopy, Pyomo.

Every library is given the product's own rows and columns for free, so only its way of writing them
down and handing them over is timed, and then the same HiGHS with the same options. Ours starts from
the problem and ends with an audited plan.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

from benchmarks.generated.nations import Nation, national
from benchmarks.path import Planned, baseline, planned
from benchmarks.reading import Reading
from benchmarks.written import with_arrays
from benchmarks.written.matrix import Matrix, matrix_of
from benchmarks.written.solving import Direct, direct
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import PROOF_GAP

type Writer = Callable[[Matrix], Any]

_TARGET = {"arrays": 1.5, "linopy": 1.0, "pyomo": 1.0}


def default() -> list[Reading]:
    """The default scenario, each solved to the gap of the product."""
    return _readings("models.default", baseline(), limit_s=60.0, repeats=3)


def nation() -> list[Reading]:
    """The nation with grown money. A full model that is not closed counts with its time limit."""
    real = baseline()
    grown = national(real.snapshot, real.scenario, grow_money=True)
    return _readings("models.national", grown, limit_s=150.0, repeats=1)


def _readings(name: str, question: Nation, limit_s: float, repeats: int) -> list[Reading]:
    settings = question.scenario.solver.model_copy(
        update={"gap": PROOF_GAP, "time_limit_s": limit_s}
    )
    matrix = matrix_of(problem_of(question.snapshot, question.scenario))
    writers = _writers()
    ours: list[Planned] = []
    theirs: dict[str, list[Direct]] = {library: [] for library in writers}
    for _ in range(repeats):  # in turn, so that a busy minute falls on all of them
        ours.append(planned(question, PROOF_GAP, limit_s))
        for library, write in writers.items():
            theirs[library].append(direct(partial(write, matrix), settings))
    seconds = [w.total_s - w.problem_s for w in ours]
    gap = max(_gap(w.outcome.gap) for w in ours)
    if gap > PROOF_GAP:
        note = f"not reached: gap {gap:.3%} after {max(seconds):.0f} s"
        return [Reading(f"{name}.ours_s", None, at_most=limit_s, note=note)]
    readings = [Reading(f"{name}.ours_s", median(seconds), note=f"gap {gap:.3%}")]
    for library in _TARGET:
        readings += _compared(name, library, seconds, theirs.get(library, []))
    return readings


def _compared(name: str, library: str, ours: list[float], runs: list[Direct]) -> list[Reading]:
    ratio, target = f"{name}.ours_over_{library}", _TARGET[library]
    if not runs:
        return [Reading(ratio, None, "×", target, "not installed: pip install -e '.[bench]'")]
    pairs = [our_s / run.total_s for our_s, run in zip(ours, runs, strict=True)]
    gap = max(_gap(run.gap) for run in runs)
    known = "" if gap <= PROOF_GAP else "or less: theirs was stopped by the limit"
    return [
        Reading(f"{name}.{library}_build_s", median(run.build_s for run in runs)),
        Reading(f"{name}.{library}_s", median(run.total_s for run in runs), note=f"gap {gap:.3%}"),
        Reading(ratio, median(pairs), "×", target, known),
    ]


def _gap(gap: float | None) -> float:
    return float("inf") if gap is None else gap


def _writers() -> dict[str, Writer]:
    """Those whose library is installed."""
    writers: dict[str, Writer] = {"arrays": with_arrays.handed_over}
    for library in ("linopy", "pyomo"):
        if find_spec(library) is not None:
            writers[library] = import_module(f"benchmarks.written.with_{library}").handed_over
    return writers
