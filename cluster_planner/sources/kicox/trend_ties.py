"""The printed row 계 of the trend workbook against the sum of its units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cluster_planner.domain.contracts.common import INDUSTRY_LABELS, SIZE_LABELS
from cluster_planner.domain.contracts.statistics import METRIC_LABELS
from cluster_planner.sources.grid import Notes
from cluster_planner.sources.kicox.trend_cells import TrendCell
from cluster_planner.sources.kicox.trend_layout import Key


@dataclass(frozen=True)
class _Sum:
    printed: TrendCell
    summed: float
    suppressed: int
    missing: int

    @property
    def difference(self) -> float:
        return float(self.printed.value) - self.summed

    @property
    def explained(self) -> bool:
        """Whether sum and printed total agree, or units that show no figure can make it up."""
        return abs(self.difference) <= 0.5 or (self.difference > 0 and self._hidden > 0)

    @property
    def _hidden(self) -> int:
        return self.suppressed + self.missing

    @property
    def note(self) -> str:
        if not self._hidden:
            return ""
        parts = [(self.suppressed, "감춘(X) 단위"), (self.missing, "자료 없는 단위")]
        named = ", ".join(f"{words} {n}곳" for n, words in parts if n)
        if self.difference < -0.5:
            return f"{named}이 있는데도 합이 계보다 큼"
        return f"{named}만큼 합이 작을 수 있음"


def tie_totals(cells: Sequence[TrendCell], notes: Notes) -> None:
    """Note a tie for every total of a metric; of industries and sizes only those that are wrong."""
    sums = list(_sums(cells))
    apart = [one for one in sums if not one.explained]
    for one in sums:
        _, industry_id, size_id = one.printed.key
        if (industry_id, size_id) == ("total", "all") or not one.explained:
            notes.tie(_words(one.printed), float(one.printed.value), one.summed, one.printed.unit,
                      one.note)  # fmt: skip
    if sums:
        exact = sum(abs(one.difference) <= 0.5 for one in sums)
        told = f"{len(sums):,}칸 가운데 {exact:,}칸은 합과 같음"
        smaller = len(sums) - exact - len(apart)
        told += f", {smaller:,}칸은 감춘 단위만큼 합이 작음" if smaller else ""
        told += f", {len(apart):,}칸은 맞지 않음" if apart else ""
        notes.decide("계 행과 단위의 합", told, "가동률은 더할 수 없어 대조하지 않음")


def _sums(cells: Iterable[TrendCell]) -> Iterable[_Sum]:
    units: dict[Key, list[TrendCell]] = {}
    printed: dict[Key, TrendCell] = {}
    for cell in cells:
        if cell.unit == "%":
            continue
        if cell.is_total:
            printed[cell.key] = cell
        else:
            units.setdefault(cell.key, []).append(cell)
    for key, total in sorted(printed.items()):
        if total.state == "value" and key in units:
            states = [cell.state for cell in units[key]]
            known = sum(float(cell.value) for cell in units[key] if cell.state == "value")
            yield _Sum(total, round(known, 3), states.count("suppressed"), states.count("missing"))


def _words(cell: TrendCell) -> str:
    metric_id, industry_id, size_id = cell.key
    parts = [METRIC_LABELS[metric_id].split("(")[0]]
    parts += [INDUSTRY_LABELS[industry_id]] if industry_id != "total" else []
    parts += [SIZE_LABELS[size_id]] if size_id != "all" else []
    return " · ".join((*parts, cell.source_table.split(" ")[0]))
