"""The decision columns of the model, and sums over them that the rules speak in.

One whole number per candidate, segment and year means *projects started by then*. Cumulative
columns make "not before its needs stand" a row of two entries and gave bounds several times closer
than columns for starts. Joined projects of partners stand per demand class (needs with the same
possible partners), which loses nothing: a plan for the classes always splits into one for the needs.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pulp

from cluster_planner.domain.problem import Candidate, Need, Problem

Terms = list[tuple[pulp.LpVariable, float]]


@dataclass(frozen=True)
class DemandClass:
    """Needs that the same partners can fill."""

    class_id: str
    partner_ids: tuple[str, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Columns:
    """Handles of all columns of one model."""

    started_by: Mapping[tuple[str, int, int], pulp.LpVariable]
    """(candidate, segment, year) → projects of the segment started by the end of the year."""
    carried: Mapping[tuple[str, int], pulp.LpVariable]
    joined: Mapping[tuple[str, str], pulp.LpVariable]
    classes: tuple[DemandClass, ...]
    levels: Mapping[str, pulp.LpVariable]
    """Columns of criteria of whole regions: see `formulation.objective`."""


def add_columns(lp: pulp.LpProblem, problem: Problem) -> Columns:
    """Add every column of `problem` to `lp`; bounds are as tight as the problem allows."""
    started_by = {
        (candidate.candidate_id, i, year): lp.add_variable(
            f"started_by__{candidate.candidate_id}__s{i}__{year}",
            0,
            segment.size * candidate.parks,
            "Integer",
        )
        for candidate in problem.candidates
        for i, segment in enumerate(candidate.segments)
        for year in problem.years
    }
    classes = demand_classes(problem)
    return Columns(
        started_by,
        _carried(lp, problem),
        _joined(lp, problem, classes),
        classes,
        _levels(lp, problem),
    )


def _carried(lp: pulp.LpProblem, problem: Problem) -> dict[tuple[str, int], pulp.LpVariable]:
    return {
        (programme, year): lp.add_variable(
            f"carried__{programme}__{year}",
            0,
            eok(problem.budgets_mkrw.get((programme, year), 0)) * problem.carry_over_pct / 100,
        )
        for programme in problem.programmes
        for year in problem.years[:-1]
        if problem.carry_over_pct > 0
    }


def _joined(
    lp: pulp.LpProblem, problem: Problem, classes: tuple[DemandClass, ...]
) -> dict[tuple[str, str], pulp.LpVariable]:
    return {
        (partner, group.class_id): lp.add_variable(
            f"joined__{partner}__{group.class_id}", 0, problem.partner_capacity[partner]
        )
        for group in classes
        for partner in group.partner_ids
    }


def _levels(lp: pulp.LpProblem, problem: Problem) -> Mapping[str, pulp.LpVariable]:
    """Columns of the regional criteria that the objective or a floor speaks of."""
    weights, floors = problem.objective.now.weights, problem.objective.floors
    names = ["least"] if "least" in weights and problem.firms_of_region else []
    if "balance" in weights.keys() | floors.keys():
        names += ["even__total", *(f"even__{region}" for region in sorted(problem.firms_of_region))]
    return {name: lp.add_variable(name, 0) for name in names}


def demand_classes(problem: Problem) -> tuple[DemandClass, ...]:
    """Group the needs by who could fill them; order and names depend on content only."""
    shared: dict[tuple[str, int], list[Need]] = defaultdict(list)
    for need in problem.needs:  # one look at each shared tuple, however many needs share it
        shared[need.role_id, id(need.partner_ids)].append(need)
    groups: dict[tuple[str, tuple[str, ...]], list[Need]] = defaultdict(list)
    for (role, _), needs in shared.items():
        groups[role, tuple(sorted(needs[0].partner_ids))] += needs
    numbered = enumerate(sorted(groups.items()))
    return tuple(
        DemandClass(f"{role}_{i}", partners, tuple(needs))
        for i, ((role, partners), needs) in numbered
    )


def eok(mkrw: float) -> float:
    """Million won as 억원, the money unit of the matrix."""
    return mkrw / 100


def started_until(problem: Problem, columns: Columns, candidate: Candidate, year: int) -> Terms:
    """Projects of a candidate that have started by the end of `year`; none before the horizon."""
    if year < problem.years[0]:
        return []
    name = candidate.candidate_id
    return [(columns.started_by[name, i, year], 1.0) for i in range(len(candidate.segments))]
