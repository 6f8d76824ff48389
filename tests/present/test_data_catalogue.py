"""The catalogue of the data counts what is weak in the real tables, and lists every row of it."""

import pandas as pd
import pytest

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.data_catalogue import USES, DataTable, data_catalogue, ties
from cluster_planner.present.data_issues import KINDS, NOT_APPLICABLE, Issue
from cluster_planner.present.excel_csv import excel_csv
from cluster_planner.sources.about import About, read_about
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sources.published import read_published
from cluster_planner.sources.tieout import tie_out


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot()


@pytest.fixture(scope="module")
def about() -> About:
    return read_about()


@pytest.fixture(scope="module")
def tables(snapshot: Snapshot, about: About) -> dict[str, DataTable]:
    return {table.name: table for table in data_catalogue(snapshot, about.files)}


@pytest.fixture(scope="module")
def issues(tables: dict[str, DataTable]) -> dict[str, Issue]:
    return {issue.issue_id: issue for table in tables.values() for issue in table.issues}


def test_every_table_tells_what_it_is_and_where_it_comes_from(tables: dict[str, DataTable]) -> None:
    assert list(tables) == [table.name for table in TABLES if not table.optional]
    assert list(USES) == [table.name for table in TABLES]
    for table in tables.values():
        told = (table.what, table.source, table.as_of, table.licence, table.how, table.used_for)
        assert "자료 없음" not in told
        assert all(told)
    assert tables["parks"].rows == 1363
    assert tables["national_stats"].rows == 3440


def test_without_the_notes_the_source_is_missing_and_not_invented(snapshot: Snapshot) -> None:
    bare = data_catalogue(snapshot, {})
    assert {table.source for table in bare} == {"자료 없음"}
    assert bare[5].as_of == "2025-12-31"  # complexes: the rows know their own day


@pytest.mark.parametrize(
    ("issue_id", "kind", "count"),
    [
        ("complexes:sigungu_point", "맞추지 못함", 52),
        ("complexes:damdan_fuzzy", "위치", 196),
        ("complexes:damdan_manual", "위치", 57),
        ("complexes:outside", "위치", 18),
        ("parks:outside", "위치", 17),
        ("parks:general_knowledge", "위치", 6),
        ("parks:estimated", "추정", 1020),
        ("parks:no_production", "자료 없음", 311),
        ("parks:empty.subsidy_tier", "자료 없음", 1320),
        ("national_stats:suppressed", "비공개", 330),
        ("national_stats:missing", "자료 없음", 98),
        ("partners:unknown", "맞추지 못함", 25),
        ("partners:known", "약한 근거", 67),
        ("growth_engines:inferred", "추정", 6),
        ("park_divisions:assumed", "가정", 8),
        ("assumptions:assumed", "가정", 19),
    ],
)
def test_weak_spots_of_the_real_tables(
    issue_id: str, kind: str, count: int, issues: dict[str, Issue]
) -> None:
    assert (issues[issue_id].kind, issues[issue_id].count) == (kind, count)


def test_every_case_is_listed_once_with_a_reason(issues: dict[str, Issue]) -> None:
    for issue in issues.values():
        assert issue.kind in KINDS
        assert 0 < issue.count <= issue.of
        assert len({case.key for case in issue.cases}) == issue.count
        assert all(case.name and case.reason for case in issue.cases)


def test_a_withheld_figure_names_unit_measure_and_why(issues: dict[str, Issue]) -> None:
    case = issues["national_stats:suppressed"].cases[0]
    assert case.name == "동두천"
    assert (
        case.reason
        == "최대 생산능력(백만원/분기), 업종 계, 규모 전체: 업체가 적어 원 통계가 X로 감춤"
    )


def test_rows_of_a_park_carry_its_name(issues: dict[str, Issue]) -> None:
    assert issues["park_divisions:assumed"].cases[0].name == "창원"


def test_what_does_not_apply_is_not_called_missing(
    tables: dict[str, DataTable], issues: dict[str, Issue]
) -> None:
    for table, column in NOT_APPLICABLE:
        assert f"{table}:empty.{column}" not in issues
        fact = next(fact for fact in tables[table].columns if fact.name == column)
        assert fact.empty > 0
        assert fact.empty_means == NOT_APPLICABLE[table, column]


def test_sums_stand_beside_published_ones(snapshot: Snapshot) -> None:
    rows = {tie.what: tie for tie in ties(tie_out(snapshot).as_dict(), read_published())}
    assert rows["입주업체"].ours == rows["입주업체"].published == 131_269
    assert rows["국가산단 고용(단위의 합)"].difference == 980_725 - 984_829
    assert [tie.what for tie in rows.values() if tie.difference and not tie.note] == []


def test_a_sum_without_a_published_one_says_so(snapshot: Snapshot) -> None:
    for tie in ties(tie_out(snapshot).as_dict(), {}):
        assert (None, None, "자료 없음") == (tie.published, tie.difference, tie.source)


def test_a_published_sum_names_its_publisher_and_day(snapshot: Snapshot) -> None:
    rows = {tie.what: tie for tie in ties(tie_out(snapshot).as_dict(), read_published())}
    assert "399003" in rows["입주업체"].source
    assert rows["국가산단 고용(계 행)"].source.endswith("2026-03-31")


def test_notes_name_rules_and_facts_left_out(about: About) -> None:
    assert any("0이 아닙니다" in rule for rule in about.rules)
    assert len(about.unused) == 5


def test_a_folder_without_notes_has_none(tmp_path) -> None:
    assert read_about(tmp_path) == About()


def test_a_spreadsheet_calculates_nothing_and_keeps_numbers() -> None:
    frame = pd.DataFrame({"=이름": ["=1+1", "-가", "나"], "수": [-3, 4, 5]})
    assert excel_csv(frame).decode("utf-8") == "\ufeff'=이름,수\n'=1+1,-3\n'-가,4\n나,5\n"
