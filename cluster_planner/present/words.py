"""Korean words and number formats of every screen, map, table and paper.

The core computes in units named by its identifiers (million won, thousand m², km, %). Only this
module turns those numbers and ids into the words a reader sees, so that one value reads the same
everywhere. Region, park, division and partner names are data and are never listed here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from cluster_planner.domain.contracts import common

MISSING: Final = "자료 없음"
"""Shown where a source gives no value. Never a zero, never an empty cell."""
SUPPRESSED: Final = "비공개"
"""Shown where the source holds the value back (statistical secrecy)."""
ESTIMATE: Final = "추정"
"""Marks a number computed by us from partial facts."""
ASSUMPTION: Final = "가정"
"""Marks a number chosen by the planner, without a source."""

KIND_SHORT_LABELS: Final[Mapping[str, str]] = common.KIND_LABELS
STATUS_LABELS: Final[Mapping[str, str]] = common.STATUS_LABELS
PARTNER_TYPE_LABELS: Final[Mapping[str, str]] = common.PARTNER_TYPE_LABELS
INDUSTRY_LABELS: Final[Mapping[str, str]] = common.INDUSTRY_LABELS
KIND_LABELS: Final[Mapping[str, str]] = {
    "national": "국가산업단지",
    "general": "일반산업단지",
    "urban_hightech": "도시첨단산업단지",
    "agro": "농공단지",
}
PACKAGE_LABELS: Final[Mapping[str, str]] = {
    "base": "기반",
    "ai_factory": "AI 팩토리",
    "robot": "로봇·휴머노이드",
    "dark_factory": "다크팩토리",
    "diffusion": "확산",
    "data_talent": "데이터·인력",
}
REGION_TYPE_LABELS: Final[Mapping[str, str]] = {"pole": "5극", "special": "3특"}
SOLVE_STATUS_LABELS: Final[Mapping[str, str]] = {
    "proven": "최적(증명됨)",
    "found": "실행 가능(증명 안 됨)",
    "infeasible": "조건 충돌",
    "nothing": "계획을 찾지 못함",
    "cancelled": "중단됨",
}
METRIC_LABELS: Final[Mapping[str, str]] = {
    "tenants": "입주업체",
    "operating": "가동업체",
    "production_mkrw_quarter": "분기 생산",
    "exports_kusd": "분기 수출",
    "jobs": "고용",
    "utilization_pct": "가동률",
    "mfg_operating": "가동업체(제조)",
    "capacity_mkrw": "생산능력",
}
DESIGNATION_LABELS: Final[Mapping[str, str]] = {
    "ax_demo": "AX 실증산단",
    "smart_green": "스마트그린산단",
    "crisis": "산업위기지역",
    "aged_priority": "노후거점산단",
}

_EOK_MKRW: Final = 100
_JO_MKRW: Final = 1_000_000
_QUARTER = re.compile(r"^(\d{4})[-\s]?Q([1-4])$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"^\d{4}$")


def is_missing(value: object) -> bool:
    """Return whether a cell holds no value: None, NaN, NaT or pandas' NA."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in {"NAType", "NaTType"}


def label(labels: Mapping[str, str], value: object) -> str:
    """Return the Korean label of an id, or 자료 없음 for a missing one.

    Raises KeyError for an id the labels do not know: contracts let none through.
    """
    return MISSING if is_missing(value) else labels[str(value)]


def money(mkrw: float | None) -> str:
    """Return million won as a Korean amount with its unit.

    >>> money(123_400), money(1_230), money(1_200_000), money(34), money(0)
    ('1,234억 원', '12.3억 원', '1.2조 원', '3,400만 원', '0원')
    """
    short = money_short(mkrw)
    if short == MISSING:
        return short
    return "0원" if short == "0" else f"{short} 원"


