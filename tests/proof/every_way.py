"""Every way to start projects, judged by plain sums: shares no line with solver or auditor.

A way is a choice per park; what parks add up to (money, gain, breaches of their own order) stands
in one row of numbers per way, so that a hundred thousand ways are judged at once.
"""

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cluster_planner.domain.decision import Decision
from cluster_planner.domain.problem import Candidate, Package, Problem

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Choice = dict[tuple[str, int], int]
_ROUNDING = 1e-6
MOST_WAYS = 30_000


def payments(package: Package, start: int) -> dict[int, int]:
    """Year → national money of one project, in whole million won; the last year takes the rest."""
    shares = [package.national_mkrw * pct // 100 for pct in package.payment_pct[:-1]]
    return dict(enumerate([*shares, package.national_mkrw - sum(shares)], start))


@dataclass(frozen=True)
class Ways:
    """What each way is worth and which rules it breaks."""

    choices: tuple[tuple[Choice, ...], ...]
    """Per park its choices; ways run through them with the last park fastest."""
    score: Numbers
    broken: dict[str, Mask]

    @cached_property
    def best(self) -> float | None:
        """The best score of a way that breaks nothing; None when each breaks something."""
        kept = ~np.any(list(self.broken.values()), axis=0)
        return float(self.score[kept].max()) if kept.any() else None

    @cached_property
    def binding(self) -> frozenset[str]:
        """Rules without which a better way would be open, or any where there is none."""
        count = np.sum(list(self.broken.values()), axis=0)
        better = self.score > (-np.inf if self.best is None else self.best + _ROUNDING)
        alone = (count == 1) & better
        return frozenset(rule for rule, mask in self.broken.items() if (mask & alone).any())

    def decision(self, way: int) -> Decision:
        """The projects of a way, without partners."""
        at = np.unravel_index(way, [len(c) for c in self.choices])
        parts = [options[i] for options, i in zip(self.choices, at, strict=True)]
        return Decision({key: n for part in parts for key, n in part.items()}, {})


class _Sums:
    """Names of the numbers that add up over parks."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.regions = sorted(set(problem.region_of_park.values()))
        names = ["score", "due", "needs_in_park", "follows", "park_lock"]
        names += [f"paid {g} {y}" for g in problem.programmes for y in problem.years]
        money = ("national", "local", "own", "fund", "based")
        names += [f"{kind} {region}" for kind in money for region in self.regions]
        names += [f"need {i}" for i in range(len(problem.needs))]
        self.at = {name: i for i, name in enumerate(names)}

    def of_park(self, park: str, choice: Choice) -> Numbers:
        """The numbers of one choice of one park."""
        problem, row = self.problem, np.zeros(len(self.at))
        mine = {c.candidate_id: c for c in problem.candidates if c.park_id == park}
        region = problem.region_of_park[park]
        for (name, year), n in choice.items():
            candidate = mine[name]
            package = problem.packages[candidate.package_id]
            for paid, amount in payments(package, year).items():
                late = paid > problem.years[-1]
                row[self.at["due" if late else f"paid {package.programme_id} {paid}"]] += n * amount
            local, private = candidate.local_mkrw, candidate.private_mkrw
            local = package.local_mkrw if local is None else local
            private = package.private_mkrw if private is None else private
            row[self.at[f"national {region}"]] += n * package.national_mkrw
            row[self.at[f"local {region}"]] += n * local
            row[self.at[f"own {region}"]] += n * (private - package.fund_mkrw)
            row[self.at[f"fund {region}"]] += n * package.fund_mkrw
            row[self.at[f"based {region}"]] += package.package_id == "base"
            for i, need in enumerate(problem.needs):
                row[self.at[f"need {i}"]] += n * (need.candidate_id == name)
        row[self.at["score"]] = sum(_worth(problem, c, choice) for c in mine.values())
        for rule, breaches in _order(problem, park, list(mine.values()), choice).items():
            row[self.at[rule]] = breaches
        return row


def _worth(problem: Problem, candidate: Candidate, choice: Choice) -> float:
    cases = [s.annual_gain_mkrw.central for s in candidate.segments for _ in range(s.size)]
    worth = 0.0
    for year in problem.years:
        n = choice.get((candidate.candidate_id, year), 0)
        worth += sum(cases[:n]) * problem.annuity[candidate.package_id, year]
        cases = cases[n:]
    return worth * candidate.score_factor


def _order(problem: Problem, park: str, mine: list[Candidate], choice: Choice) -> dict[str, int]:
    """Breaches of what must stand before what, within one park."""

    def until(package_id: str, year: int) -> int:
        earlier = problem.committed.get((park, package_id), year + 1) <= year
        names = {c.candidate_id for c in mine if c.package_id == package_id}
        return earlier + sum(n for (c, y), n in choice.items() if c in names and y <= year)

    breaches = {"needs_in_park": 0, "follows": 0, "park_lock": 0}
    for candidate in mine:
        package = problem.packages[candidate.package_id]
        for year in problem.years:
            before = year - package.lag_years
            if choice.get((candidate.candidate_id, year)):
                breaches["needs_in_park"] += any(
                    not until(k, before) for k in package.needs_in_park
                )
            if package.follows is not None:
                allowed = package.follows_ratio * until(package.follows, before)
                breaches["follows"] += until(package.package_id, year) > allowed
    for (where, package_id), year in problem.locks.items():
        breaches["park_lock"] += where == park and not until(package_id, year)
    return breaches


def every_way(problem: Problem) -> Ways:
    """Judge every way; those out of order are left out only where there would be too many."""
    sums = _Sums(problem)
    choices, rows = [], []
    for park in sorted({c.park_id for c in problem.candidates}):
        options = _choices(problem, park)
        judged = np.array([sums.of_park(park, choice) for choice in options])
        choices.append(options)
        rows.append(judged)
    for i, judged in enumerate(rows):
        if np.prod([len(c) for c in choices]) > MOST_WAYS:
            order = judged[:, [sums.at["needs_in_park"], sums.at["follows"]]].any(axis=1)
            choices[i] = [c for c, bad in zip(choices[i], order, strict=True) if not bad]
            rows[i] = judged[~order]
    total = np.zeros((1, len(sums.at)))
    for judged in rows:
        total = (total[:, None, :] + judged[None, :, :]).reshape(-1, len(sums.at))
    # A lock on a park without candidates binds every way alike.
    for (park, package_id), year in problem.locks.items():
        stands = problem.committed.get((park, package_id), year + 1) <= year
        if park not in {c.park_id for c in problem.candidates} and not stands:
            total[:, sums.at["park_lock"]] += 1
    columns = {name: total[:, i] for name, i in sums.at.items()}
    return Ways(tuple(map(tuple, choices)), columns["score"], _broken(problem, sums, columns))


def _choices(problem: Problem, park: str) -> list[Choice]:
    per_candidate = []
    for candidate in [c for c in problem.candidates if c.park_id == park]:
        once = problem.packages[candidate.package_id].once_per_park
        most = 1 if once else candidate.max_units
        counts = itertools.product(range(most + 1), repeat=len(problem.years))
        per_candidate.append(
            [
                {
                    (candidate.candidate_id, y): n
                    for y, n in zip(problem.years, row, strict=True)
                    if n
                }
                for row in counts
                if sum(row) <= most
            ]
        )
    return [
        {key: n for part in parts for key, n in part.items()}
        for parts in itertools.product(*per_candidate)
    ]


def _broken(problem: Problem, sums: _Sums, of: dict[str, Numbers]) -> dict[str, Mask]:
    def by_region(kind: str) -> dict[str, Numbers]:
        return {region: of[f"{kind} {region}"] for region in sums.regions}

    limits = [
        (region, problem.regions[region]) for region in sums.regions if region in problem.regions
    ]
    national, fund, based = by_region("national"), by_region("fund"), by_region("based")
    for park, package_id in problem.committed:
        if package_id == "base":
            region = problem.region_of_park[park]
            based[region] = based[region] + 1
    nobody = np.zeros(len(of["score"]), bool)

    def over(kind: str, cap: str) -> Mask:
        found = nobody
        for region, limit in limits:
            if (most := getattr(limit, cap)) is not None:
                found = found | (of[f"{kind} {region}"] > most)
        return found

    def under(amounts: dict[str, Numbers], floor: str) -> Mask:
        found = nobody
        for region, limit in limits:
            found = found | (amounts[region] < getattr(limit, floor))
        return found

    broken = {rule: of[rule] > 0 for rule in ("needs_in_park", "follows", "park_lock")}
    broken |= _years(problem, of)
    broken |= {
        "region_floor": under(national, "floor_mkrw"),
        "region_cap": over("national", "cap_mkrw"),
        "region_local_cap": over("local", "local_cap_mkrw"),
        "region_private_cap": over("own", "private_cap_mkrw"),
        "region_min_parks": under(based, "min_parks"),
        "noncapital_share": _too_central(problem, national, problem.noncapital_share_min_pct),
        "fund_noncapital_share": _too_central(problem, fund, problem.fund_noncapital_min_pct),
        "fund_cap": nobody
        if problem.fund_cap_mkrw is None
        else np.sum(list(fund.values()), axis=0) > problem.fund_cap_mkrw,
    }
    return broken | _staffing(problem, of)


def _years(problem: Problem, of: dict[str, Numbers]) -> dict[str, Mask]:
    """Budgets with what they carry over, yearly caps, and what falls due afterwards."""
    bound: dict[tuple[str, int], int] = {}
    for key, start in problem.committed.items():
        if key in problem.uncharged:
            continue
        package = problem.packages[key[1]]
        for year, amount in payments(package, start).items():
            bound[package.programme_id, year] = bound.get((package.programme_id, year), 0) + amount
    over = capped = np.zeros(len(of["score"]), bool)
    together = {year: np.zeros(len(of["score"])) for year in problem.years}
    for programme in problem.programmes:
        carried = np.zeros(len(of["score"]))
        for year in problem.years:
            budget = problem.budgets_mkrw.get((programme, year), 0)
            paid = of[f"paid {programme} {year}"] + bound.get((programme, year), 0)
            together[year] = together[year] + paid
            left = budget + carried - paid
            over = over | (left < -_ROUNDING)
            carried = np.clip(left, 0, budget * problem.carry_over_pct / 100)
    for year, cap in problem.national_cap_mkrw.items():
        capped = capped | (together[year] > cap)
    late = sum(amount for (_, year), amount in bound.items() if year > problem.years[-1])
    due = of["due"] + late > problem.liability_cap_mkrw
    return {"programme_budget": over, "national_cap": capped, "liability_cap": due}


def _too_central(problem: Problem, money: dict[str, Numbers], share_pct: float) -> Mask:
    total = np.sum(list(money.values()), axis=0)
    outside = total - money.get(problem.capital_region_id, 0.0)
    return outside < total * share_pct / 100 - _ROUNDING


def _staffing(problem: Problem, of: dict[str, Numbers]) -> dict[str, Mask]:
    """Hall's condition: any set of needs finds as many places as the partners able to fill it have."""
    nobody_able = too_few = np.zeros(len(of["score"]), bool)
    open_needs = [i for i, need in enumerate(problem.needs) if need.partner_ids]
    for i, need in enumerate(problem.needs):
        if not need.partner_ids:
            nobody_able = nobody_able | (of[f"need {i}"] > 0)
    for size in range(1, len(open_needs) + 1):
        for some in itertools.combinations(open_needs, size):
            able = {p for i in some for p in problem.needs[i].partner_ids}
            places = sum(problem.partner_capacity[p] for p in able)
            too_few = too_few | (np.sum([of[f"need {i}"] for i in some], axis=0) > places)
    return {"partner_demand": nobody_able, "partner_capacity": too_few}
