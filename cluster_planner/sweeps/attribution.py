"""What each changed input does alone: the first run's question with one group of inputs moved.

Groups that only matter together leave a rest; nothing is shared out by a formula.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cluster_planner.benefit.checks import check
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.differences import WORDS_ONLY, changed_inputs, verdict
from cluster_planner.explain.differences.money import by_park, moved
from cluster_planner.sweeps.crew import Crew
from cluster_planner.sweeps.partial import plans_so_far


@dataclass(frozen=True)
class Effect:
    """What differs from the first run; sums over the whole plan, million won."""

    score: float | None
    """None where the scores do not mean the same (see `verdict`) or a plan is missing."""
    sure: bool
    """Whether the score differs by more than the gaps of the two solves."""
    national_mkrw: int
    gain_mkrw: float
    """Central gain of the awards; 추정."""
    moved_mkrw: int
    """National money that changed its park, whichever is more of gained and lost."""
    joined_park_ids: tuple[str, ...]
    left_park_ids: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """One group of changed inputs, alone."""

    group: str
    """Field of the scenario: programmes, regions, parks …"""
    inputs: int
    """How many inputs of the group differ."""
    status: SolveStatus | None
    """None when the group alone makes no scenario; then `findings` say why."""
    effect: Effect | None
    """None without a plan."""
    findings: tuple[Finding, ...] = ()


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
    rest_national_mkrw: int | None
    rest_gain_mkrw: float | None
    unit: ObjectiveUnit = "mkrw"
    """Of the scores."""
    stopped: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        return asdict(self)


def attribution(crew: Crew, base: Run, other: Run) -> Attribution:
    """Plan the first run's scenario once more for each group of inputs that differs.

    A single group is the whole change, so nothing is solved for it. Raises ScenarioError when
    either run was made of other data than the crew's.
    """
    _refuse_other_data(crew.snapshot, (base, other))
    changes = [c for c in changed_inputs(base.scenario, other.scenario) if c.path not in WORDS_ONLY]
    groups = {name: [c.group for c in changes].count(name) for name in (c.group for c in changes)}
    whole = effect(base, other)
    shares: tuple[Share, ...]
    if len(groups) == 1:
        ((name, inputs),) = groups.items()
        shares, stopped = (Share(name, inputs, other.outcome.status, whole),), False
    else:
        shares, stopped = _solved(crew, base, other, groups)
    rest, unit = _rest(whole, shares), base.outcome.unit
    return Attribution(base.run_id, other.run_id, whole, shares, *rest, unit, stopped)


def effect(base: Run, run: Run) -> Effect | None:
    """What a run does differently; None when either has no plan."""
    if base.plan is None or run.plan is None:
        return None
    said = verdict(base, run)
    changes = [m.change_mkrw for m in moved(base, run, by_park)]
    before, after = set(base.plan.park_ids), set(run.plan.park_ids)
    return Effect(
        score=said.change,
        sure=said.kind in ("better", "worse"),
        national_mkrw=run.plan.national_mkrw - base.plan.national_mkrw,
        gain_mkrw=_gain(run) - _gain(base),
        moved_mkrw=max(sum(c for c in changes if c > 0), -sum(c for c in changes if c < 0)),
        joined_park_ids=tuple(sorted(after - before)),
        left_park_ids=tuple(sorted(before - after)),
    )


def with_group(base: Scenario, other: Scenario, group: str) -> Scenario:
    """The first scenario with one field of the second. Raises ScenarioError if they do not fit."""
    content = base.model_dump()
    content[group] = other.model_dump()[group]
    return scenario_from(content, group)


def _moved_alone(
    snapshot: Snapshot, base: Run, other: Run, group: str
) -> Scenario | tuple[Finding, ...]:
    try:
        scenario = with_group(base.scenario, other.scenario, group)
        check(snapshot, scenario)
    except ScenarioError as error:
        return error.findings
    return scenario


def _solved(
    crew: Crew, base: Run, other: Run, groups: dict[str, int]
) -> tuple[tuple[Share, ...], bool]:
    """The share of each group, as far as the reader let it come; and whether he stopped it."""
    tries = {name: _moved_alone(crew.snapshot, base, other, name) for name in groups}
    asked = {name: tried for name, tried in tries.items() if isinstance(tried, Scenario)}
    found = plans_so_far(crew, list(asked.values()), base.scenario)
    runs = dict(zip(asked, found.answers, strict=True))
    return tuple(_shares(base, groups, tries, runs)), found.stopped


def _shares(
    base: Run,
    groups: dict[str, int],
    tries: dict[str, Scenario | tuple[Finding, ...]],
    runs: dict[str, Run | None],
) -> Iterator[Share]:
    for name, inputs in groups.items():
        tried = tries[name]
        run = runs.get(name)
        if not isinstance(tried, Scenario):
            yield Share(name, inputs, None, None, tried)
        elif run is not None:  # None: the reader stopped before it was answered
            yield Share(name, inputs, run.outcome.status, effect(base, run))


def _rest(
    whole: Effect | None, shares: Sequence[Share]
) -> tuple[float | None, int | None, float | None]:
    effects = [share.effect for share in shares]
    if whole is None or any(one is None for one in effects):
        return None, None, None
    known = [one for one in effects if one is not None]
    scores = [one.score for one in known]
    score = None
    if whole.score is not None and None not in scores:
        score = whole.score - sum(s for s in scores if s is not None)
    return (
        score,
        whole.national_mkrw - sum(one.national_mkrw for one in known),
        whole.gain_mkrw - sum(one.gain_mkrw for one in known),
    )


def _gain(run: Run) -> float:
    return sum(award.gain_central_mkrw for award in run.plan.awards) if run.plan else 0.0


def _refuse_other_data(snapshot: Snapshot, runs: tuple[Run, ...]) -> None:
    problem = "지금 열린 자료와 다른 자료로 만든 실행입니다"
    remedy = "그 자료를 열거나(--data) 다시 실행하세요"
    findings = [
        Finding(f"실행 {run.run_id}", problem, remedy)
        for run in runs
        if run.snapshot_digest != snapshot.digest
    ]
    if findings:
        raise ScenarioError(findings)
