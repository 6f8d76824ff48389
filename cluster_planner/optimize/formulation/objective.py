"""The objective over the columns, and what regions add to it.

Two criteria are no sums over units, and have columns of their own, which belong to no park:
- `least`: the gain that all regions would have together if each had as much per firm as the least.
- `even__<region>` ≤ the region's gain and ≤ its share of firms × `even__total`, the whole gain.
Both are maximised or bounded from below only, so they rise to what they stand for.
"""

from collections.abc import Callable

from cluster_planner.domain.problem import Candidate, Problem, Segment
from cluster_planner.optimize.formulation.columns import Columns, Terms, eok


def objective_terms(problem: Problem, columns: Columns) -> Terms:
    """What each column adds to the objective, in hundredths of its unit (million won → 억원)."""
    terms = yearly_terms(problem, columns, problem.score)
    weights = problem.objective.now.weights
    for name, column in columns.levels.items():
        if name == "least":
            weight = weights.get("least", 0.0) / sum(problem.firms_of_region.values())
        else:
            weight = 0.0 if name == "even__total" else weights.get("balance", 0.0)
        if weight:
            terms.append((column, weight))
    return terms


def yearly_terms(
    problem: Problem,
    columns: Columns,
    worth: Callable[[Candidate, Segment, int], float],
    counts: Callable[[Candidate], bool] = lambda candidate: True,
) -> Terms:
    """Each start counts from its year on, so a cumulative column is worth the loss of one year."""
    terms: Terms = []
    for candidate in filter(counts, problem.candidates):
        for i, segment in enumerate(candidate.segments):
            later = 0.0
            for year in reversed(problem.years):
                score = eok(worth(candidate, segment, year))
                column = columns.started_by[candidate.candidate_id, i, year]
                if score != later:
                    terms.append((column, score - later))
                later = score
    return terms


def gained(problem: Problem, columns: Columns, region_id: str | None = None) -> Terms:
    """Gain of all that starts in a region, or anywhere, in present value."""

    def worth(candidate: Candidate, segment: Segment, year: int) -> float:
        return segment.annual_gain_mkrw.central * problem.annuity[candidate.package_id, year]

    return yearly_terms(
        problem,
        columns,
        worth,
        lambda c: region_id is None or problem.region_of_park[c.park_id] == region_id,
    )
