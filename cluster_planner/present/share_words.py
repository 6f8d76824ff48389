"""Korean words for the part that each change of inputs has in a difference between runs."""

from typing import Final

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.errors import Finding
from cluster_planner.present.words import SOLVE_STATUS_LABELS

REST: Final = "함께 바뀌어 생긴 나머지"
WHOLE: Final = "전체 변화"


def rest_sentence(*, stopped: bool, planned: bool, shared: bool) -> str:
    """Why nothing can be said of what changes do together; empty where it can.

    `planned` says whether both runs have a plan, `shared` whether each group alone has one.

    >>> rest_sentence(stopped=False, planned=True, shared=True)
    ''
    """
    if stopped:
        return "중단해서 답하지 못한 묶음이 있어 나머지를 말할 수 없습니다."
    if not planned and shared:
        return "계획이 없는 실행이 있어 나머지를 말할 수 없습니다. 묶음 하나씩만 바꾸면 계획이 있습니다."
    if not planned:
        return "계획이 없는 실행이 있어 나머지를 말할 수 없습니다."
    return "" if shared else "몫을 알 수 없는 묶음이 있어 나머지를 말할 수 없습니다."


def share_words(status: SolveStatus | None, findings: tuple[Finding, ...]) -> str:
    """Why a group of inputs alone gives no plan.

    >>> share_words(SolveStatus.INFEASIBLE, ())
    '이것만 바꾸면 조건 충돌'
    """
    if status is None:
        return "이것만 바꾸면 조건이 맞지 않음: " + "; ".join(f.problem for f in findings)
    return f"이것만 바꾸면 {SOLVE_STATUS_LABELS[status]}"
