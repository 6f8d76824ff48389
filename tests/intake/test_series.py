"""Figures of services meet today's places."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.domain.contracts.supplements import SERIES
from cluster_planner.domain.imports import FileKind, FileReport
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.intake.applied import Applied, NoMemory, Tables
from cluster_planner.intake.series import apply_series
from cluster_planner.intake.series_places import SeriesPlaces
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.series import SeriesRow
from tests.real_data import real_snapshot

BASE = SeriesRow("", "", "", "kosis.101.T.1", "사업체수", "2023", "5", "개", "", 1)


class Remembered(NoMemory):
    """Somebody confirmed one name and rejected one candidate."""

    def confirmed(self, subject: str, given: str) -> str | None:
        return "noksan" if (subject, given) == ("unit", "명지녹산국가산업단지") else None

    def rejected(self, subject: str, given: str, candidate_id: str) -> bool:
        return candidate_id == "noksan"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return real_snapshot()


@pytest.fixture(scope="module")
def tables(snapshot: Snapshot) -> Tables:
    return dict(snapshot.tables)


def reading(*rows: SeriesRow) -> Reading:
    numbered = [replace(row, row=number) for number, row in enumerate(rows, start=1)]
    report = FileReport(
        file="KOSIS", sha256="0" * 64, size_bytes=1, kind=FileKind.SERIES, source="KOSIS 시험"
    )
    return Reading(report, {"series": pd.DataFrame([row.__dict__ for row in numbered])})


def named(*names: str, hint: str = "") -> Reading:
    return reading(*(replace(BASE, place_ko=name, place_kind_hint=hint) for name in names))


def where(applied: Applied) -> list[tuple[str, str]]:
    rows = applied.tables["series"]
    return list(zip(rows["place_kind"], rows["place_id"], strict=True))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("부산광역시", ("sido", "26")),
        ("전남광주통합특별시", ("sido", "12")),
        ("강원도", ("sido", "51")),
        ("전라북도", ("sido", "52")),
        ("세종특별자치시", ("sido", "36")),
        ("부산광역시 중구", ("sigungu", "26110")),
        ("경기도 수원시", ("sigungu", "41110")),
        ("광주광역시 광산구", ("sigungu", "12330")),
        ("경상북도 군위군", ("sigungu", "27720")),
        ("전라북도 전주시", ("sigungu", "52110")),
    ],
)
def test_a_figure_of_the_same_area_is_taken_under_todays_code(
    name: str, place: tuple[str, str], tables: Tables
) -> None:
    applied = apply_series(named(name), tables, NoMemory())
    assert [place] == where(applied)
    assert (1, ()) == (applied.kept, applied.refusals)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("광주광역시", "합쳐지기 전"),
        ("전라남도", "합쳐지기 전"),
        ("인천광역시 동구", "같은 땅이 아님"),
        ("인천광역시 서구", "나뉜 곳"),
        ("경기도 수원시 장안구", "같은 땅이 아님"),
        ("중구", "시도를 알 수 없는"),
        ("경기도 없는시", "표에 없는"),
        ("=HYPERLINK()", "시도를 알 수 없는"),
    ],
)
def test_a_figure_of_another_area_is_refused_with_the_reason(
    name: str, why: str, tables: Tables
) -> None:
    applied = apply_series(named(name), tables, NoMemory())
    assert ([], 0) == (where(applied), applied.kept)
    assert why in applied.refusals[0].problem


def test_a_code_counts_only_with_the_name(tables: Tables) -> None:
    """36 is 세종 for one office and 전남 for another; 31010 is 수원시 and no code of ours."""
    agreeing = replace(BASE, place_ko="종로구", place_code="11110")
    other = replace(BASE, place_ko="수원시", place_code="31110")
    applied = apply_series(reading(agreeing, other), tables, NoMemory())
    assert [("sigungu", "11110")] == where(applied)
    assert 1 == len(applied.refusals)


def test_figures_of_the_country_are_told_and_left(tables: Tables) -> None:
    applied = apply_series(named("전국", "부산"), tables, NoMemory())
    assert [("sido", "26")] == where(applied)
    assert "전국 값 1건" in applied.ignored[0]


def test_units_are_found_by_their_official_names(tables: Tables) -> None:
    names = (
        "창원국가산업단지",
        "울산·미포국가산업단지",
        "대불(외)국가산업단지",
        "여수 국가산업단지",
    )
    found = where(apply_series(named(*names, hint="unit"), tables, NoMemory()))
    ids = dict(
        zip(
            tables["national_complexes"]["name_ko"],
            tables["national_complexes"]["national_id"],
            strict=True,
        )
    )
    assert {("unit", ids[name]) for name in ("창원", "울산ㆍ미포", "대불(외)", "여수")} == set(
        found
    )


def test_an_unknown_unit_is_proposed_and_a_confirmation_is_remembered(tables: Tables) -> None:
    asked = named("명지녹산국가산업단지", hint="unit")
    applied = apply_series(asked, tables, NoMemory())
    assert ([], "unit") == (where(applied), applied.proposals[0].subject)
    assert "noksan" in {proposal.candidate_id for proposal in applied.proposals}
    assert [("unit", "noksan")] == where(apply_series(asked, tables, Remembered()))
    other = apply_series(named("녹산제2국가산업단지", hint="unit"), tables, Remembered())
    assert "noksan" not in {proposal.candidate_id for proposal in other.proposals}


def test_zero_stays_zero_and_missing_stays_missing(tables: Tables) -> None:
    rows = (
        replace(BASE, place_ko="부산", value="0"),
        replace(BASE, place_ko="대구", value=""),
    )
    series = apply_series(reading(*rows), tables, NoMemory()).tables["series"]
    by_place = series.set_index("place_id")["value"]
    assert 0 == by_place["26"]
    assert pd.isna(by_place["27"])


def test_every_figure_has_its_source_and_the_last_day_of_its_period(tables: Tables) -> None:
    rows = (replace(BASE, place_ko="부산"), replace(BASE, place_ko="부산", period="2024Q1"))
    series = apply_series(reading(*rows), tables, NoMemory()).tables["series"]
    assert ["2023-12-31", "2024-03-31"] == list(series["as_of"])
    assert {"KOSIS 시험"} == set(series["source"])
    SERIES.conform(series)


def test_the_same_figure_twice_is_one_and_a_contradiction_is_refused(tables: Tables) -> None:
    rows = (
        replace(BASE, place_ko="부산"),
        replace(BASE, place_ko="부산광역시"),
        replace(BASE, place_ko="부산", value="6"),
    )
    applied = apply_series(reading(*rows), tables, NoMemory())
    assert [5.0] == list(applied.tables["series"]["value"])
    assert (1, 1) == (applied.kept, len(applied.refusals))
    assert "되풀이된 1건" in applied.ignored[0]


def test_a_later_answer_replaces_by_key_and_keeps_the_rest(tables: Tables) -> None:
    first = apply_series(named("부산", "대구"), tables, NoMemory())
    later = reading(
        replace(BASE, place_ko="부산", value="9"), replace(BASE, place_ko="부산", period="2024")
    )
    series = apply_series(later, first.tables, NoMemory()).tables["series"]
    found = {(r.place_id, r.period): r.value for r in series.itertuples()}
    assert {("26", "2023"): 9.0, ("26", "2024"): 5.0, ("27", "2023"): 5.0} == found


def test_nothing_taken_changes_nothing(tables: Tables) -> None:
    applied = apply_series(named("전국"), tables, NoMemory())
    assert applied.tables["series"] is tables["series"]


def test_every_name_of_today_leads_to_its_own_code(tables: Tables) -> None:
    names = tables["admin_names"]
    current = names[names["is_current"]]
    rows = [replace(BASE, place_ko=str(name)) for name in current["name"]]
    applied = apply_series(reading(*rows), tables, NoMemory())
    places = SeriesPlaces.of(tables)
    wrong = [r.value for r in applied.refusals]
    assert [] == wrong
    assert set(current["code"]) == set(applied.tables["series"]["place_id"])
    assert len(places.crosswalk.outlines) + 16 == len(applied.tables["series"])


ROWS = st.builds(
    SeriesRow,
    place_ko=st.sampled_from(
        [
            "부산",
            "부산광역시",
            "광주광역시",
            "인천 서구",
            "전국",
            "경기도 없는시",
            "창원국가산업단지",
            "녹산",
            "",
        ]
    )
    | st.text(max_size=6),
    place_code=st.sampled_from(["", "00", "11110", "26", "x"]),
    place_kind_hint=st.sampled_from(["", "unit"]),
    series_id=st.sampled_from(["a", "b"]),
    series_ko=st.just("계열"),
    period=st.sampled_from(["2023", "2023-02", "2023Q4"]),
    value=st.sampled_from(["", "0", "1", "2.5"]),
    unit_ko=st.just("개"),
    sheet=st.just(""),
    row=st.just(1),
)


@given(st.lists(ROWS, min_size=1, max_size=12))
def test_every_figure_is_kept_refused_or_told(rows: list[SeriesRow]) -> None:
    tables = dict(real_snapshot().tables)
    applied = apply_series(reading(*rows), tables, NoMemory())
    told = sum(int(number) for text in applied.ignored for number in re.findall(r" (\d+)건:", text))
    refused = sum(
        int(found[1]) if (found := re.search(r"\((\d+)건\)$", refusal.problem)) else 1
        for refusal in applied.refusals
    )
    assert len(rows) == applied.kept + told + refused
    assert applied.kept == len(applied.tables["series"])
    assert all(refusal.problem and refusal.remedy for refusal in applied.refusals)
