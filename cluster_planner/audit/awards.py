"""Each award is one that the problem offers, with the money and gain that the tables give."""

from collections import Counter
from collections.abc import Iterator

from cluster_planner.domain.decision import best_first
from cluster_planner.domain.plan import Award, Plan
from cluster_planner.domain.problem import Candidate, Problem

ROUNDING = 1e-6
"""Relative slack for sums of floating point figures."""


def known_candidates(problem: Problem) -> dict[tuple[str, str | None, str], Candidate]:
    return {(c.park_id, c.division_id, c.package_id): c for c in problem.candidates}


def award_fits_candidate(problem: Problem, plan: Plan) -> Iterator[str]:
    """Each award is a candidate of the problem with the money and gain that the tables give."""
    known = known_candidates(problem)
    taken: Counter[str] = Counter()
    for award in sorted(plan.awards, key=lambda a: a.start_year):
        candidate = known.get((award.park_id, award.division_id, award.package_id))
        if candidate is None:
            yield f"{award.park_id} {award.package_id}: 후보가 아닌 배분입니다"
            continue
        yield from _figures(problem, candidate, award, taken[candidate.candidate_id])
        taken[candidate.candidate_id] += award.units
        if taken[candidate.candidate_id] > candidate.max_units:
            yield f"{candidate.candidate_id}: 사업 수가 가능한 {candidate.max_units}개보다 많습니다"


def _figures(problem: Problem, candidate: Candidate, award: Award, already: int) -> Iterator[str]:
    package = problem.packages[award.package_id]
    where = f"{award.park_id} {award.package_id} {award.start_year}년"
    if award.units < 1 or award.start_year not in problem.years:
        yield f"{where}: 수량이나 연도가 계획 밖입니다"
        return
    if (award.programme_id, award.estimated) != (package.programme_id, candidate.estimated):
        yield f"{where}: 예산 묶음이나 추정 표시가 자료와 다릅니다"
    money = (award.national_mkrw, award.local_mkrw, award.private_mkrw, award.fund_mkrw)
    each = (
        package.national_mkrw,
        problem.local_mkrw(candidate),
        problem.private_mkrw(candidate),
        package.fund_mkrw,
    )
    if money != tuple(award.units * m for m in each):
        yield f"{where}: 사업비가 단가 × 수량과 다릅니다"
    due = {y: award.units * m for y, m in package.payments_mkrw(award.start_year).items()}
    if award.national_by_year_mkrw != due or sum(due.values()) != award.national_mkrw:
        yield f"{where}: 연도별 국비의 합이 국비와 다릅니다"
    years = problem.annuity[award.package_id, award.start_year]
    filled = best_first(candidate, already, award.units)
    told = (award.gain_low_mkrw, award.gain_central_mkrw, award.gain_high_mkrw)
    for end, shown in zip(("low", "central", "high"), told, strict=True):
        gain = sum(n * getattr(s.annual_gain_mkrw, end) * years for s, n in filled)
        if abs(gain - shown) > ROUNDING * max(1.0, gain):
            yield f"{where}: 기대효과({end})가 산식과 다릅니다"
