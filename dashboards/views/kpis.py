"""The row of figures above the map: of the filtered parks before a run, of the plan after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from cluster_planner.domain.plan import Run
from cluster_planner.present import rows, words
from cluster_planner.present.summary import totals
from cluster_planner.sources.tieout import PUBLISHED
from dashboards.catalog import Catalog


@dataclass(frozen=True)
class Kpi:
    """One figure. `share` (0–1) draws the bar under it; `mark` says 추정 or 가정."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    share: float | None = None
    mark: str = ""


def country_kpis(catalog: Catalog, park_ids: Sequence[str]) -> tuple[Kpi, ...]:
    """Figures of the parks that the filters let through, beside the whole country's."""
    every = catalog.parks
    shown = every.loc[list(park_ids)]
    core = int(shown["is_core"].sum())
    outside = int((shown["region_id"] != "capital").sum())
    return (
        _count("표시 단지", len(shown), len(every), "개", "계획 단위"),
        _count("거점단지", core, int(every["is_core"].sum()), "개"),
        _published("입주업체", shown["tenants"], every["tenants"], PUBLISHED["tenants"]),
        _published("가동업체", shown["operating"], every["operating"], PUBLISHED["operating"]),
        Kpi(
            "비수도권 단지",
            words.percent(100 * outside / len(shown)) if len(shown) else words.MISSING,
            note=f"{outside:,}개 / {len(shown):,}개",
            share=outside / len(shown) if len(shown) else 0,
        ),
        Kpi(
            "AX 실증산단",
            f"{_ax_projects(catalog, shown):,}",
            "곳",
            f"{int(shown['ax_demo_year'].notna().sum()):,}개 단지에 걸침",
        ),
    )


def _ax_projects(catalog: Catalog, shown: pd.DataFrame) -> int:
    """AX 실증산단 as officials count them: one grant may cover several parks."""
    table = catalog.snapshot["designations"]
    here = table["park_id"].isin(shown.index) & (table["designation_id"] == "ax_demo")
    return int(table.loc[here, "project_id"].nunique())


def plan_kpis(catalog: Catalog, run: Run) -> tuple[Kpi, ...]:
    """Figures of a plan. Raises ValueError for a run without one."""
    if run.plan is None:
        raise ValueError("a run without a plan has no figures")
    parks = rows.park_rows(run, catalog.snapshot)
    total = totals(run)
    national = total.national_mkrw
    offered = run.scenario.total_budget_mkrw
    within = sum(
        amount
        for award in run.plan.awards
        for year, amount in award.national_by_year_mkrw.items()
        if year <= run.scenario.years[-1]
    )
    outside = int(parks.loc[parks["region_id"] != "capital", "national_mkrw"].sum())
    share = outside / national if national else 0.0
    floor = run.scenario.noncapital_share_min_pct
    return (
        Kpi(
            "총 국비",
            *_eok(national),
            f"기간 안 {_eok(within)[0]} / 예산 {_eok(offered)[0]}",
            within / offered if offered else 0.0,
        ),
        Kpi(
            "선정 단지",
            f"{total.parks:,}",
            "곳",
            f"{parks['region_id'].nunique()}개 권역 · 사업 {total.awards:,}건",
        ),
        Kpi(
            "비수도권 비중",
            *_split(words.percent(100 * share)),
            f"하한 {words.percent(floor)}" if floor else "하한 없음",
            share,
        ),
        Kpi(
            "지방비·민간",
            *_eok(total.local_mkrw + total.private_mkrw),
            f"지방 {_eok(total.local_mkrw)[0]} · 민간 {_eok(total.private_mkrw)[0]}",
        ),
        Kpi(
            "기대 부가가치",
            *_split(words.money_short(total.gain_central_mkrw)),
            f"{words.money_short(total.gain_low_mkrw)} ~ {words.money_short(total.gain_high_mkrw)}",
            mark=words.ESTIMATE,
        ),
        Kpi(
            "참여기관",
            f"{total.partners:,}",
            "곳",
            f"역할 배정 {len(run.plan.assignments):,}건",
        ),
    )


def kpi_html(kpis: Sequence[Kpi]) -> str:
    """The row as markup; every text is escaped."""
    return f'<div class="row">{"".join(_card(kpi) for kpi in kpis)}</div>'


def _card(kpi: Kpi) -> str:
    mark = f'<span class="mark">{escape(kpi.mark)}</span>' if kpi.mark else ""
    unit = f"<small>{escape(kpi.unit)}</small>" if kpi.unit else ""
    bar = ""
    if kpi.share is not None:
        bar = f'<div class="bar"><i style="width:{100 * min(1.0, max(0.0, kpi.share)):.1f}%"></i></div>'
    return (
        f'<div class="kpi" role="group" aria-label="{escape(f"{kpi.label} {kpi.value}{kpi.unit} {kpi.mark}".strip())}">'
        f'<div class="label">{escape(kpi.label)}</div>'
        f'<div class="value">{escape(kpi.value)}{unit}</div>'
        f'<div class="note" title="{escape(kpi.note)}">{mark}{escape(kpi.note)}</div>{bar}</div>'
    )


def _count(label: str, shown: int, every: int, unit: str, what: str = "") -> Kpi:
    note = f"전국 {every:,}{unit} {what}".strip()
    return Kpi(label, f"{shown:,}", unit, note, shown / every if every else 0.0)


def _published(label: str, shown: "pd.Series[int]", every: "pd.Series[int]", printed: int) -> Kpi:
    """A sum beside the printed national one, which a few split parks (2026 1분기) do not share."""
    here = int(shown.sum())
    return Kpi(label, f"{here:,}", "개사", f"공표 합계 {printed:,}개사", here / int(every.sum()))


def _eok(mkrw: float) -> tuple[str, str]:
    return words.count(mkrw / 100), "억 원"


def _split(text: str) -> tuple[str, str]:
    """Number and unit of a short amount, so that the unit can be set smaller.

    >>> _split("1,234억"), _split("12.5%"), _split("자료 없음")
    (('1,234', '억 원'), ('12.5', '%'), ('자료 없음', ''))
    """
    if text[-1:] in ("억", "조", "만"):
        return text[:-1], f"{text[-1]} 원"
    return (text[:-1], "%") if text.endswith("%") else (text, "")
