"""Split joined projects over partners with the shortest ways: a transportation problem.

Its matrix is totally unimodular, so the simplex method answers in whole projects. A nation has
millions of ways; only the shortest of each park are offered, and then those that the duals show
to be worth it, until none is left: the answer is that of all ways.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from cluster_planner.domain.places import distances_km
from cluster_planner.domain.problem import Need, Problem
from cluster_planner.errors import Finding, SolverError

_UNKNOWN_KM = 400.0
"""An unknown location counts as far away, so that known near partners come first (가정)."""
_SAME_KM = 1e-4
"""Per place in the alphabet: makes the choice between equally near partners repeatable."""
_UNPLACED_KM = 1e6
_OFFERED = 8
_SAFE = 1e-6
_PRIMAL = 4
_UNPLACED = Finding("참여기관 배정", "배정을 찾지 못했습니다", "참여기관 수용력을 확인하세요")

type _Vector = np.ndarray[Any, np.dtype[np.float64]]
type _Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class _Group:
    """Projects of one park that the same partners can join."""

    needs: tuple[Need, ...]
    projects: int
    partners: _Numbers
    km: _Vector
    """To each of the partners."""


def assign_partners(
    problem: Problem, projects: Mapping[tuple[str, int], int]
) -> dict[tuple[str, str, str], int]:
    """(candidate, role, partner) → projects joined, with the least total distance.

    Raises SolverError when the partners' capacity does not do.
    """
    totals: dict[str, int] = defaultdict(int)
    for (candidate_id, _), count in projects.items():
        totals[candidate_id] += count
    partners = sorted(problem.partner_capacity)
    groups = list(_groups(problem, totals, partners))
    capacity = np.array([problem.partner_capacity[p] for p in partners], float)
    joined: dict[tuple[str, str, str], int] = {}
    for group, ways in zip(groups, _shortest(groups, capacity), strict=True):
        for need in group.needs:
            left = totals[need.candidate_id]
            while left:
                partner, count = ways.pop()
                taken = min(left, count)
                joined[need.candidate_id, need.role_id, partners[partner]] = taken
                left -= taken
                if count > taken:
                    ways.append((partner, count - taken))
    return joined


def _groups(problem: Problem, totals: Mapping[str, int], partners: list[str]) -> Iterator[_Group]:
    park = {c.candidate_id: c.park_id for c in problem.candidates if totals.get(c.candidate_id)}
    same: dict[tuple[str, int], list[Need]] = defaultdict(list)
    for need in problem.needs:
        if need.candidate_id in park:
            same[park[need.candidate_id], id(need.partner_ids)].append(need)
    nowhere = (np.nan, np.nan)
    there = np.array([problem.partner_places.get(p, nowhere) for p in partners]).reshape(-1, 2)
    rank = {partner: i for i, partner in enumerate(partners)}
    able: dict[int, _Numbers] = {}
    km: dict[str, _Vector] = {}
    for (name, tuple_id), needs in same.items():
        if tuple_id not in able:
            able[tuple_id] = np.array([rank[p] for p in needs[0].partner_ids], np.int64)
        if name not in km:
            here = np.array([problem.park_places.get(name, nowhere)])
            exact = np.round(distances_km(here, there)[0], 1)
            km[name] = np.where(np.isnan(exact), _UNKNOWN_KM, exact)
            km[name] += _SAME_KM * np.arange(len(partners))
        count = sum(totals[need.candidate_id] for need in needs)
        yield _Group(tuple(needs), count, able[tuple_id], km[name][able[tuple_id]])


def _shortest(groups: list[_Group], capacity: _Vector) -> list[list[tuple[int, int]]]:
    """Per group the partners, by number, with the projects that each joins."""
    if not groups:
        return []
    transport = _Transport(groups, capacity)
    offered: list[_Numbers] = [np.zeros(0, np.int64) for _ in groups]
    ways: list[tuple[int, int]] = []
    while more := _worth_offering(groups, offered, *transport.duals()):
        for i, positions in more.items():
            offered[i] = np.concatenate([offered[i], positions])
            ways += [(i, int(partner)) for partner in groups[i].partners[positions]]
        transport.offer(more)
    split: list[list[tuple[int, int]]] = [[] for _ in groups]
    for (i, partner), count in zip(ways, transport.joined(), strict=True):
        if count:
            split[i].append((partner, count))
    return split


def _worth_offering(
    groups: list[_Group], offered: list[_Numbers], per_group: _Vector, per_partner: _Vector
) -> dict[int, _Numbers]:
    """Group → positions of ways, not offered yet, that would shorten the whole at these duals."""
    more: dict[int, _Numbers] = {}
    for i, group in enumerate(groups):
        saved = per_group[i] + per_partner[group.partners] - group.km
        saved[offered[i]] = 0.0
        best = np.argsort(-saved, kind="stable")[:_OFFERED]
        best = best[saved[best] > _SAFE]
        if len(best):
            more[i] = best
    return more


class _Transport:
    """The transportation problem over the ways offered so far.

    A project may stay without a partner, at a distance that no way reaches.
    """

    def __init__(self, groups: list[_Group], capacity: _Vector) -> None:
        self._groups = groups
        count, rows = len(groups), len(groups) + len(capacity)
        projects = np.array([g.projects for g in groups], float)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, rows
        lp.col_cost_ = np.full(count, _UNPLACED_KM)
        lp.col_lower_, lp.col_upper_ = np.zeros(count), projects
        lp.row_lower_ = np.concatenate([projects, np.full(len(capacity), -highspy.kHighsInf)])
        lp.row_upper_ = np.concatenate([projects, capacity])
        lp.a_matrix_.start_ = np.arange(count + 1, dtype=np.int32)
        lp.a_matrix_.index_ = np.arange(count, dtype=np.int32)
        lp.a_matrix_.value_ = np.ones(count)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("solver", "simplex")
        self._highs.passModel(lp)
        self._run()

    def offer(self, more: dict[int, _Numbers]) -> None:
        """Add ways, group → positions of partners, and solve on from where the last ones ended."""
        sizes = [len(positions) for positions in more.values()]
        group = np.repeat(np.fromiter(more, np.int64), sizes)
        partner = np.concatenate([self._groups[i].partners[at] for i, at in more.items()])
        km = np.concatenate([self._groups[i].km[at] for i, at in more.items()])
        count = len(km)
        rows = np.column_stack([group, len(self._groups) + partner]).ravel()
        starts = 2 * np.arange(count)
        free = np.full(count, highspy.kHighsInf)
        self._highs.addCols(
            count,
            km,
            np.zeros(count),
            free,
            2 * count,
            starts.astype(np.int32),
            rows.astype(np.int32),
            np.ones(2 * count),
        )
        self._run()
        # From here on columns are only added, which leaves the last answer feasible.
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)

    def duals(self) -> tuple[_Vector, _Vector]:
        """What one project more costs per group, and what one place more saves per partner (≤ 0)."""
        duals = np.array(self._highs.getSolution().row_dual)
        return duals[: len(self._groups)], duals[len(self._groups) :]

    def joined(self) -> list[int]:
        """Projects per way, in the order in which they were offered."""
        counts = np.round(self._highs.getSolution().col_value).astype(int)
        if counts[: len(self._groups)].any():
            raise SolverError((_UNPLACED,))
        joined: list[int] = counts[len(self._groups) :].tolist()
        return joined

    def _run(self) -> None:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise SolverError((_UNPLACED,))
