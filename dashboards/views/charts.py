"""Options of the three charts. Pure: frames and a palette in, ECharts options out.

Names from data go into category labels and values only, which ECharts draws on a canvas; tooltips
use its own templates, which escape names.
"""

from collections.abc import Sequence

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.present import rows, words
from cluster_planner.present.palette import Theme
from dashboards.catalog import Catalog
from dashboards.views.chart_parts import (
    Options,
    bar_chart,
    bar_series,
    column_chart,
    labelled,
    says_only,
)

MKRW_PER_EOK = 100


def region_chart(
    catalog: Catalog, theme: Theme, run: Run | None, park_ids: Sequence[str]
) -> Options:
    """National money by region after a run; tenants of the shown parks before it."""
    if run is not None and run.plan is not None:
        frame = rows.region_rows(run, catalog.snapshot).set_index("region_id")
        values = frame["national_mkrw"] / MKRW_PER_EOK
        title = "권역별 국비 (억 원)"
    else:
        shown = catalog.parks.loc[list(park_ids)]
        values = shown.groupby("region_id")["tenants"].sum()
        title = "권역별 입주업체 (개사, 표시된 단지)"
    bars = [
        labelled(float(values.get(region, 0)))
        | {"itemStyle": {"color": _region_colour(theme, region)}}
        for region in catalog.region_ko
    ]
    labels = list(catalog.region_ko.values())
    return bar_chart(theme, title, labels, [bar_series("합계", bars, theme)], legend=False)


def year_chart(
    catalog: Catalog, theme: Theme, run: Run | None, scenario: Scenario | None
) -> Options:
    """National money by payment year and package after a run; the offered budget before it."""
    if run is not None and run.plan is not None:
        return _payments(theme, run)
    if scenario is None:
        return says_only(theme, "조건을 고치면 연도별 예산이 나타납니다")
    years = list(scenario.years)
    names = catalog.envelope_ko
    colours = _series_colours(theme)
    series = [
        {
            "name": names.get(budget.programme_id, budget.programme_id),
            "type": "bar",
            "stack": "all",
            "data": [_eok(budget.national_mkrw.get(year, 0)) for year in years],
            "itemStyle": {"color": colours[i % len(colours)]},
        }
        for i, budget in enumerate(scenario.programmes)
    ]
    return column_chart(
        theme, "연도별 사업 예산 (억 원, 시나리오)", [f"{y}" for y in years], series
    )


def programme_chart(
    catalog: Catalog, theme: Theme, run: Run | None, scenario: Scenario | None
) -> Options:
    """Budget of each programme and, after a run, what the plan uses of it."""
    asked = run.scenario if run is not None and run.plan is not None else scenario
    if asked is None:
        return says_only(theme, "조건을 고치면 사업별 예산이 나타납니다")
    ids = [b.programme_id for b in asked.programmes]
    labels = [catalog.envelope_ko.get(i, i) for i in ids]
    budget = [labelled(_eok(sum(b.national_mkrw.values()))) for b in asked.programmes]
    series = [bar_series("예산", budget, theme, theme.faint)]
    if run is not None and run.plan is not None:
        series += _paid_series(catalog, theme, run, ids)
    return bar_chart(theme, "사업별 국비 (억 원)", labels, series, legend=True)


def _paid_series(catalog: Catalog, theme: Theme, run: Run, ids: Sequence[str]) -> list[Options]:
    """Payments within the horizon, and stacked on them those that fall due after it."""
    paid = rows.programme_year_rows(run, catalog.snapshot)
    sums = paid.groupby(["programme_id", "after_horizon"])["national_mkrw"].sum()
    parts = []
    for late, name, colour in (
        (False, "기간 안 지급", theme.accent),
        (True, "기간 뒤 지급", theme.blues[1]),
    ):
        money = [_eok(sums.get((i, late), 0)) for i in ids]
        drawn = bar_series(name, money, theme, colour)
        parts.append(drawn | {"stack": "plan", "label": {"show": False}})
    totals = [_eok(sum(sums.get((i, late), 0) for late in (False, True))) for i in ids]
    tops = [labelled(total) for total in totals]
    for top, money in zip(tops, parts[1]["data"], strict=True):
        # The last bar of the stack carries the label of the whole stack.
        top["value"] = money
    parts[1] |= {"data": tops, "label": parts[0]["label"] | bar_series("", [], theme)["label"]}
    return parts


def _payments(theme: Theme, run: Run) -> Options:
    assert run.plan is not None
    years = rows.payment_years(run)
    last = run.scenario.years[-1]
    paid: dict[str, dict[int, int]] = {}
    for award in run.plan.awards:
        of_package = paid.setdefault(award.package_id, {})
        for year, amount in award.national_by_year_mkrw.items():
            of_package[year] = of_package.get(year, 0) + amount
    series: list[Options] = [
        {
            "name": label,
            "type": "bar",
            "stack": "all",
            "data": [_eok(paid[package].get(year, 0)) for year in years],
            "itemStyle": {"color": theme.packages[package]},
        }
        for package, label in words.PACKAGE_LABELS.items()
        if package in paid
    ]
    caps = run.scenario.national_cap_mkrw
    if caps:
        series.append(_cap_line(theme, [_eok(caps[y]) if y in caps else None for y in years]))
    labels = [f"{year}" if year <= last else f"{year}*" for year in years]
    late = any(year > last for year in years)
    title = "연도별 국비 지출 (억 원" + (", * 기간 뒤 지급)" if late else ")")
    return column_chart(theme, title, labels, series)


def _cap_line(theme: Theme, caps: list[float | None]) -> Options:
    return {
        "name": "연간 상한",
        "type": "line",
        "step": "middle",
        "symbol": "none",
        "data": caps,
        "lineStyle": {"color": theme.ring, "type": "dashed", "width": 1.5},
        "itemStyle": {"color": theme.ring},
    }


def _region_colour(theme: Theme, region_id: str) -> str:
    return theme.oranges[2] if region_id == "capital" else theme.accent


def _series_colours(theme: Theme) -> list[str]:
    return list(theme.packages.values())


def _eok(mkrw: float) -> float:
    return round(float(mkrw) / MKRW_PER_EOK, 1)
