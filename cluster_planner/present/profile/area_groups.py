"""The groups of facts about an area."""

from collections.abc import Iterator
from typing import Final

from cluster_planner.domain.contracts.alliance import LOCATION_BASIS_LABELS
from cluster_planner.indicators.areas import Level
from cluster_planner.present import words
from cluster_planner.present.profile.area_sums import Areas, Sums
from cluster_planner.present.profile.book import Book, Row, joined
from cluster_planner.present.profile.fact import Fact, Facts
from cluster_planner.present.profile.production import quarter
from cluster_planner.present.profile.support import subsidy

_MOST_LISTED: Final = 12
_RANKED: Final = (
    ("parks", "단지 수", "곳"), ("tenants", "입주업체", "개사"), ("operating_pct", "가동 비율", "%"),
    ("sale_pct", "분양률", "%"), ("aged_pct", "노후 단지 비율", "%"), ("core", "거점단지", "곳"),
    ("ax_projects", "AX 실증산단", "곳"), ("jobs", "고용", "명"),
    ("production_mkrw_quarter", "분기 생산", "백만원"),
)  # fmt: skip


def standing(book: Book, row: Sums, parks: list[Row]) -> Facts:
    """Kinds, development, tenants, land and age of the parks."""
    kinds = [(words.KIND_SHORT_LABELS[kind], kind) for kind in words.KIND_LABELS]
    by_kind = ", ".join(f"{name} {_where(parks, 'kind_id', kind)}곳" for name, kind in kinds)
    states = words.STATUS_LABELS.items()
    by_state = ", ".join(f"{name} {_where(parks, 'status_id', state)}곳" for state, name in states)
    lines = (
        Fact("종류", by_kind),
        Fact("조성 상태", by_state),
        Fact("입주업체", words.count(row["tenants"], "개사")),
        Fact("가동업체", words.count(row["operating"], "개사")),
        Fact("산업시설구역", words.area(row["land_thousand_m2"])),
        Fact(
            "분양률",
            words.percent(row["sale_pct"]),
            note="분양 대상 면적으로 가중, 분양 대상이 없는 단지 제외",
        ),
        Fact("미분양", words.area(row["unsold_thousand_m2"]), note="공식 행을 함께 쓰는 단지 제외"),
        Fact("노후 단지", words.count(row["aged"], "곳"), note=words.percent(row["aged_pct"])),
    )
    source = str(parks[0]["source"])
    return Facts("standing", "단지 현황", lines, source, book.snapshot.as_of["complexes"])


def production(book: Book, row: Sums) -> Facts:
    """Sums of the parks with quarterly statistics; no figure of the whole area."""
    as_of = book.snapshot.as_of.get("national_stats", "")
    lines = (
        Fact(
            "통계가 있는 단지",
            words.count(row["published"], "곳"),
            note=f"단지 {words.count(row['parks'], '곳')} 가운데",
        ),
        Fact("분기 생산", words.money(row["production_mkrw_quarter"])),
        Fact("분기 수출", words.count(row["exports_kusd"] / 1000, "백만 달러")),
        Fact("고용", words.count(row["jobs"], "명")),
        Fact("비공개", words.count(row["held_back"], "곳"), note="합계에서 빠져 있습니다"),
    )
    note = "국가산업단지 통계가 있는 단지만 더했습니다. 지역 전체의 생산이 아닙니다."
    title = f"생산·수출·고용 ({quarter(as_of)})" if as_of else "생산·수출·고용"
    return Facts("production", title, lines, "한국산업단지공단 국가산업단지 산업동향", as_of, note)


def support(book: Book, row: Sums, parks: list[Row]) -> Facts:
    """Designations, and whether an AX 실증산단 is lacking."""
    projects = int(row["ax_projects"])
    gap = "" if projects else "이 지역에는 아직 AX 실증산단이 없습니다(공백)"
    covered = f"{words.count(row['ax_demo'], '개')} 단지에 걸침"
    held = [d for park in parks for d in book.designations.get(park["park_id"], [])]
    crisis = {d["park_id"] for d in held if d["designation_id"] == "crisis"}
    lines = (
        Fact("AX 실증산단", words.count(projects, "곳"), note=gap or covered),
        Fact("스마트그린산단", words.count(row["smart_green"], "곳")),
        Fact("산업위기지역 단지", words.count(len(crisis), "곳")),
        Fact("노후거점산단", words.count(sum(bool(park["aged_priority"]) for park in parks), "곳")),
    )
    sources = joined(d["source"] for d in held if d["designation_id"] in ("ax_demo", "smart_green"))
    dates = [str(d["as_of"]) for d in held if d["as_of"]]
    return Facts(
        "support", "지정", lines, sources, max(dates, default=book.snapshot.as_of["designations"])
    )


