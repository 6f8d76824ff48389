"""Counts of a factory list go to our complexes; what is none of ours is told, with its number."""

import logging
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cluster_planner.domain.imports import FileKind
from cluster_planner.intake.applied import Applied, Memory, NoMemory, Tables
from cluster_planner.intake.factories import apply_factories
from cluster_planner.intake.gate import import_files
from cluster_planner.sources.embedded import load_snapshot
from tests.intake.lists import list_reading
from tests.intake.readings import Answers
from tests.real_data import real_snapshot
from tests.sources.factory_lists import FULL, SECRETS, full, write_rows

CHANGWON = {"complex_ko": "창원국가산업단지", "sido_ko": "경상남도", "sigungu_ko": "창원시"}


def counted(
    code: str = "28", factories: int = 5, workers: str = "50", **place: Any
) -> dict[str, str]:
    count = {"ksic_code": code, "ksic_name_ko": "보기 제조업", "factories": str(factories)}
    return CHANGWON | count | {"workers": workers} | place


def bring(
    *rows: dict[str, str],
    tables: Tables | None = None,
    memory: Memory | None = None,
    as_of: str = "2024-12-31",
) -> Applied:
    reading = list_reading(FileKind.FACTORIES, *rows, as_of=as_of)
    return apply_factories(reading, tables or dict(real_snapshot().tables), memory or NoMemory())


def counts(applied: Applied) -> pd.DataFrame:
    return applied.tables["factory_counts"]


def changwon() -> str:
    complexes = real_snapshot()["complexes"]
    here = complexes["name_ko"].str.startswith("창원") & (complexes["kind_id"] == "national")
    return str(complexes.loc[here, "complex_id"].iloc[0])


def test_an_official_name_with_its_kind_is_our_complex() -> None:
    applied = bring(counted())
    (row,) = counts(applied).to_dict("records")

    assert row["complex_id"] == changwon()
    assert (row["industry_id"], row["factories"], row["workers"]) == ("electronics", 5, 50)
    assert (row["source"], row["as_of"]) == ("보기 목록 목록.xlsx", "2024-12-31")
    assert applied.kept == 5


def test_two_names_of_one_complex_are_added_up_and_unknown_workers_stay_unknown() -> None:
    applied = bring(
        counted(), counted(complex_ko="창원 국가산단", factories=2, workers=""), counted("29")
    )
    rows = counts(applied).set_index("ksic_code")

    assert rows.loc["28", "factories"] == 7
    assert rows["workers"].isna().to_dict() == {"28": True, "29": False}
    assert rows.loc["29", "workers"] == 50


def test_factories_of_unknown_industry_belong_to_no_group() -> None:
    rows = counts(bring(counted("00", workers="")))

    assert list(rows["ksic_code"]) == ["00"]
    assert rows["industry_id"].isna().all()


def test_a_stranger_is_refused_with_its_number_of_factories() -> None:
    applied = bring(counted(), counted(complex_ko="달나라일반산업단지", factories=12))

    assert applied.kept == 5
    assert [(r.place.row, "12곳" in r.problem) for r in applied.refusals] == [(3, True)]
    assert any(note.what == "맞추지 못한 단지" for note in applied.notes)


def test_a_likely_name_is_proposed_and_counted_once_confirmed() -> None:
    row = counted(complex_ko="서울온숙일반산업단지", sido_ko="서울", sigungu_ko="구로구")

    (proposal, *_) = bring(row).proposals
    applied = bring(row, memory=Answers({proposal.key: proposal.candidate_id}))

    assert "서울온수" in proposal.candidate_ko
    assert applied.kept == 5


def test_another_list_replaces_only_the_complexes_that_it_names() -> None:
    yeosu: dict[str, Any] = {
        "complex_ko": "여수국가산업단지",
        "sido_ko": "전라남도",
        "sigungu_ko": "여수시",
    }
    first = bring(counted(), counted("29"), counted("20", **yeosu))

    second = bring(counted(factories=9), tables=first.tables)

    assert len(counts(first)) == 3
    assert sorted(counts(second)["factories"]) == [5, 9]
    assert any(note.what == "그대로 둔 단지" for note in second.notes)


def test_an_older_list_is_told() -> None:
    first = bring(counted(), as_of="2025-12-31")

    second = bring(counted(), tables=first.tables, as_of="2024-12-31")

    assert any(note.found == "오래된 목록" for note in second.notes)


def test_the_list_of_the_same_day_is_no_older_one() -> None:
    first = bring(counted())

    second = bring(counted(), tables=first.tables)

    assert not any(note.found == "오래된 목록" for note in second.notes)


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [counted(), counted("29"), counted(complex_ko="창원 국가산단")]

    assert counts(bring(*rows)).equals(counts(bring(*reversed(rows))))


def test_no_firm_is_in_anything_that_an_import_leaves_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = [full(n, "창원국가산업단지", "28123", 10) for n in range(4)]
    rows.append(full(9, "달나라일반산업단지", "28123", 10))
    path = write_rows(tmp_path / "공장_20241231.csv", FULL, rows)

    outcome = import_files([path], None, home := tmp_path / "home")

    assert outcome.folder is not None
    assert len(load_snapshot(outcome.folder)["factory_counts"]) == 1
    left = [file for file in home.rglob("*") if file.is_file()]
    words = [secret.encode(code) for secret in SECRETS for code in ("utf-8", "cp949", "utf-16-le")]
    assert [file for file in left for word in words if word in file.read_bytes()] == []
    told = outcome.report.model_dump_json() + caplog.text
    assert [secret for secret in SECRETS if secret in told] == []
