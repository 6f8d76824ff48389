"""Figures of several runs and how they are written; screen, command line and papers share them."""

from dataclasses import dataclass
from typing import Final, Literal

from cluster_planner.present.criteria import objective_words
from cluster_planner.present.summary import gap_words
from cluster_planner.present.words import MISSING, count, money, percent

Unit = Literal[
    "mkrw", "parks", "awards", "partners", "pct", "gap", "points", "person_years", "per_firm",
    "projects",
]  # fmt: skip
"""gap: percent, of which a small one is not nothing; projects: standard projects of a package."""
NO_PLAN: Final = "계획 없음"
NEAR: Final = "거의 같음"
INCOMPARABLE: Final = "견줄 수 없음"
"""A score that means another thing than the one it would be held against."""
_COUNTERS: Final = {"parks": "곳", "awards": "건", "partners": "곳"}
_EOK_MKRW: Final = 100
_SAME: Final = 1e-9


@dataclass(frozen=True)
class KpiRow:
    """One figure of every run; None where a run has none."""

    key: str
    label_ko: str
    unit: Unit
    """Of the first run."""
    values: tuple[float | None, ...]
    mark: str = ""
    """추정 or 가정, where the figure is one."""
    comparable: tuple[bool, ...] = ()
    """Whether the difference to the first run means anything; empty when it always does."""
    units: tuple[Unit, ...] = ()
    """Of each run, where they differ; empty when all have `unit`."""
    planned: tuple[bool, ...] = ()
    """Whether each run has a plan; empty when all have."""
    target_ko: str = ""
    """The announced target that the figure is read beside, with its year; empty without one."""

    def unit_of(self, place: int) -> Unit:
        """The unit of a run's value."""
        return self.units[place] if self.units else self.unit

    def shown(self, place: int) -> str:
        """The value of a run in words."""
        if self.planned and not self.planned[place]:
            return NO_PLAN
        return figure(self.values[place], self.unit_of(place))

    def change(self, place: int) -> float | None:
        """Value of a run less that of the first; None where either is missing or means another."""
        first, value = self.values[0], self.values[place]
        if first is None or value is None or (self.comparable and not self.comparable[place]):
            return None
        return value - first if self.unit_of(place) == self.unit_of(0) else None


def figure(value: float | None, unit: Unit) -> str:
    """A figure in words.

    >>> figure(123_400, "mkrw"), figure(12, "parks"), figure(None, "pct"), figure(0.097, "gap")
    ('1,234억 원', '12곳', '자료 없음', '0.097%')
    """
    if value is None:
        return MISSING
    match unit:
        case "mkrw":
            return eok(value)
        case "pct":
            return percent(value, 2)
        case "gap":
            return gap_words(value / 100)
        case "points" | "person_years":
            return objective_words(value, unit)
        case "projects":
            return f"{value:,.1f}과제"
        case "per_firm":
            return f"{value:,.2f}백만원/개사"
        case _:
            return count(value, _COUNTERS[unit])


def eok(mkrw: float) -> str:
    """Money in 억 however large, because 조 would hide what differs.

    >>> eok(5_488_768.9), eok(1_230), eok(0)
    ('54,888억 원', '12.3억 원', '0원')
    """
    return money(mkrw) if abs(mkrw) < _EOK_MKRW * 100 else f"{mkrw / _EOK_MKRW:,.0f}억 원"


def signed(value: float | None, unit: Unit) -> str:
    """A difference in words with its sign; a dash where there is none to tell.

    >>> signed(-3, "parks"), signed(0, "mkrw"), signed(1_200, "mkrw"), signed(None, "mkrw")
    ('−3곳', '같음', '+12억 원', '–')
    >>> signed(0.001, "pct"), signed(0.001, "gap")
    ('거의 같음', '+0.001%p')
    """
    if value is None:
        return "–"
    if abs(value) < _SAME:
        return "같음"
    shown = figure(abs(value), unit)
    if not any(digit in shown for digit in "123456789"):
        return NEAR
    if unit in ("pct", "gap"):
        shown = shown.replace("%", "%p")
    return ("+" if value > 0 else "−") + shown


def ends_words(low: float | None, high: float | None, unit: Unit) -> str:
    """Between which ends a difference is proven to lie.

    >>> ends_words(-12_000, 3_000, "mkrw"), ends_words(None, 3_000, "mkrw")
    ('−120억 원 ~ +30억 원', '위로 +30억 원까지')
    """
    if low is None and high is None:
        return "–"
    if low is None:
        return f"위로 {signed(high, unit)}까지"
    if high is None:
        return f"아래로 {signed(low, unit)}까지"
    return f"{signed(low, unit)} ~ {signed(high, unit)}" if low != high else signed(low, unit)


def score_words(change: float | None, unit: Unit, *, sure: bool) -> str:
    """How a score differs, and whether that is within the gaps of the two solves.

    >>> score_words(-12_000, "mkrw", sure=True), score_words(50, "mkrw", sure=False)
    ('−120억 원', '+5,000만 원(간격 안)')
    """
    if change is None:
        return INCOMPARABLE
    return signed(change, unit) + ("" if sure else "(간격 안)")