def money_short(mkrw: float | None) -> str:
    """Return million won as an amount for a tight place (chart axis, card, legend).

    >>> money_short(123_400), money_short(1_230), money_short(1_200_000), money_short(None)
    ('1,234억', '12.3억', '1.2조', '자료 없음')
    """
    if is_missing(mkrw) or mkrw is None:
        return MISSING
    amount = Decimal(str(mkrw))
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size == 0:
        return "0"
    # The larger unit is chosen after rounding, so that 9,999.6억 reads 1조, not 10,000억.
    if _round(size / _EOK_MKRW, 0) >= _JO_MKRW // _EOK_MKRW:
        return f"{sign}{_plain(_round(size / _JO_MKRW, 1))}조"
    if _round(size / _EOK_MKRW, 1) >= 100:
        return f"{sign}{_plain(_round(size / _EOK_MKRW, 0))}억"
    if size >= _EOK_MKRW:
        return f"{sign}{_plain(_round(size / _EOK_MKRW, 1))}억"
    return f"{sign}{_plain(_round(size * 100, 0))}만"


def money_range(low_mkrw: float, central_mkrw: float, high_mkrw: float) -> str:
    """Return a central amount with its range.

    >>> money_range(50_000, 123_400, 200_000)
    '1,234억 원 (500억~2,000억)'
    """
    return f"{money(central_mkrw)} ({money_short(low_mkrw)}~{money_short(high_mkrw)})"


def count(number: float | None, unit: str = "") -> str:
    """Return a whole number with thousands separators and its counter.

    >>> count(131_269, "개사"), count(None, "개사")
    ('131,269개사', '자료 없음')
    """
    if is_missing(number) or number is None:
        return MISSING
    return f"{_round(Decimal(str(number)), 0):,}{unit}"


def percent(value_pct: float | None, digits: int = 1) -> str:
    """Return a percentage that is already times 100.

    >>> percent(12.345), percent(80.0), percent(0.04, 2)
    ('12.3%', '80%', '0.04%')
    """
    if is_missing(value_pct) or value_pct is None:
        return MISSING
    return f"{_plain(_round(Decimal(str(value_pct)), digits))}%"


def distance(km: float | None) -> str:
    """Return kilometres: one decimal below 10 km, whole above.

    >>> distance(3.26), distance(123.4)
    ('3.3km', '123km')
    """
    if is_missing(km) or km is None:
        return MISSING
    size = Decimal(str(km))
    return f"{_plain(_round(size, 1 if size < 10 else 0))}km"


def area(thousand_m2: float | None) -> str:
    """Return an area in the unit of the official statistic.

    >>> area(1_487_188)
    '1,487,188천㎡'
    """
    return count(thousand_m2, "천㎡")


def day(value: object) -> str:
    """Return a date, quarter, month or year in Korean; other text is returned as it is.

    >>> day("2025-04-01"), day("2025Q4"), day("2026-07"), day("2026")
    ('2025년 4월 1일', '2025년 4분기', '2026년 7월', '2026년')
    """
    if is_missing(value):
        return MISSING
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    if found := _DAY.match(text):
        return f"{found[1]}년 {int(found[2])}월 {int(found[3])}일"
    if found := _QUARTER.match(text):
        return f"{found[1]}년 {found[2]}분기"
    if found := _MONTH.match(text):
        return f"{found[1]}년 {int(found[2])}월"
    return f"{text}년" if _YEAR.match(text) else (text or MISSING)


def marked(text: str, mark: str) -> str:
    """Return a value with its mark of uncertainty.

    >>> marked("12.3억 원", ESTIMATE)
    '12.3억 원 (추정)'
    """
    return f"{text} ({mark})"


def production_basis(estimated: bool) -> str:
    """Return the word for where a park's production comes from.

    >>> production_basis(True), production_basis(False)
    ('추정', '통계')
    """
    return ESTIMATE if estimated else "통계"


def statistic(value: float | None, state: str, text: str) -> str:
    """Return `text`, the formatted value, or the word for why a statistic has none.

    `state` is value, suppressed or missing, as in the national statistics table.
    """
    if state == "suppressed":
        return SUPPRESSED
    return MISSING if state == "missing" or is_missing(value) else text


def _round(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _plain(number: Decimal) -> str:
    text = f"{number:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
