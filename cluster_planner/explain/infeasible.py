"""Why a scenario has no plan, as sentences that name the rules and what to do."""

from collections.abc import Callable

from cluster_planner.domain.problem import Problem
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.explain.rule_words import lifting_of
from cluster_planner.optimize.conflict import conflict, rule_of

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
    lifting = lifting_of(rule_of(row))
    parts = row.split("__")[1:]
    for i, (table, key) in enumerate(lifting.named_in):
        names = snapshot[table].set_index(key)["name_ko"]
        parts[i] = str(names.get(parts[i], parts[i]))
    return lifting.title.format(*parts, *("",) * 2)


def _finding(snapshot: Snapshot, row: str, together: bool) -> Finding:
    problem = (
        "아래에 함께 적힌 다른 조건과 같이는 지킬 수 없습니다"
        if together
        else "이 조건 하나만으로도 지킬 수 없습니다"
    )
    return Finding(row_title(snapshot, row), problem, lifting_of(rule_of(row)).remedy)
