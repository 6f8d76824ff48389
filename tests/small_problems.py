"""Problems small enough to try everything, and the trying."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from cluster_planner.audit import audit
from cluster_planner.audit.order import follows, needs_in_park, stays_started
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.places import Place
from cluster_planner.domain.plan import Plan
from cluster_planner.domain.problem import (
    Candidate,
    Need,
    Package,
    Problem,
    Range,
    RegionLimits,
    Segment,
)

BASE = Package("base", "complex", True, 140, 56, 28, (50, 50))
FACTORY = Package(
    "factory",
    "factory",
    False,
    60,
    15,
    30,
    (30, 40, 30),
    needs_in_park=("base",),
    lag_years=1,
    fund_mkrw=12,
)
ROBOT = Package(
    "robot",
    "robot",
    False,
    20,
    0,
    10,
    (100,),
    needs_in_park=("base",),
    follows="factory",
    fund_mkrw=4,
)
_WITHIN_A_PARK = (needs_in_park, follows, stays_started)
PACKAGES = {p.package_id: p for p in (BASE, FACTORY, ROBOT)}


def gain(central: float) -> Range:
    return Range(central / 2, central, central * 2)


def segments(*gains: float) -> tuple[Segment, ...]:
    return tuple(Segment(1, gain(g)) for g in sorted(gains, reverse=True))


def annuity(years: tuple[int, ...]) -> dict[tuple[str, int], float]:
    return {(p, y): 5.0 - (y - years[0]) for p in PACKAGES for y in years}


def problem_of(candidates: tuple[Candidate, ...], **kwargs: object) -> Problem:
    """A problem of parks named after their region (`north_1` lies in `north`)."""
    years = kwargs.pop("years", (2026, 2027, 2028))
    defaults: dict[str, object] = {
        "budgets_mkrw": {(g, y): 200 for g in ("complex", "factory", "robot") for y in years},
        "liability_cap_mkrw": 1000,
    }
    return Problem(
        years=years,  # type: ignore[arg-type]
        region_of_park={c.park_id: c.park_id.split("_")[0] for c in candidates},
        packages=PACKAGES,
        candidates=candidates,
        annuity=annuity(years),  # type: ignore[arg-type]
        **(defaults | kwargs),  # type: ignore[arg-type]
    )


def park(name: str, *gains: float) -> tuple[Candidate, ...]:
    """A park with 기반, factory projects of the given gains and one robot project."""
    return (
        Candidate(name, None, "base", (Segment(1, gain(0)),)),
        Candidate(name, "ai", "factory", segments(*gains)),
        Candidate(name, "ai", "robot", segments(gains[0] / 4)),
    )


def relieved(candidate: Candidate) -> Candidate:
    """The candidate where governments match less and firms pay the difference."""
    package = PACKAGES[candidate.package_id]
    relief = package.local_mkrw // 3
    return replace(
        candidate,
        local_mkrw=package.local_mkrw - relief,
        private_mkrw=package.private_mkrw + relief,
    )


def at_km(**km: float) -> dict[str, Place]:
    """Places along the equator, so many kilometres from its beginning."""
    return {name: (distance * 360 / 40030.2, 0.0) for name, distance in km.items()}


def _mostly(usual: object, *rare: object) -> st.SearchStrategy[Any]:
    """`usual` three times in four: with every rule tight at once nothing would be feasible."""
    return st.sampled_from([usual] * 3 * len(rare) + [*rare])


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Random problems of one or two parks, two or three years, with every rule in play."""
    years = (2026, 2027) if draw(st.booleans()) else (2026, 2027, 2028)
    names = draw(st.sampled_from([("north_1",), ("north_1", "capital_1")]))
    worth = st.integers(5, 60)
    candidates = tuple(
        c for name in names for c in park(name, *draw(st.lists(worth, min_size=1, max_size=2)))
    )
    if draw(st.booleans()):
        candidates = tuple(c for c in candidates if c.package_id != "robot")
    if draw(_mostly(False, True)):
        candidates = tuple(relieved(c) if c.park_id == names[0] else c for c in candidates)
    money = st.sampled_from([90, 140, 150, 210, 400, 20])
    budgets = {(g, y): draw(money) for g in ("complex", "factory", "robot") for y in years}
    limits = {
        name.split("_")[0]: RegionLimits(
            floor_mkrw=draw(_mostly(0, 60, 140)),
            cap_mkrw=draw(_mostly(None, 150, 260)),
            min_parks=draw(_mostly(0, 1)),
            local_cap_mkrw=draw(_mostly(None, 60, 75)),
            private_cap_mkrw=draw(_mostly(None, 30, 50)),
        )
        for name in names
    }
    committed = {(names[0], "base"): 2025} if draw(st.booleans()) else {}
    if committed:
        candidates = tuple(c for c in candidates if (c.park_id, c.package_id) != (names[0], "base"))
    locks = {(names[-1], "base"): 2027} if draw(_mostly(False, True)) else {}
    partners, needs = _partners(draw, candidates)
    return problem_of(
        candidates,
        years=years,
        budgets_mkrw=budgets,
        carry_over_pct=draw(st.sampled_from([0.0, 25.0, 100.0])),
        national_cap_mkrw=draw(_mostly({}, {years[0]: 100}, {years[1]: 130})),
        liability_cap_mkrw=draw(_mostly(1000, 0, 50)),
        regions=limits,
        noncapital_share_min_pct=draw(_mostly(0.0, 50.0)),
        fund_cap_mkrw=draw(_mostly(None, 12, 20)),
        fund_noncapital_min_pct=draw(_mostly(0.0, 40.0)),
        locks=locks,
        committed=committed,
        partner_capacity=partners,
        needs=needs,
    )


