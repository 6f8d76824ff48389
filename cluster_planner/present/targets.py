"""Targets that officials have announced, each with source and date, beside which a plan is read.

Only what a stored source says stands here. A figure without an announced target is shown with
목표 없음; the planner's own floors and budgets are conditions, not targets.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Target:
    """One announced target in the unit of the figure beside it."""

    target_id: str
    name_ko: str
    value: float
    unit: str
    by: str
    """Year by which it is to be reached."""
    source: str
    as_of: str
    scope_ko: str
    """Whose target it is: it is never that of a plan alone."""
    reached: float | None = None
    """What was reached before the plan, where a source says so."""
    reached_ko: str = ""
    """When and by whose word."""


TARGETS: Final = (
    Target(
        target_id="value_added",
        name_ko="제조 AX 부가가치",
        value=100_000_000,
        unit="백만원",
        by="2030",
        source="etnews.com/20250910000139",
        as_of="2025-09-10",
        scope_ko="M.AX 얼라이언스 10개 분과 전체의 목표(100조 원 이상). 셈하는 방법과 기간이 공개되지 않아 이 계획의 현재가치와 비율로 견주지 않습니다",
    ),
    Target(
        target_id="ai_factories",
        name_ko="AI 팩토리",
        value=500,
        unit="개",
        by="2030",
        source="etnews.com/20250910000139; zdnet.co.kr/view/?no=20250910104707",
        as_of="2025-09-10",
        scope_ko="M.AX 얼라이언스 AI 팩토리 분과의 전국 목표",
        reached=170,
        reached_ko="170여 곳 지원(2026-08-04, yna AKR20260804030700003). 2026년에 시작하는 과제는 이 계획과 겹칠 수 있습니다",
    ),
    Target(
        target_id="humanoid_demos",
        name_ko="휴머노이드 실증",
        value=100,
        unit="건",
        by="2027",
        source="M.AX 얼라이언스 제1차 정기총회(zdnet.co.kr/view/?no=20251224111748)",
        as_of="2025-12-24",
        scope_ko="휴머노이드 실증사업의 전국 목표(100건 이상). 2030년 목표는 없습니다",
        reached=10,
        reached_ko="10건(2025-12-24, 같은 출처)",
    ),
    Target(
        target_id="ax_parks",
        name_ko="AX 실증산단",
        value=13,
        unit="곳",
        by="2026",
        source="heraldcorp 10682876; naeil 578605",
        as_of="2026-02-26",
        scope_ko="KICOX 2026년 계획. 2030년 목표는 없습니다",
        reached=10,
        reached_ko="2025년 선정 10곳(2025-06-17 공모)",
    ),
)


def target(target_id: str) -> Target:
    """The target of an id. Raises KeyError for an unknown one."""
    return {one.target_id: one for one in TARGETS}[target_id]
