"""The solves behind an attribution: one group of inputs moved, all else as in the first run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from cluster_planner import __version__
from cluster_planner.benefit.checks import check
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.sweeps.crew import Crew
from cluster_planner.sweeps.effects import Share, Step, effect
from cluster_planner.sweeps.partial import plans_so_far

DATA: Final = "data"
PROGRAM: Final = "program"
_START: Final = "start"
"""The first run once more, by this version of the program."""
_AGAIN: Final = "again"
"""The second run once more, by this version of the program."""

type _Tried = Scenario | tuple[Finding, ...]


@dataclass(frozen=True)
class Found:
    """A share with the two runs that it lies between; None where one of them is missing."""

    share: Share
    step: Step | None


@dataclass(frozen=True)
class Trials:
    """Two runs, and who can solve on the data of either."""

    crew: Crew
    elsewhere: Crew | None
    """None when the second run's data are the first's, or are not here."""
    base: Run
    other: Run

    def shares(self, groups: dict[str, int]) -> tuple[tuple[Found, ...], bool]:
        """The share of each group, as far as the reader let it come; and whether he stopped it."""
        here, there = self._here(groups), self._there(groups)
        if isinstance(unfit := here.get(_START, ()), tuple) and unfit:
            shares = (Share(name, number, None, None, unfit) for name, number in groups.items())
            return tuple(Found(share, None) for share in shares), False
        runs, stopped = _solve(self.crew, here, self.base.scenario)
        if not stopped and self.elsewhere is not None:
            like = (
                self.base.scenario if isinstance(there.get(DATA), Scenario) else self.other.scenario
            )
            more, stopped = _solve(self.elsewhere, there, like)
            runs |= more
        tries = here | there
        start = runs.get(_START) if _START in tries else self.base
        if start is None:
            return (), stopped
        return tuple(self._found(groups, tries, runs, start)), stopped

    def _here(self, groups: dict[str, int]) -> dict[str, _Tried]:
        """What is asked of the first run's data."""
        snapshot = self.crew.snapshot
        tries: dict[str, _Tried] = {}
        if self.base.program_version != __version__:
            tries[_START] = _fitting(snapshot, lambda: self.base.scenario)
        for name in groups:
            if name not in (DATA, PROGRAM):
                moved = partial(with_group, self.base.scenario, self.other.scenario, name)
                tries[name] = _fitting(snapshot, moved)
        if self._asks_again(groups) and DATA not in groups:
            tries[_AGAIN] = _fitting(snapshot, lambda: self.other.scenario)
        return tries

    def _there(self, groups: dict[str, int]) -> dict[str, _Tried]:
        """What is asked of the second run's data, where they are others."""
        if DATA not in groups:
            return {}
        if self.elsewhere is None:
            named = f"자료 {self.other.snapshot_digest[:12]}"
            problem, remedy = "이 컴퓨터에 없습니다", "그 자료를 들여온 뒤 다시 견주세요"
            return {DATA: (Finding(named, problem, remedy),)}
        snapshot = self.elsewhere.snapshot
        tries = {DATA: _fitting(snapshot, lambda: self.base.scenario)}
        if self._asks_again(groups):
            tries[_AGAIN] = _fitting(snapshot, lambda: self.other.scenario)
        return tries

    def _asks_again(self, groups: dict[str, int]) -> bool:
        """Whether the share of the program is seen at the second run: this version made the first."""
        return PROGRAM in groups and self.base.program_version == __version__

    def _found(
        self, groups: dict[str, int], tries: dict[str, _Tried], runs: dict[str, Run], start: Run
    ) -> Iterator[Found]:
        for name, inputs in groups.items():
            if name == PROGRAM:
                yield from self._program(tries, runs, start)
                continue
            tried, run = tries[name], runs.get(name)
            if not isinstance(tried, Scenario):
                yield Found(Share(name, inputs, None, None, tried), None)
            elif run is not None:  # None: the reader stopped before it was answered
                yield _between(name, inputs, start, run)

    def _program(
        self, tries: dict[str, _Tried], runs: dict[str, Run], start: Run
    ) -> Iterator[Found]:
        """The same question by two versions, one of which is this one."""
        if self.other.program_version == __version__:
            yield _between(PROGRAM, 1, self.base, start)
            return
        again = tries.get(_AGAIN)
        if isinstance(again, Scenario):
            if _AGAIN in runs:
                yield _between(PROGRAM, 1, runs[_AGAIN], self.other)
            return
        named = f"프로그램 판 {self.other.program_version}"
        problem = f"그 판은 여기에 없어({__version__}) 같은 물음을 다시 풀 수 없습니다"
        finding = Finding(named, problem, "두 실행을 이 판으로 다시 실행해 견주세요")
        yield Found(Share(PROGRAM, 1, None, None, again or (finding,)), None)


def with_group(base: Scenario, other: Scenario, group: str) -> Scenario:
    """The first scenario with one field of the second. Raises ScenarioError if they do not fit."""
    content = base.model_dump()
    content[group] = other.model_dump()[group]
    return scenario_from(content, group)


def _between(name: str, inputs: int, before: Run, after: Run) -> Found:
    share = Share(name, inputs, after.outcome.status, effect(before, after))
    return Found(share, (before, after))


def _fitting(snapshot: Snapshot, make: Callable[[], Scenario]) -> _Tried:
    """A scenario that the data allow to plan, or why there is none."""
    try:
        scenario = make()
        check(snapshot, scenario)
    except ScenarioError as error:
        return error.findings
    return scenario


def _solve(crew: Crew, tries: dict[str, _Tried], like: Scenario) -> tuple[dict[str, Run], bool]:
    """The runs that were answered, and whether the reader stopped before all of them were."""
    asked = {name: tried for name, tried in tries.items() if isinstance(tried, Scenario)}
    if not asked:
        return {}, False
    found = plans_so_far(crew, list(asked.values()), like)
    runs = {n: run for n, run in zip(asked, found.answers, strict=True) if run is not None}
    return runs, found.stopped
