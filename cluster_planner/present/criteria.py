"""The objective and its criteria in Korean words."""

from collections.abc import Mapping
from typing import Final

from cluster_planner.domain.objective import CriterionId
from cluster_planner.domain.plan import CriterionValue, Run
from cluster_planner.present.words import money, percent

OBJECTIVE_KINDS: Final[Mapping[str, str]] = {
    "total_gain": "기대효과의 합",
    "weighted": "여러 기준의 가중합",
    "max_min": "가장 뒤처진 권역 먼저",
    "balance_floor": "균형 하한을 지키며 기대효과의 합",
    "lexicographic": "기준을 차례로",
}
CRITERIA: Final[Mapping[CriterionId, tuple[str, str]]] = {
    "weighted_gain": ("기대효과(성장엔진·노후도 가중)", "백만원"),
    "gain": ("기대효과", "백만원"),
    "jobs": ("닿는 일자리", "명·년"),
    "readiness": ("준비된 단지의 기대효과", "백만원"),
    "engine_fit": ("성장엔진 분야의 기대효과", "백만원"),
    "balance": ("업체 몫대로 놓인 기대효과", "백만원"),
    "least": ("가장 적은 권역의 업체당 기대효과", "백만원/개사"),
}
"""Criterion → its Korean name and unit. 명·년: workers of the firms reached × years of effect."""
OBJECTIVE_UNITS: Final[Mapping[str, str]] = {
    "mkrw": "백만원(현재가치, 가중)",
    "points": "점(모든 기준이 기준값이면 1,000,000점)",
    "person_years": "명·년",
}


def objective_words(score: float | None, unit: str) -> str:
    """Return an objective in its unit.

    >>> objective_words(136_298.5, "points"), objective_words(1_200.0, "person_years")
    ('136,299점', '1,200명·년')
    """
    if unit == "mkrw" or score is None:
        return money(score)
    return f"{score:,.0f}" + ("점" if unit == "points" else "명·년")


def criterion_sentences(run: Run) -> tuple[str, ...]:
    """Return the kind of objective and a line per criterion, with what each stage kept."""
    kind = OBJECTIVE_KINDS[run.scenario.objective.kind]
    value = objective_words(run.outcome.objective, run.outcome.unit)
    head = f"목적: {kind}, 목적값 {value}."
    return (head, *(f"  {_line(row, run)}" for row in run.criteria))


def _line(row: CriterionValue, run: Run) -> str:
    name, unit = CRITERIA[row.criterion_id]
    digits = 2 if row.criterion_id == "least" else 0
    parts = [f"{name} {row.value:,.{digits}f}{unit}"]
    if row.normalised_pct is not None:
        parts.append(f"기준값의 {percent(row.normalised_pct)}")
    if row.weight:
        parts.append(f"가중치 {row.weight:.4g}")
        parts.append(f"목적값에 {objective_words(row.contribution, run.outcome.unit)}")
    if row.floor is not None:
        parts.append(f"지킨 하한 {row.floor:,.{digits}f}{unit}")
    return " · ".join(parts)
