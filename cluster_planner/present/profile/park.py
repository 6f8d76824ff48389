"""The profile of one park."""

from collections.abc import Iterator

from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row
from cluster_planner.present.profile.fact import Fact, Facts, Profile
from cluster_planner.present.profile.factories import factories
from cluster_planner.present.profile.outcome import PlanBook, park_outcome
from cluster_planner.present.profile.production import (
    annual_estimate_mkrw,
    figure,
    industries,
    production,
    statistic_rows,
)
from cluster_planner.present.profile.series import park_series
from cluster_planner.present.profile.standing import core, standing
from cluster_planner.present.profile.support import (
    designations,
    engines,
    fitting_programmes,
    subsidy,
)
from cluster_planner.present.profile.surroundings import Likeness, partners, peers


def park_profile(
    book: Book, likeness: Likeness, park_id: str, plan: PlanBook | None = None
) -> Profile:
    """Everything that is known about a park. Raises KeyError for an unknown one."""
    park = book.parks[park_id]
    return Profile(
        subject="park",
        subject_id=park_id,
        name=str(park["name_ko"]),
        place=f"{book.place_of(park)} · {book.region_ko[park['region_id']]}",
        tags=tuple(_tags(book, park)),
        figures=_figures(book, park, plan),
        groups=tuple(_groups(book, likeness, park, plan)),
        missing=tuple(_missing(book, park)),
    )


def _tags(book: Book, park: Row) -> Iterator[str]:
    yield words.KIND_LABELS[park["kind_id"]]
    yield words.STATUS_LABELS[park["status_id"]]
    if park["is_core"]:
        yield "거점단지"
    for row in book.designations.get(park["park_id"], []):
        yield words.DESIGNATION_LABELS.get(row["designation_id"], str(row["designation_id"]))


def _figures(book: Book, park: Row, plan: PlanBook | None) -> tuple[Fact, ...]:
    day = words.day(park["as_of"])
    sale_note = f"{day}, 분양 전" if park["park_id"] in book.before_sale else day
    found = [
        Fact("입주업체", words.count(park["tenants"], "개사"), note=day),
        Fact("가동업체", words.count(park["operating"], "개사"), note=day),
        Fact("분양률", words.percent(park["sale_rate_pct"]), note=sale_note),
        _produced(book, park),
        _employed(book, park),
    ]
    if plan is not None and plan.run.plan is not None:
        money = plan.national_mkrw.get(park["park_id"])
        found.append(
            Fact(
                "계획 국비",
                words.money(money) if money else "선정 안 됨",
                note="보고 있는 계획",
            )
        )
    return tuple(found)


def _produced(book: Book, park: Row) -> Fact:
    rows = statistic_rows(book, park["park_id"])
    if rows is not None:
        made = figure(rows, "production_mkrw_quarter")
        text = words.statistic(made.value, made.state, words.money(made.value))
        return Fact("분기 생산", text, note=words.day(rows["as_of"].max()))
    ends = annual_estimate_mkrw(book, park)
    if ends is None:
        return Fact("연 생산", words.MISSING)
    note = f"{words.money_short(round(ends[0]))}~{words.money_short(round(ends[2]))}"
    return Fact("연 생산", words.money(round(ends[1])), words.ESTIMATE, note)


def _employed(book: Book, park: Row) -> Fact:
    rows = statistic_rows(book, park["park_id"])
    if rows is None:
        return Fact("고용", words.MISSING)
    jobs = figure(rows, "jobs")
    text = words.statistic(jobs.value, jobs.state, words.count(jobs.value, "명"))
    return Fact("고용", text, note=words.day(rows["as_of"].max()))


def _groups(book: Book, likeness: Likeness, park: Row, plan: PlanBook | None) -> Iterator[Facts]:
    park_id = park["park_id"]
    if plan is not None:
        yield park_outcome(plan, park_id)
    yield from core(park)
    yield standing(book, park)
    yield production(book, park)
    if (split := industries(book, park)) is not None:
        yield split
    if (registered := factories(book, park)) is not None:
        yield registered
    if (fetched := park_series(book, park_id)) is not None:
        yield fetched
    if (own := _divisions(book, park_id)) is not None:
        yield own
    yield from designations(book, park_id)
    if (tier := subsidy(book, park["subsidy_tier"])) is not None:
        yield tier
    yield fitting_programmes(book, park)
    divisions = [unit.division_id for unit in book.model_units.get(park_id, ())]
    if (grown := engines(book, park["region_id"], divisions)) is not None:
        yield grown
    if (alike := peers(book, likeness, park_id)) is not None:
        yield alike
    if (near := partners(book, park)) is not None:
        yield near


def _divisions(book: Book, park_id: str) -> Facts | None:
    """The divisions that the planning model sees in the park."""
    units = book.model_units.get(park_id, ())
    if not units:
        return None
    lines = tuple(
        Fact(
            book.divisions.get(unit.division_id, unit.division_id),
            f"기업 {words.count(unit.firms, '개사')}",
            words.ESTIMATE if unit.estimated else "",
            f"닿을 수 있는 연 부가가치 {words.money_range(*(round(v) for v in (unit.value.low, unit.value.central, unit.value.high)))}",
        )
        for unit in units
    )
    note = "계획 모형이 보는 분과입니다. 업종과 분과의 연결, 부가가치율, 준비도는 가정입니다."
    return Facts(
        "divisions", "분과 (계획 모형)", lines, "이 프로그램의 모형(ASSUMPTIONS.md)", note=note
    )


def _missing(book: Book, park: Row) -> Iterator[str]:
    """What no source gives for this park."""
    park_id = park["park_id"]
    rows = statistic_rows(book, park_id)
    if rows is None:
        yield "생산·수출·고용·가동률: 국가산업단지 분기 통계에 들지 않습니다"
        yield "업종별 기업 수와 고용"
        if annual_estimate_mkrw(book, park) is None:
            yield "추정 생산: 가동업체나 산업시설구역이 없습니다"
    else:
        held = [
            m
            for m in ("production_mkrw_quarter", "jobs", "exports_kusd")
            if figure(rows, m).state == "suppressed"
        ]
        if held:
            yield f"{', '.join(words.METRIC_LABELS[m] for m in held)}: 출처가 비공개로 둡니다"
    if park_id not in book.unsold_thousand_m2:
        yield "미분양 면적: 공식 행을 다른 단지와 함께 씁니다"
    if not park["subsidy_tier"]:
        yield "지방투자촉진보조금 등급"
    if not book.engines.get(park["region_id"]):
        yield "권역 성장엔진"
    if park["coord_source"] == "sigungu_point":
        yield "단지의 정확한 위치: 시군구 대표점으로 그립니다"
    for row in book.designations.get(park_id, []):
        if not row["date"] and not row["year"]:
            name = words.DESIGNATION_LABELS.get(row["designation_id"], row["designation_id"])
            yield f"{name} 지정일"
