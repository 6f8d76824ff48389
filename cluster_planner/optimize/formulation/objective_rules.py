"""The rules of the objective: what regions add to it, and what must be kept of a criterion."""

from collections.abc import Iterator

from cluster_planner.domain.objective import LINEAR, CriterionId
from cluster_planner.domain.problem import Candidate, Problem, Segment
from cluster_planner.optimize.formulation.columns import Columns, eok
from cluster_planner.optimize.formulation.objective import gained, yearly_terms
from cluster_planner.optimize.formulation.rows import Row


def region_gain_least(problem: Problem, columns: Columns) -> Iterator[Row]:
    """No region gains less per operating firm than the floor, nor than the objective counts."""
    floor, least = problem.objective.floors.get("least"), columns.levels.get("least")
    firms = sum(problem.firms_of_region.values())
    for region, n in sorted(problem.firms_of_region.items()):
        terms = gained(problem, columns, region) if floor or least is not None else []
        if floor:
            yield Row(f"region_gain_least__{region}", terms, ">=", eok(floor * n))
        if least is not None:
            counted = [*terms, (least, -n / firms)]
            yield Row(f"region_gain_least__{region}__counted", counted, ">=", 0.0)


def region_gain_even(problem: Problem, columns: Columns) -> Iterator[Row]:
    """Gain counts as even up to the region's share of firms; at least the floor of it is even."""
    if (total := columns.levels.get("even__total")) is None:
        return
    terms = gained(problem, columns)
    yield Row("region_gain_even__total", [(total, 1.0), *((c, -k) for c, k in terms)], "<=", 0.0)
    firms = sum(problem.firms_of_region.values())
    for region, n in sorted(problem.firms_of_region.items()):
        even = columns.levels[f"even__{region}"]
        here = [(column, -k) for column, k in gained(problem, columns, region)]
        yield Row(f"region_gain_even__{region}__gain", [(even, 1.0), *here], "<=", 0.0)
        share = [(even, 1.0), (total, -n / firms)]
        yield Row(f"region_gain_even__{region}__share", share, "<=", 0.0)
    if floor := problem.objective.floors.get("balance"):
        evens = [(columns.levels[f"even__{r}"], 1.0) for r in sorted(problem.firms_of_region)]
        yield Row("region_gain_even__floor", evens, ">=", eok(floor))


def kept_criterion(problem: Problem, columns: Columns) -> Iterator[Row]:
    """What earlier stages reached of a criterion is kept, up to the share that may be given up."""
    for criterion in LINEAR:
        if floor := problem.objective.floors.get(criterion):

            def worth(
                candidate: Candidate, segment: Segment, year: int, of: CriterionId = criterion
            ) -> float:
                years = problem.annuity[candidate.package_id, year]
                return years * problem.annual(of, candidate, segment)

            terms = yearly_terms(problem, columns, worth)
            yield Row(f"kept_criterion__{criterion}", terms, ">=", eok(floor))
