"""Production, exports, jobs and use of capacity: published where they are, estimated where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cluster_planner.domain.contracts.common import INDUSTRY_LABELS
from cluster_planner.indicators.production import MANUFACTURING
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row, joined
from cluster_planner.present.profile.fact import Fact, Facts

METRICS: Final = ("production_mkrw_quarter", "exports_kusd", "jobs", "utilization_pct")
_BEFORE: Final = {
    "production_mkrw_quarter": "production_mkrw_prev_quarter",
    "exports_kusd": "exports_kusd_prev_quarter",
    "jobs": "jobs_prev_quarter",
    "utilization_pct": "utilization_pct_prev_quarter",
}
_MOST_INDUSTRIES: Final = 5


@dataclass(frozen=True)
class Figure:
    """A published figure over some statistical units: a value, or why there is none."""

    value: float | None
    state: str
    """value, suppressed or missing."""
    known: float | None = None
    """Where some units hold theirs back: the sum of the others."""


def figure(rows: pd.DataFrame, metric_id: str) -> Figure:
    """The sum of a metric over units; one that is held back holds the sum back.

    A rate of several units has no sum, so it is missing.
    """
    found = rows[rows["metric_id"] == metric_id]
    if found.empty or (metric_id.startswith("utilization") and len(found) > 1):
        return Figure(None, "missing")
    states = set(found["state"])
    if states != {"value"}:
        rest = found["value"].sum(min_count=1)
        known = None if words.is_missing(float(rest)) else float(rest)
        return Figure(None, "suppressed" if "suppressed" in states else "missing", known)
    return Figure(float(found["value"].sum()), "value")


def statistic_rows(book: Book, park_id: str) -> pd.DataFrame | None:
    """The published totals that stand for a park; None when none are published."""
    units = [book.published[i] for i in book.units_of_park.get(park_id, ()) if i in book.published]
    return pd.concat(units) if units else None


def production(book: Book, park: Row) -> Facts:
    """Quarterly statistics of a national complex; elsewhere an estimate of yearly production."""
    rows = statistic_rows(book, park["park_id"])
    if rows is None:
        return _estimated(book, park)
    lines = tuple(_line(rows, metric) for metric in METRICS)
    as_of = str(rows["as_of"].max())
    shared = _shared(book, park["park_id"])
    title = f"생산·수출·고용·가동률 ({quarter(as_of)})"
    note = f"{len(shared) + 1}개 단지({', '.join(shared)})를 합친 통계입니다." if shared else ""
    source = f"한국산업단지공단 국가산업단지 산업동향 {joined(_tables(rows))}"
    return Facts("production", title, lines, source, as_of, note)


def quarter(as_of: str) -> str:
    """The quarter that ends on a day.

    >>> quarter("2026-03-31")
    '2026년 1분기'
    """
    year, month = as_of.split("-")[:2]
    return f"{year}년 {(int(month) + 2) // 3}분기"


def industries(book: Book, park: Row) -> Facts | None:
    """Operating firms by industry, largest first, with what the park is specialised in."""
    units = [
        book.by_industry[i]
        for i in book.units_of_park.get(park["park_id"], ())
        if i in book.by_industry
    ]
    if not units:
        return None
    rows = pd.concat(units)
    firms = rows[(rows["metric_id"] == "operating") & rows["industry_id"].isin(MANUFACTURING)]
    counted = firms.groupby("industry_id")["value"].sum().sort_values(ascending=False)
    counted = counted[counted > 0].head(_MOST_INDUSTRIES)
    lines = tuple(
        Fact(
            INDUSTRY_LABELS[str(i)],
            words.count(number, "개사"),
            note=_quotient(book, park["park_id"], str(i)),
        )
        for i, number in counted.items()
    )
    if not lines:
        return None
    source = f"한국산업단지공단 국가산업단지 산업동향 {joined(firms['source_table'])}"
    note = "가동업체가 많은 제조 업종. 입지계수 1 초과는 통계가 있는 단지 전체보다 그 업종 고용 비중이 높다는 뜻입니다."
    return Facts("industries", "업종과 특화", lines, source, str(rows["as_of"].max()), note)


def annual_estimate_mkrw(book: Book, park: Row) -> tuple[float, float, float] | None:
    """Low, central and high yearly production by firms and land (추정).

    None without both, and where too few parks publish theirs to learn from.
    """
    firms, land = park["operating"], park["facility_area_thousand_m2"]
    fit = book.production_fit
    if fit is None or any(words.is_missing(size) or size <= 0 for size in (firms, land)):
        return None
    central = float(fit.central_mkrw(np.array([float(firms)]), np.array([float(land)]))[0])
    return central * fit.low_factor, central, central * fit.high_factor


def _estimated(book: Book, park: Row) -> Facts:
    nothing = tuple(Fact(label, words.MISSING) for label in ("수출", "고용", "가동률"))
    ends, fit = annual_estimate_mkrw(book, park), book.production_fit
    if ends is None or fit is None:
        lack = "가동업체나 산업시설구역이" if fit else "생산 통계가 있는 단지가 적거나"
        note = f"{lack} 없어 추정하지 않습니다."
        return Facts(
            "production", "생산·수출·고용", (Fact("연 생산", words.MISSING), *nothing), note=note
        )
    low, central, high = (round(end) for end in ends)
    estimate = Fact("연 생산", words.money_range(low, central, high), words.ESTIMATE)
    note = (
        f"가동업체와 산업시설구역으로 추정했습니다: 통계가 있는 단지 {fit.sample}곳에서 맞춘 식, "
        f"명목 90% 구간(하나씩 빼고 맞춘 적중률 {words.percent(100 * fit.coverage, 0)})."
    )
    source = "전국산업단지현황통계로 이 프로그램이 추정"
    return Facts(
        "production", "생산·수출·고용", (estimate, *nothing), source, str(park["as_of"] or ""), note
    )


def _line(rows: pd.DataFrame, metric_id: str) -> Fact:
    now, before = figure(rows, metric_id), figure(rows, _BEFORE[metric_id])
    label = words.METRIC_LABELS[metric_id]
    note = "여러 단위를 합친 가동률은 공표되지 않습니다" if _is_split_rate(rows, metric_id) else ""
    if now.known is not None:
        note = f"비공개 단위를 뺀 합 {_amount(metric_id, now.known)}"
    if now.value is not None and before.value:
        note = f"전분기 {_amount(metric_id, before.value)}, {_change(metric_id, now.value, before.value)}"
    text = _amount(metric_id, now.value) if now.value is not None else ""
    return Fact(label, words.statistic(now.value, now.state, text), note=note)


def _is_split_rate(rows: pd.DataFrame, metric_id: str) -> bool:
    return metric_id == "utilization_pct" and int((rows["metric_id"] == metric_id).sum()) > 1


def _amount(metric_id: str, value: float) -> str:
    match metric_id:
        case "production_mkrw_quarter":
            return words.money(value)
        case "exports_kusd":
            return words.count(value / 1000, "백만 달러")
        case "utilization_pct":
            return words.percent(value)
        case _:
            return words.count(value, "명")


def _change(metric_id: str, now: float, before: float) -> str:
    if metric_id == "utilization_pct":
        return f"{now - before:+.1f}%p"
    change = f"{100 * (now / before - 1):+.1f}%"
    return "변동 없음" if change in ("+0.0%", "-0.0%") else change


def _quotient(book: Book, park_id: str, industry_id: str) -> str:
    table = book.quotients
    if park_id not in table.index or industry_id not in table.columns:
        return ""
    value = float(table[industry_id].to_dict()[park_id])
    return "고용 비공개" if np.isnan(value) else f"입지계수 {value:.2f}"


def _shared(book: Book, park_id: str) -> Sequence[str]:
    mine = set(book.units_of_park[park_id])
    others = (i for i, units in book.units_of_park.items() if i != park_id and mine & set(units))
    return [str(book.parks[i]["name_ko"]) for i in others]


def _tables(rows: pd.DataFrame) -> Sequence[str]:
    return sorted(rows.loc[rows["metric_id"].isin(METRICS), "source_table"].unique())
