"""Solve a nation as its promising parks and one pool per region for all the others.

A pool stands for every park left outside: as many parks as there are, each of which may take, package
by package, the best cases that any of them has. It can do whatever they can, so a bound for the
narrowed problem holds for the whole one; and a plan that leaves the pools alone is a plan of the
whole. Where a pool is used, the best parks behind it join the promising ones and the rest is solved
again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import groupby

import numpy as np

from cluster_planner.domain.decision import Decision
from cluster_planner.domain.problem import Candidate, Need, Problem, Range, Segment

POOL = "pool_"
_STEPS = 6
"""A pool's cases are told in at most so many steps; each step counts at its best case."""


def pools_used(decision: Decision | None) -> set[str]:
    """Regions whose pool a decision draws on."""
    names = decision.units if decision is not None else {}
    return {name.split("__")[0].removeprefix(POOL) for name, _ in names if name.startswith(POOL)}


def worth(problem: Problem) -> dict[str, float]:
    """What all cases of each park together gain in a year, with weights: a first guess of promise."""
    total: dict[str, float] = defaultdict(float)
    for candidate in problem.candidates:
        for segment in candidate.segments:
            gain = segment.size * segment.annual_gain_mkrw.central
            total[candidate.park_id] += gain * candidate.score_factor
    return dict(total)


def promising(problem: Problem, nationwide: int, per_region: int) -> set[str]:
    """Parks that stand for themselves: bound ones, the best of the nation and of each region."""
    gain = worth(problem)
    bound = {park for park, _ in (*problem.committed, *problem.locks)}
    ranked = sorted(gain, key=lambda park: (-gain[park], park))
    chosen = (bound & gain.keys()) | set(ranked[:nationwide])
    for region in set(problem.region_of_park.values()):
        chosen |= set([p for p in ranked if problem.region_of_park[p] == region][:per_region])
    return chosen


def narrowed(problem: Problem, own: Collection[str]) -> Problem:
    """The problem with `own` parks as they are and all others in pools."""
    inside = problem.restricted(lambda candidate: candidate.park_id in own)
    outside: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in problem.candidates:
        if candidate.park_id not in own:
            outside[problem.region_of_park[candidate.park_id]].append(candidate)
    pools = [
        pool for region, rest in sorted(outside.items()) for pool in _pool(problem, region, rest)
    ]
    return replace(
        inside,
        candidates=(*inside.candidates, *pools),
        needs=(*inside.needs, *_pool_needs(problem, outside)),
        region_of_park=dict(problem.region_of_park) | {POOL + r: r for r in outside},
    )


def _pool(problem: Problem, region: str, rest: list[Candidate]) -> Iterable[Candidate]:
    parks = len({c.park_id for c in rest})
    by_package: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    same: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in rest:
        same[candidate.package_id].append(candidate)
        cases = by_package[candidate.package_id][candidate.park_id]
        for segment in candidate.segments:
            gain = segment.annual_gain_mkrw.central * candidate.score_factor
            cases += [gain] * segment.size
    for package_id, cases_of in sorted(by_package.items()):
        yield Candidate(
            park_id=POOL + region,
            division_id=None,
            package_id=package_id,
            segments=_envelope(cases_of.values()),
            parks=parks,
            # The least that any park behind asks for: no plan of theirs is shut out.
            local_mkrw=min(problem.local_mkrw(c) for c in same[package_id]),
            private_mkrw=min(problem.private_mkrw(c) for c in same[package_id]),
        )


def _envelope(cases: Iterable[list[float]]) -> tuple[Segment, ...]:
    """The best first case of any park, the best second case, … in a few falling steps."""
    ranked = [sorted(c, reverse=True) for c in cases]
    best = np.zeros(max(len(c) for c in ranked))
    for gains in ranked:
        best[: len(gains)] = np.maximum(best[: len(gains)], gains)
    steps = [(float(step[0]), len(step)) for step in np.array_split(best, _STEPS) if len(step)]
    return tuple(
        Segment(sum(size for _, size in same), Range(gain, gain, gain))
        for gain, same in groupby(steps, key=lambda step: step[0])
    )


def _pool_needs(problem: Problem, outside: dict[str, list[Candidate]]) -> Iterable[Need]:
    """Each role of a pool, open to every partner that could fill it for any park behind the pool."""
    package_of = {
        c.candidate_id: (region, c.package_id) for region, rest in outside.items() for c in rest
    }
    able: dict[tuple[str, str, str], dict[int, tuple[str, ...]]] = defaultdict(dict)
    met: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for need in problem.needs:
        if need.candidate_id in package_of:
            key = (*package_of[need.candidate_id], need.role_id)
            met[key].add(need.candidate_id)
            able[key][id(need.partner_ids)] = need.partner_ids  # each shared tuple once
    members: dict[tuple[str, str], int] = defaultdict(int)
    for key2 in package_of.values():
        members[key2] += 1
    for (region, package_id, role), shared in sorted(able.items()):
        # A role that some parks do not have asks for nobody in the pool: it must stay possible.
        if len(met[region, package_id, role]) == members[region, package_id]:
            name = f"{POOL}{region}__{package_id}"
            yield Need(name, role, tuple(sorted(set().union(*shared.values()))))
