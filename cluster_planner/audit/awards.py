"""Each award is one that the problem offers, with the money and gain that the tables give."""

from collections import Counter
from collections.abc import Iterator

from cluster_planner.audit.lines import MONEY, NAME, UNITS, YEAR, Check, Line
from cluster_planner.domain.decision import best_first
from cluster_planner.domain.plan import Award, Plan
from cluster_planner.domain.problem import Candidate, Problem

ROUNDING = 1e-6
"""Relative slack for sums of floating point figures."""


def known_candidates(problem: Problem) -> dict[tuple[str, str | None, str], Candidate]:
    return {(c.park_id, c.division_id, c.package_id): c for c in problem.candidates}


@Check
def award_fits_candidate(problem: Problem, plan: Plan) -> Iterator[Line]:
    """Each award is a candidate of the problem with the money and gain that the tables give."""
    known = known_candidates(problem)
    taken: Counter[tuple[str, str | None, str]] = Counter()
    for award in sorted(plan.awards, key=lambda a: a.start_year):
        unit = (award.park_id, award.division_id, award.package_id)
        candidate = known.get(unit)
        complaint = f"{award.park_id} {award.package_id}: 후보가 아닌 배분입니다"
        name = "__".join(part for part in unit if part)
        found = None if candidate is None else candidate.candidate_id
        yield Line((*unit, str(award.start_year), "candidate"), name, "=", found, NAME, complaint)
        if candidate is None:
            continue
        yield from _figures(problem, candidate, award, taken[unit])
        taken[unit] += award.units
    for unit, units in taken.items():
        candidate = known[unit]
        most = candidate.max_units
        complaint = f"{candidate.candidate_id}: 사업 수가 가능한 {most}개보다 많습니다"
        yield Line((*unit, None, "max_units"), units, "<=", most, UNITS, complaint)


def _figures(problem: Problem, candidate: Candidate, award: Award, already: int) -> Iterator[Line]:
    where = f"{award.park_id} {award.package_id} {award.start_year}년"
    named = (award.park_id, award.division_id, award.package_id, str(award.start_year))
    outside = f"{where}: 수량이나 연도가 계획 밖입니다"
    year = award.start_year if award.start_year in problem.years else None
    for line in (
        Line((*named, "least_units"), award.units, ">=", 1, UNITS, outside),
        Line((*named, "start_year"), award.start_year, "=", year, YEAR, outside),
    ):
        yield line
        if not line.holds:
            return
    yield from _labels(problem, candidate, award, where, named)
    yield from _money(problem, candidate, award, where, named)
    yield from _gains(problem, candidate, award, already, where, named)


type _Named = tuple[str | None, ...]


def _labels(
    problem: Problem, candidate: Candidate, award: Award, where: str, named: _Named
) -> Iterator[Line]:
    complaint = f"{where}: 예산 묶음이나 추정 표시가 자료와 다릅니다"
    programme = problem.packages[award.package_id].programme_id
    yield Line((*named, "programme_id"), award.programme_id, "=", programme, NAME, complaint)
    shown, held = (str(one).lower() for one in (award.estimated, candidate.estimated))
    yield Line((*named, "estimated"), shown, "=", held, NAME, complaint)


def _money(
    problem: Problem, candidate: Candidate, award: Award, where: str, named: _Named
) -> Iterator[Line]:
    package = problem.packages[award.package_id]
    each = {
        "national_mkrw": package.national_mkrw,
        "local_mkrw": problem.local_mkrw(candidate),
        "private_mkrw": problem.private_mkrw(candidate),
        "fund_mkrw": package.fund_mkrw,
    }
    complaint = f"{where}: 사업비가 단가 × 수량과 다릅니다"
    for field, price in each.items():
        paid = getattr(award, field)
        yield Line((*named, field), paid, "=", award.units * price, MONEY, complaint)
    complaint = f"{where}: 연도별 국비의 합이 국비와 다릅니다"
    due = {y: award.units * m for y, m in package.payments_mkrw(award.start_year).items()}
    told = award.national_by_year_mkrw
    for year in sorted(due.keys() | told.keys()):
        subject = (*named, "national_by_year_mkrw", str(year))
        yield Line(subject, told.get(year), "=", due.get(year), MONEY, complaint)
    subject = (*named, "national_by_year_mkrw", "total")
    yield Line(subject, sum(due.values()), "=", award.national_mkrw, MONEY, complaint)


def _gains(
    problem: Problem, candidate: Candidate, award: Award, already: int, where: str, named: _Named
) -> Iterator[Line]:
    years = problem.annuity[award.package_id, award.start_year]
    filled = best_first(candidate, already, award.units)
    told = (award.gain_low_mkrw, award.gain_central_mkrw, award.gain_high_mkrw)
    for end, shown in zip(("low", "central", "high"), told, strict=True):
        gain = sum(n * getattr(s.annual_gain_mkrw, end) * years for s, n in filled)
        complaint = f"{where}: 기대효과({end})가 산식과 다릅니다"
        slack = ROUNDING * max(1.0, gain)
        yield Line((*named, f"gain_{end}_mkrw"), shown, "=", gain, MONEY, complaint, slack)
