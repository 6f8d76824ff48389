"""Sweeps in Korean: sentences first, then a table."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.summary import gap_words
from cluster_planner.present.words import SOLVE_STATUS_LABELS, count, money
from cluster_planner.sweeps.alternatives import Alternatives, Standing
from cluster_planner.sweeps.frontier import Frontier
from cluster_planner.sweeps.ladder import Ladder


@dataclass(frozen=True)
class Report:
    """What a command says about a sweep."""

    sentences: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    content: Mapping[str, Any]
    """For `--json`."""
    has_plan: bool
    stopped: bool = False
    """Whether the reader stopped before every question was answered."""

    def lines(self) -> tuple[str, ...]:
        """Sentences, then the table in columns of even width."""
        return (*self.sentences, "", *table_lines((self.header, *self.rows)))


def of_ladder(found: Ladder, snapshot: Snapshot) -> Report:
    """Budgets, scores, the price of nesting and who enters."""
    name = names(snapshot)
    rows = tuple(
        (
            f"{rung.budget_pct:.1f}%",
            money(rung.budget_mkrw),
            _scored(rung.free_score, rung.free_status, rung.free_gap),
            _scored(rung.nested_score, rung.nested_status, rung.nested_gap),
            "-" if rung.price_mkrw is None else money(rung.price_mkrw),
            "-" if rung.nested_score is None else count(len(rung.nested_park_ids), "곳"),
            "-" if rung.nested_score is None else listed(rung.entering_park_ids, name),
        )
        for rung in found.rungs
    )
    known = [rung for rung in found.rungs if rung.price_mkrw is not None]
    return Report(
        sentences=(
            f"{found.scenario.name}: 예산 {len(found.rungs)}개 수준의 계획을 견주었습니다.",
            "국비 예산과 국비 상한만 늘리거나 줄였고 최소배분, 최소 단지 수, 지방비는 그대로입니다.",
            "포개기의 값은 아래 수준에서 시작한 단지를 그대로 두느라 잃는 점수입니다"
            f"(가장 큰 값 {money(max((r.price_mkrw or 0.0 for r in known), default=None))}).",
        ),
        header=("예산", "국비", "자유", "포개기", "포개기의 값", "단지", "들어오는 단지"),
        rows=rows,
        content=found.to_json(),
        has_plan=any(rung.free_score is not None for rung in found.rungs),
        stopped=found.stopped,
    )


def of_frontier(found: Frontier, snapshot: Snapshot) -> Report:
    """What balance costs, point by point."""
    regions = snapshot.regions
    name = dict(zip(regions["region_id"], regions["name_ko"], strict=True))
    best = max((point.score for point in found.points), default=0.0)
    rows = tuple(
        (
            f"{point.balance_mkrw_per_firm:,.2f}백만원",
            str(name[point.least_region_id]),
            _scored(point.score, point.status, point.gap),
            money(best - point.score),
            money(point.national_mkrw),
        )
        for point in found.points
    )
    return Report(
        sentences=(
            f"{found.scenario.name}: 효율과 균형을 견준 계획 {len(rows)}개입니다"
            f"(점수와 균형이 모두 못한 {found.dominated}개는 뺐고, 시간 안에 계획을 찾지 못한 물음은 "
            f"{found.unanswered}개입니다).",
            "균형은 가장 적게 받는 권역의 입주업체당 새 국비입니다(대상 단지가 있는 권역만).",
        ),
        header=("균형(업체당)", "가장 적은 권역", "점수", "균형의 값", "국비"),
        rows=rows,
        content=found.to_json(),
        has_plan=bool(rows),
        stopped=found.stopped,
    )


def of_alternatives(found: Alternatives, snapshot: Snapshot) -> Report:
    """Which parks are settled, then the plans with what sets them apart from the best."""
    name = names(snapshot)
    rows = tuple(
        (
            str(number),
            money(plan.score),
            f"-{plan.loss_pct:.3f}%",
            count(len(plan.park_ids), "곳"),
            listed(plan.joined_park_ids, name),
            listed(plan.left_park_ids, name),
        )
        for number, plan in enumerate(found.plans, 1)
    )

    def having(standing: Standing) -> str:
        return listed([p for p, s in sorted(found.standing.items()) if s is standing], name)

    return Report(
        sentences=(
            f"{found.scenario.name}: 가장 나은 점수에서 {found.within_pct:g}% 안에 있고 "
            f"기반을 새로 두는 단지가 다른 계획 {len(rows)}개입니다.",
            f"모든 계획에 드는 단지: {having(Standing.CORE)}.",
            f"들기도 하고 빠지기도 하는 단지: {having(Standing.OPTIONAL)}.",
            f"어느 계획에도 들지 않는 단지: {having(Standing.NEVER)}.",
            f"시간 안에 가리지 못한 단지: {having(Standing.OPEN)}.",
        ),
        header=("계획", "점수", "차이", "단지", "더 드는 단지", "빠지는 단지"),
        rows=rows,
        content=found.to_json(),
        has_plan=bool(rows),
        stopped=found.stopped,
    )


def amount(value: float | None, unit: ObjectiveUnit) -> str:
    """An objective in its unit: money, points of weighted criteria, or years of work."""
    if unit == "mkrw" or value is None:
        return money(value)
    return count(value, "점" if unit == "points" else "인년")


def names(snapshot: Snapshot) -> dict[str, str]:
    """Park id → the planner's name."""
    return dict(zip(snapshot.parks["park_id"], snapshot.parks["name_ko"], strict=True))


def _scored(score: float | None, status: str, gap: float | None) -> str:
    if score is None:
        return SOLVE_STATUS_LABELS[status]
    return f"{money(score)} (간격 {gap_words(gap)})"


def listed(park_ids: Sequence[str], name: Mapping[str, str]) -> str:
    """Names of parks, or a dash."""
    return ", ".join(name.get(park, park) for park in park_ids) or "-"


def table_lines(rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Yield rows, the header first, in columns of even width."""
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
