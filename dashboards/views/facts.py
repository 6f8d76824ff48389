"""What is known about one park, each fact with its source and date, as plain values.

Nothing is guessed here: a value that no source gives reads 자료 없음, one that a source holds back
reads 비공개, and every estimate carries its mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.domain.contracts.alliance import ENGINE_STATUS_LABELS
from cluster_planner.domain.places import distance_km
from cluster_planner.domain.plan import Run
from cluster_planner.indicators.specialization import location_quotient, manufacturing_jobs
from cluster_planner.present import rows, words
from dashboards.catalog import Catalog

NEAR_PARTNERS = 5
SPECIAL_INDUSTRIES = 3
_PARK_CODE = re.compile(r"p_[a-z0-9_]+")
_METRICS = ("production_mkrw_quarter", "exports_kusd", "jobs", "utilization_pct")


@dataclass(frozen=True)
class Fact:
    """One line: what, how much, and a mark such as 추정."""

    label: str
    value: str
    mark: str = ""


@dataclass(frozen=True)
class Facts:
    """Lines that share one origin."""

    title: str
    lines: tuple[Fact, ...]
    source: str
    as_of: str


def facts_of(catalog: Catalog, park_id: str, run: Run | None = None) -> tuple[Facts, ...]:
    """Everything the page says about a park, most asked first. Raises KeyError for no such park."""
    park = catalog.park(park_id)
    groups = [
        *_plan(catalog, park_id, run),
        _state(catalog, park),
        *_production(catalog, park),
        *_special(catalog, park_id),
        *_core(park),
        *_designations(catalog, park_id),
        *_engines(catalog, park),
        *_partners(catalog, park),
    ]
    return tuple(groups)


def _state(catalog: Catalog, park: pd.Series) -> Facts:
    missing = words.is_missing(park["designated_area_thousand_m2"])
    lines: tuple[Fact, ...] = (
        Fact(
            "종류·상태",
            f"{words.KIND_LABELS[park['kind_id']]} · {words.STATUS_LABELS[park['status_id']]}",
        ),
        Fact(
            "위치", f"{catalog.place_ko[park['park_id']]} ({catalog.region_ko[park['region_id']]})"
        ),
        Fact("공식 이름", str(park["official_name_ko"])),
        Fact(
            "지정 면적",
            words.MISSING if missing else words.area(park["designated_area_thousand_m2"]),
        ),
        Fact("산업시설 면적", words.area(park["facility_area_thousand_m2"])),
        Fact("분양률", words.percent(park["sale_rate_pct"])),
        Fact(
            "입주 / 가동",
            f"{words.count(park['tenants'], '개사')} / {words.count(park['operating'], '개사')}",
        ),
        *((Fact("비고", _with_names(catalog, str(park["note"]))),) if park["note"] else ()),
    )
    return Facts("현황", lines, _text(park["source"]), words.day(park["as_of"]))


def _production(catalog: Catalog, park: pd.Series) -> Iterator[Facts]:
    ids = _ids(park["national_id"])
    stats = catalog.snapshot["national_stats"]
    here = stats[
        stats["national_id"].isin(ids)
        & (stats["industry_id"] == "total")
        & (stats["size_id"] == "all")
    ]
    if here.empty:
        yield _estimated_production(catalog, park)
        return
    lines = tuple(
        _metric(here, metric) for metric in _METRICS if (here["metric_id"] == metric).any()
    )
    shared = _shared_statistic(catalog, park, ids)
    first = here.iloc[0]
    yield Facts(
        f"생산·고용{shared}", lines, _joined(here["source_table"]), words.day(first["as_of"])
    )


def _estimated_production(catalog: Catalog, park: pd.Series) -> Facts:
    firms, area = park["operating"], park["facility_area_thousand_m2"]
    nothing = (Fact("연 생산", words.MISSING), Fact("고용", words.MISSING))
    if any(words.is_missing(value) or value <= 0 for value in (firms, area)):
        return Facts("생산·고용", nothing, "가동업체나 산업시설 면적이 없어 추정하지 않습니다", "")
    fit = catalog.production_fit
    central = float(fit.central_mkrw(np.array([float(firms)]), np.array([float(area)]))[0])
    ends = (central * fit.low_factor, central, central * fit.high_factor)
    estimate = Fact("연 생산", words.money_range(*(round(v) for v in ends)), words.ESTIMATE)
    source = (
        f"가동업체·산업시설 면적으로 추정(통계가 있는 단지 {fit.sample}곳에서 맞춘 식, 80% 구간)"
    )
    return Facts("생산·고용", (estimate, nothing[1]), source, words.day(park["as_of"]))


def _metric(here: pd.DataFrame, metric: str) -> Fact:
    found = here[here["metric_id"] == metric]
    label = words.METRIC_LABELS[metric]
    if (found["state"] != "value").any() or (metric == "utilization_pct" and len(found) > 1):
        states = set(found["state"])
        state = "suppressed" if "suppressed" in states else "missing"
        return Fact(label, words.statistic(None, state, ""))
    total = float(found["value"].sum())
    match metric:
        case "production_mkrw_quarter":
            return Fact(label, words.money(total))
        case "exports_kusd":
            return Fact(label, words.count(total / 1000, "백만 달러"))
        case "utilization_pct":
            return Fact(label, words.percent(total))
        case _:
            return Fact(label, words.count(total, "명"))


def _shared_statistic(catalog: Catalog, park: pd.Series, ids: list[str]) -> str:
    own = catalog.parks["national_id"].fillna("").astype("str")
    sharing = [
        p for p, value in own.items() if set(_ids(value)) & set(ids) and p != park["park_id"]
    ]
    if not sharing:
        return ""
    return f" ({len(sharing) + 1}개 단지 합계)"


def _special(catalog: Catalog, park_id: str) -> Iterator[Facts]:
    """Industries that weigh more here than in all parks with statistics."""
    jobs = manufacturing_jobs(catalog.snapshot)
    if park_id not in jobs.index or not jobs.loc[park_id].sum() > 0:
        return
    quotients = {str(i): float(location_quotient(jobs, str(i))[park_id]) for i in jobs.columns}
    ranked = sorted(quotients.items(), key=lambda item: -item[1])
    lines = tuple(
        Fact(words.INDUSTRY_LABELS[i], f"입지계수 {q:.2f}")
        for i, q in ranked[:SPECIAL_INDUSTRIES]
        if q > 1
    )
    if lines:
        stats = catalog.snapshot["national_stats"]
        source = stats[stats["metric_id"] == "jobs"].iloc[-1]
        title = "특화 업종 (제조업 고용, 국가산단 전체 = 1)"
        yield Facts(
            title,
            lines,
            f"국가산업단지 산업동향 {source['source_table']}",
            words.day(source["as_of"]),
        )


def _core(park: pd.Series) -> Iterator[Facts]:
    if bool(park["is_core"]):
        reasons = tuple(Fact("거점 사유", reason) for reason in _ids(park["core_reasons"]))
        yield Facts("거점단지", reasons, "거점단지 규칙", words.day(park["as_of"]))


def _designations(catalog: Catalog, park_id: str) -> Iterator[Facts]:
    table = catalog.snapshot["designations"]
    for _, row in table[table["park_id"] == park_id].iterrows():
        name = words.DESIGNATION_LABELS.get(row["designation_id"], str(row["designation_id"]))
        when = row["year"] if not words.is_missing(row["year"]) else row["date"]
        known = "지정(날짜 자료 없음)" if words.is_missing(when) else words.day(_whole(when))
        lines = [Fact(name, known)]
        if not words.is_missing(row["amount_total_mkrw"]):
            lines.append(Fact("사업비", words.money(row["amount_total_mkrw"])))
        if not words.is_missing(row["national_mkrw"]):
            lines.append(Fact("국비", words.money(row["national_mkrw"])))
        if row["lead_ko"]:
            lines.append(Fact("주관", str(row["lead_ko"])))
        if row["note"]:
            lines.append(Fact("비고", _with_names(catalog, str(row["note"]))))
        yield Facts("지정", tuple(lines), _text(row["source"]), words.day(row["as_of"]))


def _engines(catalog: Catalog, park: pd.Series) -> Iterator[Facts]:
    table = catalog.snapshot["growth_engines"]
    here = table[table["region_id"] == park["region_id"]]
    if here.empty:
        return
    lines = tuple(
        Fact(ENGINE_STATUS_LABELS[s], n)
        for s, n in zip(here["status_id"], here["name_ko"], strict=True)
    )
    region = catalog.region_ko[park["region_id"]]
    yield Facts(
        f"{region} 성장엔진", lines, _joined(here["source"]), words.day(here.iloc[0]["as_of"])
    )


def _partners(catalog: Catalog, park: pd.Series) -> Iterator[Facts]:
    table = catalog.snapshot["partners"]
    known = table.dropna(subset=["lon", "lat"])
    if known.empty or words.is_missing(park["lon"]):
        return
    here = (float(park["lon"]), float(park["lat"]))
    places = zip(known["lon"], known["lat"], strict=True)
    kilometres = [distance_km(*here, float(lon), float(lat)) for lon, lat in places]
    near = known.assign(km=kilometres).sort_values("km").head(NEAR_PARTNERS)
    lines = tuple(
        Fact(
            words.PARTNER_TYPE_LABELS[row["type_id"]],
            f"{row['name_ko']} · 약 {words.distance(row['km'])}",
            "위치는 일반 지식" if row["location_basis"] == "general_knowledge" else "",
        )
        for row in near.to_dict("records")
    )
    title = "가까운 참여기관 (직선거리, 기관은 시군구 중심 기준)"
    yield Facts(title, lines, _joined(near["source"]), words.day(near["as_of"].min()))


def _plan(catalog: Catalog, park_id: str, run: Run | None) -> Iterator[Facts]:
    if run is None or run.plan is None:
        return
    awards = rows.award_rows(run, catalog.snapshot)
    here = awards[awards["park_id"] == park_id]
    if here.empty:
        yield Facts(
            "계획 결과", (Fact("이번 계획", "선정되지 않았습니다"),), f"계산 {run.run_id}", ""
        )
        return
    lines = [Fact("국비 합계", words.money(float(here["national_mkrw"].sum())))]
    lines += [
        Fact(
            f"{row['start_year']}년 {row['package_ko']}",
            f"{row['division_ko']} · {row['unit_ko']} × {row['units']} · {words.money(row['national_mkrw'])}",
        )
        for row in here.to_dict("records")
    ]
    gain = here[list(rows.GAIN)].sum()
    lines.append(
        Fact(
            "기대 부가가치", words.money_range(*(float(gain[c]) for c in rows.GAIN)), words.ESTIMATE
        )
    )
    yield Facts("계획 결과", tuple(lines), f"계산 {run.run_id}", "")


def _with_names(catalog: Catalog, remark: str) -> str:
    """A remark of the tables with park codes turned into names."""
    return _PARK_CODE.sub(
        lambda m: catalog.name_ko(m[0]) if m[0] in catalog.parks.index else m[0], remark
    )


def _ids(cell: object) -> list[str]:
    return [] if words.is_missing(cell) else [part for part in str(cell).split(";") if part]


def _text(cell: object) -> str:
    return "" if words.is_missing(cell) else str(cell)


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and not words.is_missing(value) else value


def _joined(cells: pd.Series) -> str:
    return ", ".join(dict.fromkeys(str(c) for c in cells.dropna()))
