"""Factory lists are counted; nothing of a single firm leaves the reader."""

import logging
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.domain.contracts.common import INDUSTRY_LABELS
from cluster_planner.domain.ksic import MANUFACTURING, division_name, division_of, industry_of
from cluster_planner.errors import DataError
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.factories import looks_like_factories, read_factories
from cluster_planner.sources.grid import read_grid
from cluster_planner.sources.reading import Reading
from tests.sources.factory_lists import FULL, PUBLISHED, SECRETS, full, published, write_rows

NAME = "한국산업단지공단_전국등록공장현황_등록공장현황자료_20241231.csv"


def read(path: Path) -> Reading:
    return read_factories(path, path.name)


def counts(reading: Reading) -> dict[tuple[str, str], tuple[str, str]]:
    rows = reading.tables["factories"]
    keys = zip(rows["complex_ko"], rows["ksic_code"], strict=True)
    return dict(zip(keys, zip(rows["factories"], rows["workers"], strict=True), strict=True))


def said(reading: Reading) -> str:
    tables = " ".join(frame.to_csv() for frame in reading.tables.values())
    return reading.report.model_dump_json() + tables


def test_the_published_file_gives_factories_per_complex(tmp_path: Path) -> None:
    rows = [published(n, "창원국가산업단지") for n in range(5)] + [published(9, "")]
    path = write_rows(tmp_path / NAME, PUBLISHED, rows)

    reading = read(path)

    assert counts(reading) == {("창원국가산업단지", "00"): ("5", "")}
    first = reading.tables["factories"].iloc[0]
    assert (first["sido_ko"], first["sigungu_ko"], first["row"]) == ("경상남도", "창원시", 2)
    assert reading.report.as_of == "2024-12-31"
    assert "15105482" in reading.report.source
    assert (reading.report.rows_read, reading.report.rows_kept) == (6, 5)
    assert any("1곳(개별입지)" in told for told in reading.report.ignored)


def test_a_list_with_industries_is_counted_by_division(tmp_path: Path) -> None:
    rows = [full(n, "창원국가산업단지", "28123", 10) for n in range(3)]
    rows += [full(n, "창원국가산업단지", "29119", 7) for n in range(3, 5)]
    path = write_rows(tmp_path / "공장.csv", FULL, rows)

    reading = read(path)

    assert counts(reading) == {
        ("창원국가산업단지", "28"): ("3", "30"),
        ("창원국가산업단지", "29"): ("2", ""),
    }
    assert any(
        d.what == "종업원을 비운 묶음" and d.found == "1개" for d in reading.report.decisions
    )


def test_unknown_workers_of_one_firm_leave_the_group_without_a_sum(tmp_path: Path) -> None:
    rows = [
        full(n, "창원국가산업단지", "28123", workers) for n, workers in enumerate((10, "", "x"))
    ]

    reading = read(write_rows(tmp_path / "공장.csv", FULL, rows))

    assert counts(reading) == {("창원국가산업단지", "28"): ("3", "")}
    assert any(d.what == "종업원을 모르는 공장" for d in reading.report.decisions)


def test_the_same_factory_on_two_rows_counts_once(tmp_path: Path) -> None:
    rows = [full(1, "창원국가산업단지", "28123", 5), full(1, "창원국가산업단지", "29119", 5)]

    reading = read(write_rows(tmp_path / "공장.csv", FULL, rows))

    assert counts(reading) == {("창원국가산업단지", "28"): ("1", "")}
    assert any("되풀이된 1행" in told for told in reading.report.ignored)


def test_an_industry_that_is_no_code_is_unknown_and_never_invented(tmp_path: Path) -> None:
    rows = [full(n, "창원국가산업단지", code, 5) for n, code in enumerate(("", "전기", "99999x"))]

    reading = read(write_rows(tmp_path / "공장.csv", FULL, rows))

    assert counts(reading) == {("창원국가산업단지", "00"): ("3", "15")}


def test_nothing_of_a_firm_is_in_the_reading_or_in_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = [full(n, "창원국가산업단지", "28123", 5) for n in range(4)]
    rows.append((*full(5, "창원국가산업단지", "28", 5)[:3],))  # too few cells
    for path in (
        write_rows(tmp_path / "공장.csv", FULL, rows),
        write_rows(
            tmp_path / NAME, PUBLISHED, [published(n, "창원국가산업단지") for n in range(4)]
        ),
    ):
        whole = said(read(path)) + caplog.text

        assert [secret for secret in SECRETS if secret in whole] == []


def test_a_broken_file_is_refused_without_a_word_of_its_firms(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "공장.csv", FULL, [full(1, "창원국가산업단지", "28", 5)])
    path.write_bytes(path.read_bytes() + '경남,창원,공단,"(주)비밀정공'.encode("cp949"))

    with pytest.raises(DataError) as refused:
        read(path)

    assert [secret for secret in SECRETS if secret in str(refused.value)] == []


def test_rows_of_another_width_are_told_by_their_number_only(tmp_path: Path) -> None:
    """A comma without quotation marks would put the firm where the complex should be."""
    good = full(1, "창원국가산업단지", "28", 5)
    shifted = (*good[:3], "비밀", *good[3:])

    reading = read(write_rows(tmp_path / "공장.csv", FULL, [good, ("경남",), shifted]))

    assert [(r.place.row, r.value) for r in reading.report.refusals] == [(3, ""), (4, "")]
    assert (reading.report.rows_read, reading.report.rows_kept) == (3, 1)
    assert "비밀" not in said(reading)


