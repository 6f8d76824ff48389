"""The workbook holds the plan's own figures, and nothing in it can act."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError
from cluster_planner.present.summary import totals
from cluster_planner.present.workbook import workbook_bytes
from cluster_planner.present.xlsx_cells import CUT, MAX_UTF16, cell_text
from cluster_planner.sources.embedded import data_home, load_snapshot
from tests.cli.small_plans import small_run, small_scenario
from tests.hostile import HOSTILE, dressed_run, dressed_snapshot

SHEETS = ["요약", "배분", "연도×권역", "사업×연도", "참여기관", "가정", "출처"]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot()


@pytest.fixture(scope="module")
def run(snapshot: Snapshot) -> Run:
    placed = snapshot.partners["lon"].notna()
    near = snapshot.partners.loc[placed, "partner_id"].iloc[0]
    unknown = snapshot.partners.loc[~placed, "partner_id"].iloc[0]
    lock = {"park_id": "p_changwon", "by_year": 2028}
    scenario = small_scenario(locks=[lock], committed=[{"park_id": "p_noksan", "start_year": 2025}])
    return small_run(("p_changwon", "p_banwol"), (near, unknown), scenario=scenario)


@pytest.fixture(scope="module")
def book(run: Run, snapshot: Snapshot) -> Iterator[Workbook]:
    text = "## parks.csv\n\n- 기준일: 2025-12-31\n- 출처: 공단\n- 이용 조건: 출처 표시\n"
    read = openpyxl.load_workbook(io.BytesIO(workbook_bytes(run, snapshot, text)))
    yield read
    read.close()


def _lines(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_every_sheet_is_there_with_a_real_table_and_a_frozen_header(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.tables, sheet.title
        assert sheet.freeze_panes == "B2"


def test_the_same_run_gives_the_same_bytes(run: Run, snapshot: Snapshot) -> None:
    assert workbook_bytes(run, snapshot) == workbook_bytes(run, snapshot)


def test_summary_tells_identity_status_and_totals_of_the_plan(book: Workbook, run: Run) -> None:
    said = {line["항목"]: line["값"] for line in _lines(book, "요약")}
    sums = totals(run)

    assert said["실행번호"] == run.run_id
    assert said["시나리오 지문"] == run.scenario.digest
    assert said["상태 설명"] == "간격 5% 안의 계획입니다(최적 증명 아님)."
    assert (said["목적값"], said["상한"], said["간격"]) == (6_000, 6_300, 5)
    assert (said["국비"], said["지방비"], said["민간"]) == (42_000, 16_800, 8_400)
    assert said["국비"] == sums.national_mkrw
    assert said["기대 부가가치 높음"] == sums.gain_high_mkrw == 12_002.25


def test_years_sum_to_the_national_money(book: Workbook) -> None:
    regions = {line["권역"]: line for line in _lines(book, "연도×권역")}

    assert list(regions)[:8] == [
        "수도권",
        "동남권",
        "대경권",
        "중부권",
        "서남권",
        "강원",
        "전북",
        "제주",
    ]
    assert regions["합계"]["합계(백만원)"] == 42_000
    assert regions["동남권"]["2031년(계획 뒤, 백만원)"] == 7_000
    assert regions["제주"]["합계(백만원)"] == 0


def test_budgets_stand_beside_commitments_and_new_payments(book: Workbook) -> None:
    lines = {(line["사업"], line["구분"]): line for line in _lines(book, "사업×연도")}
    base = "산단 AX 기반"

    assert lines[base, "예산"]["2028년(백만원)"] == 10_000
    assert lines[base, "이미 정해진 지급"]["2028년(백만원)"] == 3_500
    assert lines[base, "이미 정해진 지급"]["2029년(백만원)"] == 0
    assert lines[base, "신규 배분"]["2028년(백만원)"] == 7_000


def test_unknown_distance_is_a_word_and_never_zero(book: Workbook) -> None:
    assert [line["거리(km, 직선)"] for line in _lines(book, "참여기관")] == [12.34, "자료 없음"]


def test_units_stand_in_the_headers_of_numbers(book: Workbook) -> None:
    for sheet in ("배분", "연도×권역", "사업×연도", "참여기관"):
        header, first, *_ = book[sheet].iter_rows()
        for title, cell in zip(header, first, strict=True):
            if isinstance(cell.value, int | float) and not str(title.value).endswith("연도"):
                assert re.search(r"\(.+\)$", str(title.value)), title.value


def test_money_is_shown_with_thousands(book: Workbook) -> None:
    header, first, *_ = book["배분"].iter_rows()
    formats = {
        str(title.value): cell.number_format for title, cell in zip(header, first, strict=True)
    }

    assert formats["국비(백만원)"] == "#,##0"
    assert formats["착수연도"] == "0"


def test_assumptions_say_fact_or_assumption_and_hold_every_budget(book: Workbook) -> None:
    lines = _lines(book, "가정")
    budgets = {
        line["대상"]: (line["값"], line["구분"], line["근거"])
        for line in lines
        if line["항목"] == "사업 예산(국비)"
    }

    assert budgets["산단 AX 기반 2026년"] == (10_000, "사실", "공고")
    assert budgets["AI 팩토리 선도 2027년"] == (20_000, "가정", "전년 수준")
    assert {line["구분"] for line in lines} == {"사실", "가정", None}
    assert any(line["항목"] == "기반 국비 단가" and line["값"] == 14_000 for line in lines)


def test_sources_name_every_table_and_quote_the_terms(book: Workbook, snapshot: Snapshot) -> None:
    lines = {line["파일"]: line for line in _lines(book, "출처")[: len(snapshot.tables)]}

    assert len(lines) == len(snapshot.tables)
    assert lines["parks.csv"]["이용 조건"] == "출처 표시"
    assert lines["parks.csv"]["행 수(행)"] == len(snapshot.parks)
    assert lines["partners.csv"]["이용 조건"] == "자료 없음"


def test_the_shipped_sources_give_terms_for_every_table(run: Run, snapshot: Snapshot) -> None:
    text = (data_home() / "SOURCES.md").read_text("utf-8")
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(run, snapshot, text)))
    terms = {r["파일"]: r["이용 조건"] for r in _lines(book, "출처")[: len(snapshot.tables)]}
    book.close()

    assert [file for file, term in terms.items() if term == "자료 없음"] == []


def test_hostile_names_stay_text() -> None:
    content = workbook_bytes(dressed_run(), dressed_snapshot())
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = [row[0] for row in book["배분"].iter_rows(min_row=2, max_row=1 + len(HOSTILE))]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    joined = {row[0].value for row in book["참여기관"].iter_rows(min_row=2)}
    book.close()

    assert {cell.data_type for cell in names} == {"s"}
    assert {cell.value for cell in names} == {cell_text(name) for name in HOSTILE}
    assert joined == {cell_text(name) for name in HOSTILE}
    assert "f" not in kinds
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_hostile_scenario_text_stays_text(run: Run, snapshot: Snapshot) -> None:
    scenario = small_scenario(name="=1+1", description="@SUM(A1)", locks=[])
    book = openpyxl.load_workbook(
        io.BytesIO(workbook_bytes(run.model_copy(update={"scenario": scenario}), snapshot))
    )
    cell = book["요약"]["B3"]
    book.close()

    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_text_that_no_cell_can_hold_is_cut_with_a_mark() -> None:
    short = cell_text("😀" * 20_000)

    assert short.endswith(CUT)
    assert len(short.encode("utf-16-le")) // 2 <= MAX_UTF16 + len(CUT) < 32_767


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2066", "\u200f", "\x9b"])
def test_characters_that_mislead_are_replaced_where_it_can_be_seen(character: str) -> None:
    assert cell_text(f"가{character}나") == "가\ufffd나"


def test_a_run_without_a_plan_says_so_instead_of_failing(run: Run, snapshot: Snapshot) -> None:
    outcome = run.outcome.model_copy(update={"status": SolveStatus.INFEASIBLE, "objective": None})
    findings = ({"where": "제주 최소배분", "problem": "모자랍니다", "remedy": "늘리세요"},)
    update = {"plan": None, "outcome": outcome, "findings": findings}
    book = openpyxl.load_workbook(
        io.BytesIO(workbook_bytes(run.model_copy(update=update), snapshot))
    )
    summary = {row[0]: row[1] for row in book["요약"].iter_rows(values_only=True)}
    first = book["배분"]["A2"].value
    book.close()

    assert first == "해당 없음"
    assert summary["상태"] == "조건 충돌"
    assert summary["제주 최소배분"] == "모자랍니다"
    assert summary["목적값"] is None


def test_a_plan_of_other_data_is_refused(run: Run, snapshot: Snapshot) -> None:
    assert run.plan is not None
    stranger = run.plan.awards[0].model_copy(update={"park_id": "p_atlantis"})
    plan = run.plan.model_copy(update={"awards": (stranger,)})

    with pytest.raises(DataError, match="p_atlantis"):
        workbook_bytes(run.model_copy(update={"plan": plan}), snapshot)
