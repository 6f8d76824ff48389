"""The published totals of a data folder: what they say, and what an import makes of them."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cluster_planner.domain.imports import Decision, FileKind, FileReport
from cluster_planner.domain.published import PublishedTotal
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.published import (
    PUBLISHED_FILE,
    published_after,
    read_published,
    write_published,
)
from cluster_planner.sources.reading import Reading

DAY = "2026-06-30"
WHOLE = Decision(what="온전한 파일", found="예", why="합계와 같음")


def report(kind: FileKind, *decisions: Decision) -> FileReport:
    return FileReport(
        file="f.xlsx", sha256="0" * 64, size_bytes=1, kind=kind, as_of=DAY, source="공단",
        decisions=decisions,
    )  # fmt: skip


def status(*decisions: Decision, **values: str) -> Reading:
    columns = {"complexes": "complexes", "area": "designated_area_thousand_m2"}
    totals = [
        {"kind_ko": "총합", "sido_ko": "", "column": columns.get(name, name), "value": value}
        for name, value in values.items()
    ]
    totals.append({"kind_ko": "국가", "sido_ko": "", "column": "tenants", "value": "1"})
    rows = pd.DataFrame({"is_child": ["false", "false", "true"]})
    tables = {"totals": pd.DataFrame(totals), "complexes": rows}
    return Reading(report(FileKind.STATUS, *decisions), tables)


def trend() -> Reading:
    cells = [
        ("서울", "false", "jobs", "5", "value"),
        ("남동", "false", "jobs", "", "suppressed"),
        ("계", "true", "jobs", "12", "value"),
        ("계", "true", "tenants", "", "missing"),
    ]
    names = ["unit_ko", "is_total", "metric_id", "value", "state"]
    frame = pd.DataFrame(cells, columns=names).assign(industry_id="total", size_id="all")
    return Reading(report(FileKind.TREND), {"cells": frame})


def tables(complexes: str = DAY, stats: str = DAY) -> dict[str, pd.DataFrame]:
    return {
        "complexes": pd.DataFrame({"as_of": [DAY, complexes]}),
        "national_stats": pd.DataFrame({"as_of": [DAY, stats]}),
    }


def test_our_own_data_have_the_totals_that_were_printed():
    totals = read_published()

    assert (1_359, 131_269) == (totals["complexes"].value, totals["tenants"].value)
    assert {"2025-12-31", "2026-03-31"} == {total.as_of for total in totals.values()}
    assert all(total.source for total in totals.values())


def test_totals_are_read_back_as_they_were_written_even_over_a_read_only_file(tmp_path: Path):
    totals = {"tenants": PublishedTotal(7, "공단", DAY)}
    write_published(tmp_path, {})
    (tmp_path / PUBLISHED_FILE).chmod(0o444)
    write_published(tmp_path, totals)

    assert totals == read_published(tmp_path)


def test_a_folder_without_the_file_has_no_totals(tmp_path: Path):
    assert {} == read_published(tmp_path)


@pytest.mark.parametrize("text", ["[]", "{", '{"a": 1}', '{"a": {"value": 1}}', '{"a": {"value": "1", "source": "", "as_of": ""}}'])  # fmt: skip
def test_a_broken_file_is_refused_with_a_sentence(tmp_path: Path, text: str):
    (tmp_path / PUBLISHED_FILE).write_text(text, "utf-8")
    with pytest.raises(DataError, match="공표값 목록"):
        read_published(tmp_path)


def test_a_whole_status_file_brings_its_own_totals():
    file = status(WHOLE, complexes="2", tenants="30", operating="20", area="9.6")
    after = published_after(read_published(), [file], tables())

    assert PublishedTotal(30, "공단", DAY) == after["tenants"]
    assert (2, 2, 10) == tuple(
        after[name].value for name in ("complexes", "complex_rows", "area_thousand_m2")
    )
    assert 984_829 == after["national_jobs"].value, "the other statistic stays"


def test_a_part_of_a_status_file_leaves_no_total_to_tie_to():
    after = published_after(read_published(), [status(tenants="30")], tables())

    assert not {"complexes", "complex_rows", "tenants", "operating"} & set(after)


def test_rows_of_an_older_day_leave_no_total_to_tie_to():
    older = tables(complexes="2025-12-31")
    after = published_after(read_published(), [status(WHOLE, tenants="30")], older)

    assert "tenants" not in after


def test_a_total_that_the_file_does_not_print_is_none_of_the_old_ones():
    after = published_after(read_published(), [status(WHOLE, tenants="30")], tables())

    assert "operating" not in after


def test_a_trend_file_brings_the_row_of_totals():
    after = published_after(read_published(), [trend()], tables())

    assert (12, 2) == (after["national_jobs"].value, after["national_complexes"].value)
    assert "national_tenants" not in after, "it is missing in the file"
    assert 131_269 == after["tenants"].value
    assert "national_jobs" not in published_after({}, [trend()], tables(stats="2025-12-31"))


def test_a_file_that_was_refused_changes_nothing():
    file = trend()
    refused = file.report.model_copy(update={"findings": (Finding("f", "틀림", "고치세요"),)})

    assert read_published() == published_after(read_published(), [file], tables(), [refused])
    again = replace(file, report=refused)
    assert read_published() == published_after(read_published(), [again], tables())