def test_an_address_gives_only_its_province_and_city(tmp_path: Path) -> None:
    rows = [
        published(1, "창원국가산업단지", "비밀로 홍비밀"),
        published(2, "여수국가산업단지", "전남 여수시"),
    ]

    table = read(write_rows(tmp_path / NAME, PUBLISHED, rows)).tables["factories"]

    assert list(zip(table["sido_ko"], table["sigungu_ko"], strict=True)) == [
        ("", ""),
        ("전남", "여수시"),
    ]


def test_a_workbook_is_counted_as_a_csv_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["공장등록 현황"])
    sheet.append(list(FULL))
    for number in range(4):
        cells = list(full(number, "창원국가산업단지", "28123", 5))
        cells[FULL.index("대표업종")] = 28123
        sheet.append(cells)
    book.save(path := tmp_path / "공장.xlsx")

    assert looks_like_factories(read_grid(path, rows=40))
    assert counts(read(path)) == {("창원국가산업단지", "28"): ("4", "20")}


@pytest.mark.parametrize("table", ["complexes.csv", "partners.csv", "programmes.csv", "parks.csv"])
def test_other_tables_are_no_factory_lists(table: str) -> None:
    assert not looks_like_factories(read_grid(data_home() / table, rows=40))


def test_a_list_of_complexes_with_addresses_is_no_factory_list(tmp_path: Path) -> None:
    header = ("산업단지명", "소재지", "종업원수")
    path = write_rows(tmp_path / "단지.csv", header, [("창원", "경남 창원시", 5)])

    assert not looks_like_factories(read_grid(path))


def test_a_file_without_the_header_is_refused(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "공장.csv", ("단지명", "회사명"), [("창원", "비밀정공")])

    with pytest.raises(DataError, match="머리글"):
        read(path)


def test_every_division_of_manufacturing_has_a_group_of_ours() -> None:
    groups = {industry_of(division) for division in MANUFACTURING}

    assert set(MANUFACTURING) == {str(number) for number in range(10, 35)}
    assert groups == set(INDUSTRY_LABELS) - {"non_manufacturing", "total"}


@given(st.text(max_size=8))
def test_any_text_is_a_division_with_a_name_or_none(code: str) -> None:
    division = division_of(code)

    assert division is None or division_name(division)


def test_the_whole_countrys_file_is_counted_in_seconds(tmp_path: Path) -> None:
    """217,048 rows as published; about 1.2 s on a quiet core, ten times that is still allowed."""
    rows = (
        published(n, f"보기{n % 1201}일반산업단지" if n % 5 < 2 else "") for n in range(217_048)
    )

    reading = read(write_rows(tmp_path / NAME, PUBLISHED, rows))

    assert reading.report.rows_read == 217_048
    assert len(reading.tables["factories"]) == 1_201


def test_a_shifted_row_that_ends_in_a_blank_cell_shows_nobody(tmp_path: Path) -> None:
    """With a comma too many in the name and no remark at the end the row has no more cells."""
    header = ("회사명", "대표자명", "단지명", "공장주소", "비고")
    rows = [("(주)비밀정공", "지점", "홍비밀", "창원국가산업단지", "경남 창원시", "")]

    reading = read(write_rows(tmp_path / "공장.csv", header, rows))

    assert [r.place.row for r in reading.report.refusals] == [2]
    assert [secret for secret in SECRETS if secret in said(reading)] == []


@pytest.mark.parametrize(
    "address", ["경기화학공업 김영구", "서울우유협동조합 홍길시", "김영구 홍길시"]
)
def test_names_that_end_like_places_are_none(tmp_path: Path, address: str) -> None:
    rows = [published(1, "창원국가산업단지", address)]

    table = read(write_rows(tmp_path / NAME, PUBLISHED, rows)).tables["factories"]

    assert (table["sido_ko"].iloc[0], table["sigungu_ko"].iloc[0]) == ("", "")


def test_a_header_on_every_page_is_no_factory(tmp_path: Path) -> None:
    rows = [published(1, "창원국가산업단지"), PUBLISHED, published(2, "창원국가산업단지")]

    reading = read(write_rows(tmp_path / NAME, PUBLISHED, rows))

    assert list(reading.tables["factories"]["complex_ko"]) == ["창원국가산업단지"]
    assert (reading.report.rows_read, reading.report.rows_kept) == (2, 2)


def test_a_second_table_in_another_order_is_refused_by_its_row(tmp_path: Path) -> None:
    other = ("순번", "단지명", "회사명", "생산품", "공장주소")
    rows = [
        published(1, "창원국가산업단지"),
        other,
        (2, "창원국가산업단지", "(주)비밀정공", "", ""),
    ]

    with pytest.raises(DataError) as refused:
        read(write_rows(tmp_path / NAME, PUBLISHED, rows))

    assert "3행" in str(refused.value)
    assert [secret for secret in SECRETS if secret in str(refused.value)] == []


def test_the_report_names_the_columns_that_were_counted_and_no_other(tmp_path: Path) -> None:
    rows = [published(1, "창원국가산업단지")]
    decisions = read(write_rows(tmp_path / NAME, PUBLISHED, rows)).report.decisions

    assert [d.found for d in decisions if d.what == "쓴 열"] == ["단지명, 공장주소"]
