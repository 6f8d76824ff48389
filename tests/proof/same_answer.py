"""When two problems are the same question in other words, a plan of one is a plan of the other."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import Decision, plan_of, total_score
from cluster_planner.domain.problem import Problem, Segment
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.optimize.solve import Solved, solve

EXACT = SolverSettings(gap=0.0)
MONEY = ("national_mkrw", "local_mkrw", "private_mkrw", "fund_mkrw")


def assert_same_answer(one: Problem, other: Problem, times: float = 1.0) -> Solved:
    """Same status and optimum (`times` as large), and the other's decision is as good in the first."""
    first, second = solve(one, EXACT), solve(other, EXACT)
    assert second.outcome.status == first.outcome.status
    if first.outcome.objective is None:
        return second
    expected = times * first.outcome.objective
    assert second.outcome.objective == pytest.approx(expected, rel=1e-6, abs=1e-3)
    assert second.decision is not None
    plan = plan_of(one, second.decision)
    assert audit(one, plan) == ()
    assert times * total_score(one, plan) == pytest.approx(expected, rel=1e-6, abs=1e-3)
    return second


def shuffled(problem: Problem, random: Random) -> Problem:
    """The same problem with every list and every table in another order."""

    def mixed(table: Mapping[Any, Any]) -> dict[Any, Any]:
        return dict(random.sample(list(table.items()), len(table)))

    tables: dict[str, Any] = {
        name: mixed(value) for name, value in vars(problem).items() if isinstance(value, Mapping)
    }
    needs = [
        replace(n, partner_ids=tuple(random.sample(n.partner_ids, len(n.partner_ids))))
        for n in problem.needs
    ]
    return replace(
        problem,
        candidates=tuple(random.sample(problem.candidates, len(problem.candidates))),
        needs=tuple(random.sample(needs, len(needs))),
        **tables,
    )


def renamed(problem: Problem, prefix: str) -> Problem:
    """The same problem with `prefix` before the name of every park and partner."""

    def new(name: str) -> str:
        return prefix + name

    def keys(table: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
        return {(new(park), package): year for (park, package), year in table.items()}

    return replace(
        problem,
        region_of_park={new(p): r for p, r in problem.region_of_park.items()},
        candidates=tuple(replace(c, park_id=new(c.park_id)) for c in problem.candidates),
        locks=keys(problem.locks),
        committed=keys(problem.committed),
        uncharged=frozenset((new(park), package) for park, package in problem.uncharged),
        needs=tuple(
            replace(
                n,
                candidate_id=new(n.candidate_id),
                partner_ids=tuple(map(new, n.partner_ids)),
            )
            for n in problem.needs
        ),
        partner_capacity={new(p): n for p, n in problem.partner_capacity.items()},
    )


def without_prefix(decision: Decision, prefix: str) -> Decision:
    """The decision of a `renamed` problem in the names of the first."""
    return Decision(
        {(c.removeprefix(prefix), y): n for (c, y), n in decision.units.items()},
        {
            (c.removeprefix(prefix), role, p.removeprefix(prefix)): n
            for (c, role, p), n in decision.partners.items()
        },
    )


def in_smaller_coins(problem: Problem, times: int) -> Problem:
    """All money and every gain in a unit `times` smaller."""

    def money(value: Any) -> Any:
        return None if value is None else value * times

    def table(amounts: Mapping[Any, int]) -> dict[Any, int]:
        return {key: amount * times for key, amount in amounts.items()}

    amounts = ("floor_mkrw", "cap_mkrw", "local_cap_mkrw", "private_cap_mkrw")
    return replace(
        problem,
        packages={
            name: replace(p, **{m: getattr(p, m) * times for m in MONEY})
            for name, p in problem.packages.items()
        },
        candidates=tuple(
            replace(
                c,
                segments=tuple(
                    Segment(s.size, s.annual_gain_mkrw.times(times)) for s in c.segments
                ),
                local_mkrw=money(c.local_mkrw),
                private_mkrw=money(c.private_mkrw),
            )
            for c in problem.candidates
        ),
        budgets_mkrw=table(problem.budgets_mkrw),
        national_cap_mkrw=table(problem.national_cap_mkrw),
        liability_cap_mkrw=problem.liability_cap_mkrw * times,
        fund_cap_mkrw=money(problem.fund_cap_mkrw),
        regions={
            name: replace(r, **{a: money(getattr(r, a)) for a in amounts})
            for name, r in problem.regions.items()
        },
    )
