"""Which rules stop a park from getting one more unit of each of its packages.

The auditor is asked: the plan with one more unit, and with whatever that unit needs before it, is
checked for every start year. The year that breaks the fewest rules tells what is in the way.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cluster_planner.audit import CHECKS
from cluster_planner.domain.decision import Decision, plan_of
from cluster_planner.domain.plan import Assignment, Award, Plan
from cluster_planner.domain.problem import Candidate, Problem

SEGMENT_LIMIT = "segment_limit"
"""All cases of the candidate are taken: the firms that adopt, or its largest number of projects."""
PREREQUISITE = "prerequisite"
"""What must stand before cannot stand early enough in any year."""
ROOM = "room"
"""No rule is in the way: one more unit is just not worth more than what the plan does."""


@dataclass(frozen=True)
class Binding:
    """What stops one candidate of the park, in the year that comes closest."""

    package_id: str
    division_id: str | None
    year: int | None
    broken: tuple[tuple[str, str], ...]
    """(rule, what the auditor says), or one of the three words above with nothing said."""

    @property
    def rules(self) -> tuple[str, ...]:
        """Names of the rules that stop it, or one of the three words; sorted."""
        return tuple(sorted({rule for rule, _ in self.broken}))


def decision_of(problem: Problem, plan: Plan) -> Decision:
    """The decision behind a plan."""
    name = {(c.park_id, c.division_id, c.package_id): c.candidate_id for c in problem.candidates}
    units = {(name[_unit(a)], a.start_year): a.units for a in plan.awards}
    partners = {(name[_unit(a)], a.role_id, a.partner_id): a.units for a in plan.assignments}
    return Decision(units, partners)


def bindings(problem: Problem, plan: Plan, park_id: str) -> tuple[Binding, ...]:
    """One per candidate of a park, in the problem's order."""
    trial = _Trial(problem, decision_of(problem, plan))
    return tuple(trial.binding(c) for c in problem.candidates if c.park_id == park_id)


def _unit(item: Award | Assignment) -> tuple[str, str | None, str]:
    return (item.park_id, item.division_id, item.package_id)


class _Trial:
    """A plan to which one unit more is added, with its prerequisites."""

    def __init__(self, problem: Problem, decision: Decision) -> None:
        self._problem = problem
        self._decision = decision
        self._by_unit = {(c.park_id, c.division_id, c.package_id): c for c in problem.candidates}

    def binding(self, candidate: Candidate) -> Binding:
        """What stops one more unit of a candidate."""
        unit = (candidate.package_id, candidate.division_id)
        if self._count(candidate, {}) >= candidate.max_units:
            return Binding(*unit, None, ((SEGMENT_LIMIT, ""),))
        tried = [
            (len(broken), year, broken)
            for year in self._problem.years
            if (added := self._bundle(candidate, year)) is not None
            for broken in [tuple(self._broken(added))]
        ]
        if not tried:
            return Binding(*unit, None, ((PREREQUISITE, ""),))
        _, year, broken = min(tried)
        return Binding(*unit, year, broken or ((ROOM, ""),))

    def _broken(self, added: dict[tuple[str, int], int]) -> Iterator[tuple[str, str]]:
        units = dict(self._decision.units)
        for key, count in added.items():
            units[key] = units.get(key, 0) + count
        plan = plan_of(self._problem, Decision(units, self._staffed(added)))
        for check in CHECKS:
            for sentence in check(self._problem, plan):
                yield check.__name__, sentence

    def _staffed(self, added: dict[tuple[str, int], int]) -> dict[tuple[str, str, str], int]:
        """Each added unit joins the partner with the most capacity left, others stay as they are."""
        partners = dict(self._decision.partners)
        used: dict[str, int] = {}
        for (_, _, partner), count in partners.items():
            used[partner] = used.get(partner, 0) + count
        capacity = self._problem.partner_capacity
        for (name, _), count in added.items():
            for need in self._problem.needs:
                if need.candidate_id != name or not need.partner_ids:
                    continue
                chosen = max(sorted(need.partner_ids), key=lambda p: capacity[p] - used.get(p, 0))
                key = (name, need.role_id, chosen)
                partners[key] = partners.get(key, 0) + count
                used[chosen] = used.get(chosen, 0) + count
        return partners

    def _bundle(self, candidate: Candidate, year: int) -> dict[tuple[str, int], int] | None:
        """The unit and all that it needs first; None when that cannot stand in time."""
        added: dict[tuple[str, int], int] = {}
        return added if self._add(candidate, year, 1, added) else None

    def _add(
        self, candidate: Candidate, year: int, more: int, added: dict[tuple[str, int], int]
    ) -> bool:
        if year < self._problem.years[0]:
            return False
        if self._count(candidate, added) + more > candidate.max_units:
            return False
        package = self._problem.packages[candidate.package_id]
        ready = year - package.lag_years
        for needed in package.needs_in_park:
            if self._problem.committed.get((candidate.park_id, needed), math.inf) <= ready:
                continue
            if not self._raise((candidate.park_id, None, needed), ready, 1, added):
                return False
        added[candidate.candidate_id, year] = added.get((candidate.candidate_id, year), 0) + more
        if package.follows is not None:
            started = self._count(candidate, added, year)
            least = math.ceil(started / package.follows_ratio - 1e-9)
            leader = (candidate.park_id, candidate.division_id, package.follows)
            return self._raise(leader, ready, least, added)
        return True

    def _raise(
        self,
        unit: tuple[str, str | None, str],
        year: int,
        least: int,
        added: dict[tuple[str, int], int],
    ) -> bool:
        """Have at least so many units of another candidate started by a year."""
        other = self._by_unit.get(unit)
        if other is None:
            return False
        missing = least - self._count(other, added, year)
        return missing <= 0 or self._add(other, year, missing, added)

    def _count(
        self, candidate: Candidate, added: dict[tuple[str, int], int], until: int | None = None
    ) -> int:
        return sum(
            count
            for units in (self._decision.units, added)
            for (name, year), count in units.items()
            if name == candidate.candidate_id and (until is None or year <= until)
        )