def rank(areas: Areas, level: Level, area_id: str) -> Facts:
    """The area's place among all areas of its level that have parks."""
    table = areas.tables[level]
    counted = table[table["parks"] > 0]
    lines = []
    for column, label, unit in _RANKED:
        known = counted[column].dropna()
        if area_id not in known.index:
            lines.append(Fact(label, words.MISSING))
            continue
        place = int((known > known[area_id]).sum()) + 1
        value = _measured(known[area_id], unit)
        lines.append(Fact(label, f"{place}위 / {len(known)}", note=value))
    what = "권역" if level == "region" else "단지가 있는 시군구"
    note = f"{what} 가운데 큰 값부터 센 순위. 노후 비율은 높을수록 앞입니다. 고용·생산은 통계가 있는 곳끼리입니다."
    return Facts(
        "rank", "순위", tuple(lines), "위 통계로 계산", areas.book.snapshot.as_of["complexes"], note
    )


def core_parks(book: Book, parks: list[Row]) -> Facts | None:
    """Core parks, most operating firms first; None without any."""
    cores = sorted((p for p in parks if p["is_core"]), key=lambda p: -(p["operating"] or 0))
    if not cores:
        return None
    lines = tuple(
        Fact(
            words.KIND_SHORT_LABELS[park["kind_id"]], str(park["name_ko"]),
            note=f"{book.place_of(park)} · 가동 {words.count(park['operating'], '개사')}",
            link=f"park:{park['park_id']}",
        )
        for park in cores[:_MOST_LISTED]
    )  # fmt: skip
    more = f"이 밖에 {len(cores) - _MOST_LISTED}곳." if len(cores) > _MOST_LISTED else ""
    title = f"거점단지 {len(cores)}곳"
    return Facts(
        "core",
        title,
        lines,
        "거점단지 규칙(core_rule.yaml)",
        book.snapshot.as_of["complexes"],
        more,
    )


def tiers(book: Book, parks: list[Row]) -> Iterator[Facts]:
    """One group for each known subsidy tier of the area's parks."""
    known = sorted({str(park["subsidy_tier"]) for park in parks if park["subsidy_tier"]})
    for tier_id in known:
        group = subsidy(book, tier_id)
        if group is not None:
            here = sum(park["subsidy_tier"] == tier_id for park in parks)
            first = Fact("이 등급의 단지", f"{here}곳", note=f"단지 {len(parks)}곳 가운데")
            yield Facts(
                f"subsidy_{tier_id}", group.title, (first, *group.lines), group.source, group.as_of
            )


def partners(book: Book, level: Level, area_id: str) -> Facts:
    """Partners whose city lies in the area, in the order of the table."""
    here = [p for p in book.partners if p["sigungu_code"] in _sigungu_codes(book, level, area_id)]
    lines = [Fact("기관", words.count(len(here), "곳"))]
    for type_id, name in words.PARTNER_TYPE_LABELS.items():
        named = [p["name_ko"] for p in here if p["type_id"] == type_id]
        if named:
            lines.append(Fact(f"{name} {len(named)}곳", ", ".join(named)))
    guessed = sum(p["location_basis"] == "general_knowledge" for p in here)
    basis = LOCATION_BASIS_LABELS["general_knowledge"]
    unknown = len(book.snapshot["partners"]) - len(book.partners)
    note = f"이 가운데 {guessed}곳의 위치는 {basis}입니다. 위치를 모르는 {unknown}곳은 어느 지역에도 세지 않았습니다."
    dates = [str(p["as_of"]) for p in here if p["as_of"]]
    return Facts(
        "partners",
        "참여기관",
        tuple(lines),
        "참여 기관 표(partners.csv)",
        max(dates, default=""),
        note,
    )


def _measured(value: float, unit: str) -> str:
    if unit == "%":
        return words.percent(value)
    return words.money(value) if unit == "백만원" else words.count(value, unit)


def _sigungu_codes(book: Book, level: Level, area_id: str) -> frozenset[str]:
    if level == "sigungu":
        return frozenset({area_id})
    return frozenset(c for c, row in book.sigungu.items() if row["region_id"] == area_id)


def _where(parks: list[Row], column: str, value: str) -> int:
    return sum(park[column] == value for park in parks)
