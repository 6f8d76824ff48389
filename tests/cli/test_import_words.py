"""The shell shows the head of every matter and says how much more there is."""

from cluster_planner.cli.import_words import change_lines, report_lines
from cluster_planner.domain.data_changes import ChangeKind, DataChange, DataChanges
from cluster_planner.domain.imports import FileKind, FileReport, ImportReport, Place, Refusal, Tie


def changes(*found: DataChange) -> DataChanges:
    none: dict[str, str] = {}
    return DataChanges(
        older="a" * 64,
        newer="b" * 64,
        as_of_before=none,
        as_of_after=none,
        rows_before={},
        rows_after={},
        changes=found,
    )


def change(kind: ChangeKind, table: str, name: str) -> DataChange:
    return DataChange(kind=kind, table=table, row_id=name, name=name)


def report(**settings: object) -> ImportReport:
    file = FileReport(
        file="현황.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        kind=FileKind.STATUS,
        as_of="2026-03-31",
        **settings,  # type: ignore[arg-type]
    )
    return ImportReport(made_at="2026-11-21T10:00:00Z", base_digest="a" * 64, files=(file,))


def test_many_changes_of_one_kind_do_not_hide_those_of_another() -> None:
    many = [change(ChangeKind.NEW, "complex_shapes", f"경계 {n}") for n in range(30)]
    lines = list(change_lines(changes(*many, change(ChangeKind.MOVED, "complexes", "반월")), 3))

    assert "   - 반월" in lines
    assert "     … 그 밖에 27건" in lines
    assert sum(line.startswith("   - 경계") for line in lines) == 3


def test_ordinary_changes_are_counted_and_shown_only_when_all_are_asked_for() -> None:
    found = changes(change(ChangeKind.CHANGED, "complexes", "반월"))

    assert any("바뀜 1건" in line for line in change_lines(found))
    assert not any("반월" in line for line in change_lines(found))
    assert any("반월" in line for line in change_lines(found, None))


def test_of_the_totals_only_those_that_differ_are_listed() -> None:
    ties = (
        Tie(what="입주업체", printed=10, summed=10, unit="개사"),
        Tie(what="지정면적", printed=1234567.5, summed=1234500, unit="천㎡", note="시험"),
    )
    lines = list(report_lines(report(ties=ties)))

    assert any("지정면적 · 1,234,567.5 · 1,234,500 · -67.5" in line for line in lines)
    assert not any("입주업체" in line for line in lines)


def test_a_refused_row_is_told_with_place_reason_and_remedy() -> None:
    place = Place(sheet="국가", row=1234, column="F 지정면적")
    refusal = Refusal(place=place, value="많음", problem="숫자가 아닙니다", remedy="숫자로 쓰세요")
    lines = list(report_lines(report(refusals=(refusal,))))

    told = "국가 · 1234행 · F 지정면적 · 많음 · 숫자가 아닙니다 · 숫자로 쓰세요"
    assert f"   - {told}" in lines
