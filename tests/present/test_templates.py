"""A template is filled in in a spreadsheet and read back; what it offers is what we take."""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cluster_planner.domain.list_fields import LIST_FIELDS, header_of
from cluster_planner.present.templates import TemplateKind, template_bytes, template_name
from cluster_planner.sources.grid import read_grid
from cluster_planner.sources.lists import (
    looks_like_partners,
    looks_like_programmes,
    read_partners,
    read_programmes,
)
from cluster_planner.sources.reading import Reading
from tests.real_data import real_snapshot

KINDS: tuple[TemplateKind, ...] = ("partners", "programmes")


def saved(kind: TemplateKind, folder: Path, form: str = "xlsx") -> Path:
    path = folder / template_name(kind, "csv" if form == "csv" else "xlsx")
    path.write_bytes(template_bytes(kind, real_snapshot(), "csv" if form == "csv" else "xlsx"))
    return path


def read(kind: TemplateKind, path: Path) -> Reading:
    reader = read_partners if kind == "partners" else read_programmes
    return reader(path, path.name)


def opened(kind: TemplateKind) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_bytes(kind, real_snapshot())))


def list_sheet(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_empty_template_is_recognised_and_holds_no_row(
    tmp_path: Path, kind: TemplateKind, form: str
) -> None:
    path = saved(kind, tmp_path, form)

    report = read(kind, path).report

    assert looks_like_partners(read_grid(path)) == (kind == "partners")
    assert looks_like_programmes(read_grid(path)) == (kind == "programmes")
    assert (report.rows_read, report.refusals) == (0, ())
    assert any("예시" in told for told in report.ignored)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_would_be_taken_if_it_were_not_marked(
    tmp_path: Path, kind: TemplateKind
) -> None:
    book = opened(kind)
    list_sheet(book)["A3"].value = None
    book.save(path := tmp_path / "목록.xlsx")

    report = read(kind, path).report

    assert (report.rows_read, report.rows_kept, report.refusals) == (1, 1, ())


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_its_label_and_a_line_of_help(kind: TemplateKind) -> None:
    sheet = list_sheet(opened(kind))
    fields = [field for field in LIST_FIELDS[kind] if field.in_template]

    heads = [cell.value for cell in sheet[1]][1:]
    helps = [cell.value for cell in sheet[2]][1:]

    assert heads == [header_of(field) for field in fields]
    assert helps == [field.help_ko for field in fields]
    assert all(helps)


@pytest.mark.parametrize("kind", KINDS)
def test_the_header_is_protected_and_the_rows_are_open(kind: TemplateKind) -> None:
    sheet = list_sheet(opened(kind))

    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[1])
    assert not sheet.column_dimensions["B"].protection.locked


def test_each_word_of_a_drop_down_list_is_one_that_the_reader_takes(tmp_path: Path) -> None:
    book = opened("partners")
    lists = book["목록"]
    sheet = list_sheet(book)
    heads = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    row = 4
    for column in lists.iter_cols(values_only=True):
        for word in filter(None, column[1:]):
            sheet.cell(row, heads["이름"], f"기관 {row}")
            sheet.cell(row, heads["분과"], "AI 팩토리")
            sheet.cell(row, heads[str(column[0])], str(word))
            row += 1
    book.save(path := tmp_path / "목록.xlsx")

    report = read("partners", path).report

    assert report.refusals == ()
    assert report.rows_kept == row - 4 > 30


def test_the_city_list_names_every_sigungu(tmp_path: Path) -> None:
    cities = opened("partners")["시도·시군구"]

    named = {row[3] for row in cities.iter_rows(min_row=2, values_only=True)}

    assert named == set(real_snapshot()["sigungu"]["full_name_ko"])


def test_drop_down_lists_stand_on_the_columns_with_choices() -> None:
    sheet = list_sheet(opened("partners"))
    heads = {get_column_letter(n): cell.value for n, cell in enumerate(sheet[1], start=1)}

    listed = {
        heads[str(area).split(":")[0].rstrip("0123456789")]
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
        for area in rule.sqref.ranges
    }

    assert listed == {"유형", "분과", "전문", "도시", "위치 근거", "신뢰도"}