def _partners(
    draw: st.DrawFn, candidates: tuple[Candidate, ...]
) -> tuple[dict[str, int], tuple[Need, ...]]:
    capacity = {"a": draw(st.integers(1, 2)), "b": draw(st.integers(0, 2))}
    near = st.sampled_from([("a", "b"), ("a",), ("b",), ()])
    needs = tuple(
        Need(c.candidate_id, "supplier", draw(near))
        for c in candidates
        if c.package_id == "factory" and draw(st.booleans())
    )
    return capacity, needs


def every_decision(problem: Problem) -> Iterator[dict[tuple[str, int], int]]:
    """All ways to start projects that keep the order within each park, feasible or not.

    What must stand in a park, and what follows what, is judged park by park, so ways that break it
    are left out before they are combined with all ways of the other parks.
    """
    parks = sorted({candidate.park_id for candidate in problem.candidates})
    for parts in itertools.product(*(list(_in_order(problem, name)) for name in parks)):
        yield {key: count for part in parts for key, count in part.items()}


def _in_order(problem: Problem, name: str) -> Iterator[dict[tuple[str, int], int]]:
    candidates = [c for c in problem.candidates if c.park_id == name]
    choices = []
    for candidate in candidates:
        most = 1 if problem.packages[candidate.package_id].once_per_park else candidate.max_units
        per_year = itertools.product(range(most + 1), repeat=len(problem.years))
        choices.append([counts for counts in per_year if sum(counts) <= most])
    for counts in itertools.product(*choices):
        decision = {
            (candidate.candidate_id, year): n
            for candidate, row in zip(candidates, counts, strict=True)
            for year, n in zip(problem.years, row, strict=True)
            if n
        }
        plan = plan_of(problem, Decision(decision, {}))
        if not any(sentence for rule in _WITHIN_A_PARK for sentence in rule(problem, plan)):
            yield decision


def every_staffing(
    problem: Problem, projects: dict[tuple[str, int], int]
) -> Iterator[dict[tuple[str, str, str], int]]:
    """All ways to fill the roles of these projects, ignoring capacity."""
    slots = []
    for need in problem.needs:
        count = sum(n for (c, _), n in projects.items() if c == need.candidate_id)
        slots += [[(need, partner) for partner in need.partner_ids]] * count
    for chosen in itertools.product(*slots):
        staffing: dict[tuple[str, str, str], int] = {}
        for need, partner in chosen:
            key = (need.candidate_id, need.role_id, partner)
            staffing[key] = staffing.get(key, 0) + 1
        yield staffing


def _broken_unstaffed(problem: Problem, plan: Plan) -> bool:
    """Whether the auditor has a complaint that no partner could mend."""
    return bool(audit(replace(problem, needs=()), plan))


def best_by_trying(problem: Problem) -> tuple[float, Plan] | None:
    """The best plan among all that the auditor accepts; None when it accepts none."""
    best: tuple[float, Plan] | None = None
    for projects in every_decision(problem):
        plan = plan_of(problem, Decision(projects, {}))
        score = total_score(problem, plan)
        if (best is not None and score <= best[0]) or _broken_unstaffed(problem, plan):
            continue
        for staffing in every_staffing(problem, projects):
            staffed = plan_of(problem, Decision(projects, staffing))
            if not audit(problem, staffed):
                best = (score, staffed)
                break
    return best
