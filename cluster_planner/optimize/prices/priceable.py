"""When prices decide a nation: what they ask of a problem, and how many parks its money does for."""

from itertools import pairwise

from cluster_planner.domain.problem import Problem


def can_be_priced(problem: Problem) -> bool:
    """Whether the schedules of `prices.pricing` are the best: what that module asks for holds."""
    packages, years = problem.packages, problem.years
    leaders = [packages[p.follows] for p in packages.values() if p.follows]
    return (
        problem.objective.is_total_gain
        and not any(leader.follows for leader in leaders)
        and all(
            problem.annuity[name, early] >= problem.annuity[name, late]
            for name in packages
            for early, late in pairwise(years)
        )
    )


def affordable_parks(problem: Problem) -> float:
    """Parks for which the budgets of what every conversion of a park begins with would do."""
    needed = {name for package in problem.packages.values() for name in package.needs_in_park}
    counts = [
        sum(problem.budgets_mkrw.get((package.programme_id, year), 0) for year in problem.years)
        / package.national_mkrw
        for package in problem.packages.values()
        if package.package_id in needed and not package.needs_in_park and package.national_mkrw
    ]
    return min(counts, default=0.0)
