"""The real files, where they are at hand: what the office printed is what we read."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from cluster_planner.sources.kicox.status import read_status
from cluster_planner.sources.reading import Reading
from tests.sources.kicox.status_frames import complexes, decided

SHARED = Path(__file__).resolve().parents[4] / "shared"
BOOK = SHARED / "samples" / "kicox_status_20250930_mini.xlsx"
REFERENCE = SHARED / "reference"
FIGURES = (
    ("designated", "designated_area_thousand_m2"),
    ("managed", "managed_area_thousand_m2"),
    ("facility", "facility_area_thousand_m2"),
    ("sale_target", "sale_target_thousand_m2"),
    ("sold", "sold_thousand_m2"),
    ("unsold", "unsold_thousand_m2"),
    ("sale_rate", "sale_rate_pct"),
    ("tenants", "tenants"),
    ("operating", "operating"),
)
HEADER = ["유형", "시도", "시군", "단지명", "조성상태", "지정면적", "관리면적"]
HEADER += ["전체면적", "분양대상", "분양", "미분양", "분양률", "입주업체", "가동업체"]

pytestmark = pytest.mark.skipif(not BOOK.exists(), reason="the official samples are not here")


def reference(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def mini() -> Reading:
    return read_status(BOOK, BOOK.name)


def test_the_official_workbook_is_read_without_a_refusal(mini: Reading) -> None:
    assert "2025-09-30" == mini.report.as_of
    assert () == mini.report.refusals
    assert {"complexes", "aged", "smart_green", "two_sido", "changes", "totals"} == set(mini.tables)


def test_its_rows_are_those_of_the_whole_list(mini: Reading) -> None:
    listed = reference("complexes_2025q3_hierarchy.csv").set_index("row")
    for row in mini.tables["complexes"].to_dict("records"):
        official = listed.loc[str(row["row"])]
        assert official["child"].lower() == row["is_child"]
        for theirs, ours in FIGURES:
            assert float(official[theirs]) == float(row[ours])


def test_its_printed_totals_are_those_of_the_whole_list(mini: Reading) -> None:
    listed = reference("complexes_2025q3_hierarchy.csv")
    parents = listed[listed["child"] == "False"]
    totals = mini.tables["totals"].set_index(["sido_ko", "kind_ko", "column"])["value"]
    for kind, rows in parents.groupby("kind"):
        for theirs, ours in FIGURES:
            if ours != "sale_rate_pct":
                assert float(totals["", kind, ours]) == rows[theirs].astype(float).sum()


def test_a_part_of_the_rows_is_not_taken_for_a_whole_file(mini: Reading) -> None:
    assert "아니오" == decided(mini, "온전한 파일")


def test_blue_names_are_the_priority_ones(mini: Reading) -> None:
    blue = reference("aged_complexes_2025q3.csv").set_index("row")["font"] == "FF0000FF"
    for row in mini.tables["aged"].to_dict("records"):
        assert str(blue[str(row["row"])]).lower() == row["priority"]


def test_smart_green_dates_are_theirs(mini: Reading) -> None:
    dates = reference("smart_green_2025q3.csv").set_index("row")["smart_green_date"]
    for row in mini.tables["smart_green"].to_dict("records"):
        assert dates[str(row["row"])].replace(".", "-") == row["date"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The 1,435 official rows of the quarter in a workbook of one sheet."""
    path = tmp_path_factory.mktemp("q3") / "whole.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("전국산업단지현황")
    sheet.append(["2025년 3분기 전국산업단지 현황"])
    sheet.append(HEADER)
    for row in reference("complexes_2025q3_hierarchy.csv").to_dict("records"):
        figures = [float(row[theirs]) for theirs, _ in FIGURES]
        places = [row[key] for key in ("kind", "sido", "sigungu", "name_raw", "status")]
        sheet.append([*places, *figures])
    book.save(path)
    return read_status(path, path.name)


def test_all_official_rows_are_taken_with_their_parts(whole: Reading) -> None:
    frame = whole.tables["complexes"]
    assert {"false": 1353, "true": 82} == frame["is_child"].value_counts().to_dict()
    assert "상위 39곳, 하위 82곳" == decided(whole, "상위단지와 하위단지")
    assert () == whole.report.ties


def test_cleaned_names_are_those_of_our_own_table(whole: Reading) -> None:
    keys = ["sido_ko", "sigungu_ko", "name_ko"]
    frame = whole.tables["complexes"]
    theirs = set(frame.loc[frame["is_child"] == "false", keys].itertuples(index=False, name=None))
    ours = complexes()[["source_sido", "source_sigungu", "name_ko"]]
    gone = theirs - set(ours.itertuples(index=False, name=None))
    assert {("전남", "영광군", "영광식품산업특화"), ("경북", "고령군", "성산")} == gone


@pytest.mark.parametrize("encoding", ["cp949", "utf8sig"])
def test_the_official_columns_of_the_csv_are_known(encoding: str) -> None:
    path = SHARED / "samples" / f"datagokr_15085874_rebuilt_{encoding}.csv"
    reading = read_status(path, "국가산업단지현황_20250930.csv")
    assert (12, 12) == (reading.report.rows_read, reading.report.rows_kept)
    assert "22158" == reading.tables["complexes"]["tenants"].iloc[-1]
