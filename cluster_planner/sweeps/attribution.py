"""What each changed input does alone: the first run's question with one group of inputs moved.

A group is a field of the scenario, the data, or the version of the program. Groups that only matter
together leave a rest; nothing is shared out by a formula.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cluster_planner import __version__
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.differences import WORDS_ONLY, changed_inputs
from cluster_planner.sweeps.crew import Crew
from cluster_planner.sweeps.effects import Effect, Ends, Share, effect, rest_ends
from cluster_planner.sweeps.trials import DATA, PROGRAM, Found, Trials


@dataclass(frozen=True)
class Attribution:
    """The changed groups one at a time, the whole change, and what none of them explains."""

    base_run_id: str
    other_run_id: str
    whole: Effect | None
    """None when a run has no plan."""
    shares: tuple[Share, ...]
    rest_score: float | None
    """Whole less the sum of the shares: what inputs do together. None when any of them is missing."""
    rest_score_low: float | None
    """The same of the best scores is proven to be at least this …"""
    rest_score_high: float | None
    """… and at most this; None where that end is not proven."""
    rest_national_mkrw: int | None
    rest_gain_mkrw: float | None
    unit: ObjectiveUnit = "mkrw"
    """Of the scores."""
    stopped: bool = False
    solved_by: str = __version__
    """Version of the program that solved the shares."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return asdict(self)


def attribution(crew: Crew, base: Run, other: Run, elsewhere: Crew | None = None) -> Attribution:
    """Plan the first run's scenario once more for each group of inputs that differs.

    `crew` works on the data of the first run, and `elsewhere` on those of the second where they are
    others; without it the share of the data is not known. A single group is the whole change, so
    nothing is solved for it. Raises ScenarioError when either crew has other data than its run.
    """
    _refuse_other_data(crew.snapshot, base)
    if elsewhere is not None:
        _refuse_other_data(elsewhere.snapshot, other)
    groups = changed_groups(base, other)
    if len(groups) == 1:
        ((name, inputs),) = groups.items()
        share = Share(name, inputs, other.outcome.status, effect(base, other))
        return _told(base, other, (Found(share, (base, other)),), stopped=False)
    trials = Trials(crew, elsewhere, base, other)
    found, stopped = trials.shares(groups)
    return _told(base, other, found, stopped=stopped)


def changed_groups(base: Run, other: Run) -> dict[str, int]:
    """Group → how many of its inputs differ, in the order of a scenario file; data and program last."""
    changes = [c for c in changed_inputs(base.scenario, other.scenario) if c.path not in WORDS_ONLY]
    groups = {name: [c.group for c in changes].count(name) for name in (c.group for c in changes)}
    if base.snapshot_digest != other.snapshot_digest:
        groups[DATA] = 1
    if base.program_version != other.program_version:
        groups[PROGRAM] = 1
    return groups


def _told(base: Run, other: Run, found: Sequence[Found], *, stopped: bool) -> Attribution:
    """The shares with what they leave. A stopped sweep leaves an unknown rest."""
    whole = effect(base, other)
    shares = tuple(one.share for one in found)
    effects = [share.effect for share in shares]
    known = [one for one in effects if one is not None]
    score: float | None = None
    ends: Ends = (None, None)
    national, gain = None, None
    if whole is not None and len(known) == len(effects) and not stopped:
        national = whole.national_mkrw - sum(one.national_mkrw for one in known)
        gain = whole.gain_mkrw - sum(one.gain_mkrw for one in known)
        scores = [one.score for one in known if one.score is not None]
        if whole.score is not None and len(scores) == len(known):
            score = whole.score - sum(scores)
            steps = [one.step for one in found if one.step is not None]
            ends = rest_ends((base, other), steps)
    unit = base.outcome.unit
    return Attribution(
        base.run_id, other.run_id, whole, shares, score, *ends, national, gain, unit, stopped
    )


def _refuse_other_data(snapshot: Snapshot, run: Run) -> None:
    if run.snapshot_digest != snapshot.digest:
        problem = "지금 열린 자료와 다른 자료로 만든 실행입니다"
        remedy = "그 자료를 열거나(--data) 다시 실행하세요"
        raise ScenarioError(Finding(f"실행 {run.run_id}", problem, remedy))
