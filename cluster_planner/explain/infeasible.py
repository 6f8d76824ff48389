"""Why a scenario has no plan, as sentences that name the rules and what to do."""

from collections.abc import Callable

from cluster_planner.domain.problem import Problem
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.optimize.conflict import conflict, rule_of

_SENTENCES = {
    "programme_budget": ("사업 예산 {0} {1}년", "이 해의 예산을 늘리거나 이월을 허용하세요"),
    "national_cap": ("연도 총예산 {0}년", "이 해의 총예산 상한을 높이세요"),
    "liability_cap": ("계획 기간 뒤 국비 부담 상한", "상한을 높이세요"),
    "region_floor": ("{0} 최소배분", "최소배분을 낮추거나 후보 단지를 더하세요"),
    "region_cap": ("{0} 배분 상한", "상한을 높이세요"),
    "region_local_cap": ("{0} 지방비 여력", "지방비 여력을 높이세요"),
    "region_min_parks": ("{0} 최소 단지 수", "최소 단지 수를 낮추거나 후보 단지를 더하세요"),
    "noncapital_share": ("비수도권 최소 비중", "비중을 낮추세요"),
    "park_lock": ("{0} 단지 고정({1})", "고정을 풀거나 연도를 늦추세요"),
    "partner_capacity": ("{0} 수용력", "참여기관 수용력을 높이세요"),
}
_NAMED_IN = {
    "programme_budget": (("envelopes", "envelope_id"),),
    "region_floor": (("regions", "region_id"),),
    "region_cap": (("regions", "region_id"),),
    "region_local_cap": (("regions", "region_id"),),
    "region_min_parks": (("regions", "region_id"),),
    "park_lock": (("parks", "park_id"), ("packages", "package_id")),
    "partner_capacity": (("partners", "partner_id"),),
}
"""Table and key of each part of a row name: an id may stand for different things in two tables."""
_UNSETTLED = Finding(
    "풀이",
    "함께 지킬 수 있는 계획이 없다는 것까지만 확인했고 원인을 좁히지 못했습니다",
    "최소배분, 고정, 상한을 하나씩 풀어 보세요",
)


def infeasible_findings(
    snapshot: Snapshot, problem: Problem, should_stop: Callable[[], bool] | None = None
) -> tuple[Finding, ...]:
    """One finding per rule of a smallest conflicting set, in the planner's words.

    A single general finding when the conflict could not be narrowed down in time.
    """
    return findings_of(snapshot, conflict(problem, should_stop))


def findings_of(snapshot: Snapshot, rows: tuple[str, ...]) -> tuple[Finding, ...]:
    """One finding per row of a conflict; a single general one when there are no rows."""
    together = len(rows) > 1
    return tuple(_finding(snapshot, row, together) for row in rows) or (_UNSETTLED,)


def row_title(snapshot: Snapshot, row: str) -> str:
    """What a planner calls the rule behind a liftable row, such as 제주 최소배분."""
    title, _ = _SENTENCES[rule_of(row)]
    parts = row.split("__")[1:]
    for i, (table, key) in enumerate(_NAMED_IN.get(rule_of(row), ())):
        names = snapshot[table].set_index(key)["name_ko"]
        parts[i] = str(names.get(parts[i], parts[i]))
    return title.format(*parts, *("",) * 2)


def _finding(snapshot: Snapshot, row: str, together: bool) -> Finding:
    problem = (
        "아래에 함께 적힌 다른 조건과 같이는 지킬 수 없습니다"
        if together
        else "이 조건 하나만으로도 지킬 수 없습니다"
    )
    return Finding(row_title(snapshot, row), problem, _SENTENCES[rule_of(row)][1])
