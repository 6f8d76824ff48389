"""The rules about what must stand where and when."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from cluster_planner.audit.awards import ROUNDING
from cluster_planner.audit.lines import PARKS, UNITS, YEAR, Check, Line
from cluster_planner.domain.plan import Award, Plan
from cluster_planner.domain.problem import Problem


@Check
def region_min_parks(problem: Problem, plan: Plan) -> Iterator[Line]:
    """At least so many parks of a region have 기반 in the end, committed ones included."""
    based = {park for park, package in problem.committed if package == "base"}
    based |= {a.park_id for a in plan.awards if a.package_id == "base"}
    count = Counter(problem.region_of_park.get(park) for park in based)
    for region, limits in problem.regions.items():
        least, there = limits.min_parks, count[region]
        complaint = f"{region} 단지 수가 최소 {least}곳에 못 미칩니다 ({there}곳)"
        yield Line((region,), there, ">=", least, PARKS, complaint)


@Check
def stays_started(problem: Problem, plan: Plan) -> Iterator[Line]:
    """A once-per-park package starts once, and not where it already stands."""
    starts: Counter[tuple[str, str]] = Counter()
    for award in plan.awards:
        if problem.packages[award.package_id].once_per_park:
            starts[award.park_id, award.package_id] += award.units
    for (park, package), count in starts.items():
        stands = count + ((park, package) in problem.committed)
        complaint = f"{park} {package}: 단지에 한 번뿐인 패키지가 되풀이됩니다"
        yield Line((park, package), stands, "<=", 1, UNITS, complaint)


@Check
def needs_in_park(problem: Problem, plan: Plan) -> Iterator[Line]:
    """A project starts only where the packages it needs have stood in the park long enough."""
    began = dict(problem.committed)
    for award in plan.awards:
        if problem.packages[award.package_id].once_per_park:
            began[award.park_id, award.package_id] = award.start_year
    for award in plan.awards:
        package = problem.packages[award.package_id]
        for needed in package.needs_in_park:
            start = began.get((award.park_id, needed))
            ready = None if start is None else start + package.lag_years
            unit = (award.park_id, award.division_id, award.package_id, str(award.start_year))
            what = f"앞서야 할 {needed} 패키지가 없습니다"
            complaint = f"{award.park_id} {award.package_id}: {what}"
            yield Line((*unit, needed), ready, "<=", award.start_year, YEAR, complaint)


@Check
def follows(problem: Problem, plan: Plan) -> Iterator[Line]:
    """A package that builds on another starts no more projects than the earlier ones allow."""
    units: dict[tuple[str, str | None], list[Award]] = defaultdict(list)
    for award in plan.awards:
        units[award.park_id, award.division_id].append(award)
    for (park_id, division_id), awards in units.items():
        for package_id in sorted({a.package_id for a in awards}):
            package = problem.packages[package_id]
            if package.follows is None:
                continue
            for year in problem.years:
                mine = _until(awards, package_id, year)
                leaders = _until(awards, package.follows, year - package.lag_years)
                allowed = package.follows_ratio * leaders
                what = f"선행 {package.follows} 사업이 모자랍니다"
                complaint = f"{park_id} {package_id} {year}년: {what}"
                subject = (park_id, division_id, package_id, str(year))
                yield Line(subject, mine, "<=", allowed, UNITS, complaint, ROUNDING)


def _until(awards: list[Award], package_id: str, year: int) -> int:
    return sum(a.units for a in awards if a.package_id == package_id and a.start_year <= year)


@Check
def park_lock(problem: Problem, plan: Plan) -> Iterator[Line]:
    """A locked park has its package by the locked year."""
    began = dict(problem.committed)
    began |= {(a.park_id, a.package_id): a.start_year for a in plan.awards}
    for (park, package), year in problem.locks.items():
        complaint = f"{park}: {year}년까지 고정한 {package} 패키지가 없습니다"
        yield Line((park, package), began.get((park, package)), "<=", year, YEAR, complaint)
