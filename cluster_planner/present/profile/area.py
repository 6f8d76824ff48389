"""The profile of a region (권역) or a 시군구."""

from collections.abc import Iterator

from cluster_planner.indicators.areas import Level
from cluster_planner.present import words
from cluster_planner.present.profile import area_groups as groups
from cluster_planner.present.profile.area_sums import Areas, Sums
from cluster_planner.present.profile.book import Book, Row, names_of
from cluster_planner.present.profile.fact import Fact, Facts, Profile
from cluster_planner.present.profile.outcome import PlanBook, area_outcome
from cluster_planner.present.profile.series import area_series
from cluster_planner.present.profile.support import engines, programmes_of_area


def area_profile(areas: Areas, level: Level, area_id: str, plan: PlanBook | None = None) -> Profile:
    """Everything that is known about an area. Raises KeyError for an unknown one."""
    book = areas.book
    row = areas.sums[level][area_id]
    parks = areas.parks_of.get((level, area_id), [])
    return Profile(
        subject=level,
        subject_id=area_id,
        name=_name(book, level, area_id),
        place=_place(book, level, area_id),
        tags=_tags(book, level, area_id),
        figures=_figures(book, row, parks, plan),
        groups=tuple(_groups(areas, level, area_id, row, parks, plan)),
        missing=tuple(_missing(book, level, area_id, row, parks)),
    )


def _name(book: Book, level: Level, area_id: str) -> str:
    return book.region_ko[area_id] if level == "region" else str(book.sigungu[area_id]["name_ko"])


def _place(book: Book, level: Level, area_id: str) -> str:
    if level == "region":
        return " · ".join(book.sido_ko[code] for code in _sido_codes(book, level, area_id))
    row = book.sigungu[area_id]
    return f"{book.sido_ko[row['sido_code']]} · {book.region_ko[row['region_id']]}"


def _sido_codes(book: Book, level: Level, area_id: str) -> tuple[str, ...]:
    if level == "sigungu":
        return (str(book.sigungu[area_id]["sido_code"]),)
    sido = book.snapshot["sido"]
    return tuple(sido.loc[sido["region_id"] == area_id, "sido_code"])


def _tags(book: Book, level: Level, area_id: str) -> tuple[str, ...]:
    if level == "sigungu":
        return ("시군구",)
    types = names_of(book.snapshot["regions"], "region_id", "region_type")
    return ("권역", words.REGION_TYPE_LABELS[types[area_id]])


def _figures(book: Book, row: Sums, parks: list[Row], plan: PlanBook | None) -> tuple[Fact, ...]:
    official = words.day(book.snapshot.as_of["complexes"])
    if not parks:
        return (Fact("단지", "단지 없음", note=f"공식 통계 {official}"),)
    summed = words.count(row["published"] - row["held_back"], "곳")
    published = f"통계가 공표된 단지 {summed} 합계"
    held = f", 비공개 {words.count(row['held_back'], '곳')} 제외" if row["held_back"] else ""
    found = [
        Fact(
            "단지", words.count(row["parks"], "곳"), note=f"거점 {words.count(row['core'], '곳')}"
        ),
        Fact("입주업체", words.count(row["tenants"], "개사"), note=official),
        Fact("가동 비율", words.percent(row["operating_pct"]), note="가동 ÷ 입주"),
        Fact("노후 단지", words.percent(row["aged_pct"]), note=words.count(row["aged"], "곳")),
        Fact("고용", words.count(row["jobs"], "명"), note=published + held),
    ]
    if plan is not None and plan.run.plan is not None:
        money = sum(plan.national_mkrw.get(park["park_id"], 0) for park in parks)
        found.append(Fact("계획 국비", words.money(money), note="보고 있는 계획"))
    return tuple(found)


def _groups(
    areas: Areas,
    level: Level,
    area_id: str,
    row: Sums,
    parks: list[Row],
    plan: PlanBook | None,
) -> Iterator[Facts]:
    book = areas.book
    if plan is not None:
        yield area_outcome(plan, [park["park_id"] for park in parks])
    if parks:
        yield groups.standing(book, row, parks)
        yield groups.production(book, row)
        yield groups.support(book, row, parks)
        yield groups.rank(areas, level, area_id)
    if (cores := groups.core_parks(book, parks)) is not None:
        yield cores
    region_id = area_id if level == "region" else str(book.sigungu[area_id]["region_id"])
    if (grown := engines(book, region_id)) is not None:
        yield grown
    yield from groups.tiers(book, parks)
    yield programmes_of_area(book, _sido_codes(book, level, area_id))
    yield groups.partners(book, level, area_id)
    if (fetched := area_series(book, level, area_id)) is not None:
        yield fetched


def _missing(book: Book, level: Level, area_id: str, row: Sums, parks: list[Row]) -> Iterator[str]:
    if not parks:
        yield "산업단지: 이 지역에는 공식 통계에 오른 단지가 없습니다"
        return
    without = int(row["parks"] - row["published"])
    if without:
        yield f"생산·수출·고용·가동률: 단지 {without:,}곳은 국가산업단지 통계에 들지 않습니다"
    if row["held_back"]:
        yield f"생산·고용: {words.count(row['held_back'], '곳')}은 출처가 비공개로 둡니다"
    tierless = sum(not park["subsidy_tier"] for park in parks)
    if tierless:
        yield f"지방투자촉진보조금 등급: 단지 {tierless:,}곳"
    region_id = area_id if level == "region" else str(book.sigungu[area_id]["region_id"])
    if not book.engines.get(region_id):
        yield "권역 성장엔진"
