"""The report of an import reads alike in sentences, tables and the workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from cluster_planner.domain.data_changes import ChangeKind, DataChange, DataChanges
from cluster_planner.domain.imports import (
    OLDER,
    Decision,
    FileKind,
    FileReport,
    ImportReport,
    Place,
    Proposal,
    Refusal,
    Repair,
    Tie,
)
from cluster_planner.errors import Finding
from cluster_planner.present.imports import (
    change_counts,
    change_listing,
    change_sentences,
    file_listings,
    file_sentences,
    proposal_question,
    report_bytes,
    report_sentences,
)

HOSTILE = '=HYPERLINK("http://x")<img onerror=1>'
PLACE = Place(sheet="국가", row=12, column="F 지정면적")
STATUS = FileReport(
    file="현황.xlsx",
    sha256="ab" * 32,
    size_bytes=12_345,
    kind=FileKind.STATUS,
    as_of="2026-03-31",
    source="KICOX",
    rows_read=1363,
    rows_kept=1361,
    decisions=(Decision(what="분기", found="2026년 1분기", why="제목"),),
    repairs=(Repair(place=PLACE, before="1,234", after="1234", how="쉼표를 지움"),),
    refusals=(Refusal(place=PLACE, value=HOSTILE, problem="숫자가 아님", remedy="숫자를 쓰세요"),),
    ties=(
        Tie(what="입주업체", printed=10, summed=10, unit="개사"),
        Tie(what="지정면적", printed=10, summed=12, unit="천㎡"),
    ),
    proposals=(
        Proposal(
            subject="complex",
            given="경남 창원 국가",
            place=PLACE,
            candidate_id="c_1",
            candidate_ko="창원국가산업단지",
            likeness_pct=91.2,
            why="같은 시군구",
        ),
    ),
    ignored=("시트 부록2: 자유무역지역은 쓰지 않습니다",),
)
BAD = FileReport(
    file="폭탄.zip",
    sha256="cd" * 32,
    size_bytes=9,
    findings=(Finding("폭탄.zip", "압축을 풀면 너무 큽니다", "나누어 올리세요"),),
)
REPORT = ImportReport(
    made_at="2026-11-21T00:00:00Z", base_digest="a" * 64, digest="b" * 64, files=(STATUS, BAD)
)
CHANGES = DataChanges(
    older="a" * 64,
    newer="b" * 64,
    as_of_before={"complexes": "2025-12-31"},
    as_of_after={"complexes": "2026-03-31"},
    rows_before={"complexes": 1363},
    rows_after={"complexes": 1364},
    changes=(
        DataChange(kind=ChangeKind.NEW, table="complexes", row_id="c_9", name="새 단지"),
        DataChange(
            kind=ChangeKind.JUMPED,
            table="complexes",
            row_id="c_1",
            name="창원",
            column="tenants",
            before="3292",
            after="5000",
            note="+52 %",
        ),
    ),
)


def test_the_import_is_told_in_sentences():
    told = report_sentences(REPORT)

    assert told[0] == "파일 2개 가운데 1개를 읽었습니다."
    assert "확인이 필요한 이름이 1건 있습니다. 확인하기 전에는 그 행을 쓰지 않습니다." in told
    assert told[-1].startswith("새 자료를 만들었습니다(지문 bbbbbbbbbbbb)")


@pytest.mark.parametrize(
    ("digest", "words"), [("", "만들지 않았습니다"), ("a" * 64, "바뀐 것이 없습니다")]
)
def test_nothing_new_is_said_to_be_nothing_new(digest: str, words: str):
    assert words in report_sentences(REPORT.model_copy(update={"digest": digest}))[-1]


def test_a_file_tells_its_kind_day_and_rows_and_a_refused_one_its_reason():
    told = file_sentences(STATUS)

    assert told[0] == "전국산업단지현황통계, 기준일 2026년 3월 31일"
    assert "읽은 행 1,363행, 쓴 행 1,361행" in told[1]
    assert told[2] == "파일에 적힌 합계 2개 가운데 1개가 행의 합과 다릅니다."
    assert file_sentences(BAD)[1] == "폭탄.zip: 압축을 풀면 너무 큽니다 → 나누어 올리세요"


def test_tables_hold_every_row_with_its_coordinates():
    tables = {listing.key: listing for listing in file_listings(STATUS)}

    assert list(tables) == ["refusals", "proposals", "ties", "decisions", "repairs", "ignored"]
    assert tables["refusals"].rows[0][:4] == ("국가", 12, "F 지정면적", HOSTILE)
    assert [row[5] for row in tables["ties"].rows] == ["같음", "다름"]
    assert all(len(row) == len(table.columns) for table in tables.values() for row in table.rows)


def test_a_proposal_is_asked_as_a_question():
    assert proposal_question(STATUS.proposals[0]) == (
        "산업단지 '경남 창원 국가'은(는) '창원국가산업단지'입니까? (닮은 정도 91%, 같은 시군구)"
    )


def test_changes_are_counted_by_table_and_told_with_their_days():
    assert change_counts(CHANGES) == {
        ("complexes", ChangeKind.NEW): 1,
        ("complexes", ChangeKind.JUMPED): 1,
    }
    assert change_sentences(CHANGES) == (
        "공식 산업단지: 새로 생김 1건, 크게 바뀜 1건 "
        "(1,363행 → 1,364행, 기준일 2025년 12월 31일 → 2026년 3월 31일)",
    )
    assert change_listing(CHANGES, {ChangeKind.JUMPED}).rows == (
        ("크게 바뀜", "공식 산업단지", "창원", "c_1", "입주업체(개사)", "3,292", "5,000", "+52 %"),
    )


def test_the_workbook_says_the_same_and_calculates_nothing():
    book = load_workbook(BytesIO(report_bytes(REPORT, CHANGES)))

    assert book.sheetnames == [
        "요약", "파일", "받지 않은 것", "확인할 이름", "합계 대조", "읽으며 정한 것", "고쳐서 받은 것",
        "읽지 않은 것", "바뀐 것",
    ]  # fmt: skip
    refused = book["받지 않은 것"]
    assert [cell.value for cell in refused[2]][:5] == [
        "현황.xlsx",
        "국가",
        12,
        "F 지정면적",
        HOSTILE,
    ]
    assert {cell.data_type for sheet in book for row in sheet.rows for cell in row} <= {"s", "n"}
    assert report_bytes(REPORT, CHANGES) == report_bytes(REPORT, CHANGES)
    told = {cell.value for cell in book["요약"]["B"]}
    assert {*report_sentences(REPORT), *change_sentences(CHANGES)} <= told


def test_a_file_older_than_the_data_in_use_is_told_in_a_sentence():
    why = "지금 자료(2026-06-30)보다 오래된 파일입니다"
    older = STATUS.model_copy(update={"decisions": (Decision(what=OLDER, found="d", why=why),)})

    assert f"주의: {why}." in file_sentences(older)
    assert not any("오래된" in sentence for sentence in file_sentences(STATUS))


@pytest.mark.parametrize(
    ("table", "column", "before", "told"),
    [
        ("partners", "division_ids", "humanoid;ai_chip", "휴머노이드, AI 반도체"),
        ("complexes", "coord_source", "damdan_name", "산업단지 경계 중심(이름 일치)"),
        ("parks", "is_core", "true", "예"),
        ("complexes", "tenants", "15250", "15,250"),
        ("complexes", "name_ko", "true", "true"),
    ],
)
def test_a_cell_is_told_as_people_say_it(table: str, column: str, before: str, told: str):
    change = DataChange(
        kind=ChangeKind.CHANGED, table=table, row_id="x", name="x", column=column, before=before
    )
    listing = change_listing(CHANGES.model_copy(update={"changes": (change,)}))

    assert listing.rows[0][5] == told
