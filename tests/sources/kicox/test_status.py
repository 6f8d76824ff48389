"""The status workbook and its CSV forms: what the office publishes is what we read."""

from pathlib import Path

import pandas as pd
import pytest

from cluster_planner.domain.imports import FileKind
from cluster_planner.sources.grid import read_workbook
from cluster_planner.sources.kicox.status import looks_like_status, read_status
from cluster_planner.sources.reading import Reading
from tests.official.status_book import parts_of, write_status_csv, write_status_workbook
from tests.sources.kicox.status_frames import complexes, decided, read_back, said

WITH_PARTS = ("c_111011_11", "c_211010", "c_211020")
CHANGES = pd.DataFrame(
    [
        {
            "change": "신규지정",
            "kind_ko": "국가",
            "sido_ko": "전남",
            "sigungu_ko": "나주시",
            "name_ko": "나주에너지국가산업단지",
            "area_m2": 1_239_722,
            "facility_m2": 788_750,
            "designated_on": "2025-10-03",
        },
        {
            "change": "지정해제",
            "kind_ko": "일반",
            "sido_ko": "경북",
            "sigungu_ko": "고령군",
            "name_ko": "성산",
            "area_m2": 657_000,
            "facility_m2": 388_000,
            "designated_on": "1999.01.02",
            "lifted_on": "2025.12.01",
        },
    ]
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path = tmp_path_factory.mktemp("status") / "전국산업단지현황통계.xlsx"
    parts = parts_of(complexes(), WITH_PARTS)
    write_status_workbook(path, complexes(), children=parts, changes=CHANGES)
    return read_status(path, path.name)


def test_all_rows_of_the_national_list_come_back(whole: Reading) -> None:
    assert 1363 == len(complexes())
    assert said(complexes()) == read_back(whole)
    assert () == whole.report.refusals


def test_parts_hang_on_their_complex_and_are_not_counted_twice(whole: Reading) -> None:
    parts = parts_of(complexes(), WITH_PARTS)
    assert said(parts) == read_back(whole, parts=True)
    frame = whole.tables["complexes"]
    own = frame[frame["is_child"] == "true"]
    names = frame.set_index(frame["row"].astype(str))["name_ko"]
    parents = complexes().set_index("row_id")["name_ko"]
    assert list(parts["parent_row_id"].map(parents)) == list(names[own["parent_row"]])
    assert "상위 3곳, 하위 6곳" == decided(whole, "상위단지와 하위단지")


def test_marks_are_cut_off_names_and_the_cutting_is_told(whole: Reading) -> None:
    assert "한국수출산업 (① + ②)" == whole.tables["complexes"]["name_raw"].iloc[0]
    assert any(
        repair.after == "한국수출산업" and "9건" in repair.how for repair in whole.report.repairs
    )


def test_the_report_says_kind_day_source_and_rows(whole: Reading) -> None:
    report = whole.report
    assert FileKind.STATUS is report.kind
    assert "2025-12-31" == report.as_of
    assert "399003" in report.source
    assert report.rows_read == report.rows_kept == 1363 + 6 + 514 + 31 + 8 + 2


def test_its_own_totals_agree_and_make_it_a_whole_file(whole: Reading) -> None:
    ties = {tie.what: tie for tie in whole.report.ties}
    assert (131_269, 1_487_188) == (
        ties["총합 입주업체"].printed,
        ties["총합 지정면적"].summed,
    )
    assert 1359 == ties["총합 단지 수"].summed
    assert all(tie.agrees for tie in ties.values())
    assert "예" == decided(whole, "온전한 파일")
    totals = whole.tables["totals"].set_index(["sido_ko", "kind_ko", "column"])["value"]
    assert "131269" == totals["", "총합", "tenants"]
    assert "15250" == totals["서울", "국가", "tenants"]


def test_the_appendices_fill_their_tables(whole: Reading) -> None:
    ours = complexes()
    aged = whole.tables["aged"].set_index(["kind_ko", "sido_ko", "sigungu_ko", "name_ko"])
    assert (ours["aged_20y"] == "true").sum() == len(aged)
    assert (ours["aged_priority"] == "true").sum() == (aged["priority"] == "true").sum()
    assert "true" == aged.loc[("국가", "부산", "강서구", "명지·녹산"), "priority"]
    dates = whole.tables["smart_green"]["date"]
    assert sorted(ours.loc[ours["smart_green_date"] != "", "smart_green_date"]) == sorted(dates)
    two = whole.tables["two_sido"]
    assert {"한국수출산업", "명지·녹산", "빛그린", "아산국가"} == set(two["name_ko"])
    assert 8 == len(two)


def test_appendix_1_says_thousands_and_prints_square_metres(whole: Reading) -> None:
    new, lifted = whole.tables["changes"].to_dict("records")
    assert ("1239.722", "788.75") == (
        new["designated_area_thousand_m2"],
        new["facility_area_thousand_m2"],
    )
    assert ("지정해제", "657", "2025-12-01") == (
        lifted["change"],
        lifted["designated_area_thousand_m2"],
        lifted["lifted_on"],
    )
    assert "㎡" == decided(whole, "부록1)신규지정 및 해제현황 시트 면적 단위")


def test_sheets_that_are_not_read_are_named_with_a_reason(whole: Reading) -> None:
    told = "\n".join(whole.report.ignored)
    for sheet in ("전국산업단지현황(상위단지)", "국가", "농공", "부록2-1)자유무역"):
        assert f"{sheet} 시트:" in told


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("kind", [None, "national", "general", "urban_hightech", "agro"])
def test_each_csv_form_gives_its_rows(tmp_path: Path, encoding: str, kind: str | None) -> None:
    path = write_status_csv(tmp_path / "단지.csv", complexes(), encoding=encoding, kind=kind)
    reading = read_status(path, "한국산업단지공단_산업단지현황_20251231.csv")
    rows = complexes() if kind is None else complexes()[complexes()["kind_id"] == kind]
    assert said(rows) == read_back(reading)
    assert "2025-12-31" == reading.report.as_of
    assert "아니오" == decided(reading, "온전한 파일")
    assert "천㎡" == decided(reading, "면적 단위")


def test_a_status_file_is_known_by_its_first_rows(tmp_path: Path) -> None:
    path = write_status_workbook(tmp_path / "아무.xlsx", complexes().iloc[:40])
    assert looks_like_status(read_workbook(path, rows=40))
