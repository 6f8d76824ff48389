"""What one run does differently from another, and between which ends its score is proven to."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import Finding
from cluster_planner.explain.differences.money import by_park, moved
from cluster_planner.explain.differences.verdict import interval, obstacles

_INPUTS: Final = frozenset({"data", "program"})
"""What forbids to call one plan better, and is an input like others when a change is taken apart."""


@dataclass(frozen=True)
class Effect:
    """What differs between two runs; sums over the whole plans, million won."""

    score: float | None
    """None where the scores do not mean the same (see `verdict`), in the unit of the first run."""
    score_low: float | None
    """The best scores of the two questions are proven to differ by at least this …"""
    score_high: float | None
    """… and at most this; None where that end is not proven."""
    sure: bool
    """Whether the score differs by more than the gaps of the two solves."""
    national_mkrw: int
    gain_mkrw: float
    """Central gain of the awards; 추정."""
    gained_mkrw: int
    """National money that parks get more, over the parks that get more."""
    lost_mkrw: int
    """National money that parks get less, over the parks that get less; not below 0."""
    joined_park_ids: tuple[str, ...]
    left_park_ids: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """One group of changed inputs, alone."""

    group: str
    """Field of the scenario (programmes, regions, parks …), `data` or `program`."""
    inputs: int
    """How many inputs of the group differ; 1 for data and program."""
    status: SolveStatus | None
    """None when the group alone cannot be planned; then `findings` say why."""
    effect: Effect | None
    """None without a plan."""
    findings: tuple[Finding, ...] = ()


type Step = tuple[Run, Run]
"""A change: the run before it and the run after it."""
type Ends = tuple[float | None, float | None]
"""Least and greatest proven value; None where there is no such end."""


def effect(base: Run, run: Run) -> Effect | None:
    """What a run does differently; None when either has no plan."""
    if base.plan is None or run.plan is None:
        return None
    score: float | None = None
    ends: Ends = (None, None)
    if summable(base, run):
        score = _found(run) - _found(base)
        ends = _ends([(1, run), (-1, base)])
    changes = [m.change_mkrw for m in moved(base, run, by_park)]
    before, after = set(base.plan.park_ids), set(run.plan.park_ids)
    low, high = ends
    return Effect(
        score=score,
        score_low=low,
        score_high=high,
        sure=(low is not None and low > 0) or (high is not None and high < 0),
        national_mkrw=run.plan.national_mkrw - base.plan.national_mkrw,
        gain_mkrw=_gain(run) - _gain(base),
        gained_mkrw=sum(change for change in changes if change > 0),
        lost_mkrw=-sum(change for change in changes if change < 0),
        joined_park_ids=tuple(sorted(after - before)),
        left_park_ids=tuple(sorted(before - after)),
    )


def summable(base: Run, run: Run) -> bool:
    """Whether the scores count the same thing, of whatever data and program version."""
    return not set(obstacles(base, run)) - _INPUTS


def rest_ends(whole: Step, parts: Iterable[Step]) -> Ends:
    """Between which ends the best scores of a whole change differ by more than its parts together.

    A run that stands in several changes has one best score: its gap counts once where it cancels.
    """
    weights: dict[int, int] = {}
    runs: dict[int, Run] = {}
    for sign, (before, after) in ((1, whole), *((-1, part) for part in parts)):
        for run, weight in ((before, -sign), (after, sign)):
            runs[id(run)] = run
            weights[id(run)] = weights.get(id(run), 0) + weight
    return _ends([(weights[key], runs[key]) for key in runs])


def _ends(terms: list[tuple[int, Run]]) -> Ends:
    """The least and greatest weighted sum of the runs' best scores."""
    low = high = 0.0
    for weight, run in terms:
        if not weight:
            continue
        ends = sorted(weight * end for end in interval(run))
        low, high = low + ends[0], high + ends[1]
    return (low if math.isfinite(low) else None), (high if math.isfinite(high) else None)


def _found(run: Run) -> float:
    return interval(run)[0]


def _gain(run: Run) -> float:
    return sum(award.gain_central_mkrw for award in run.plan.awards) if run.plan else 0.0
