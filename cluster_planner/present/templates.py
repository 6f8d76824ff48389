"""Empty lists to fill in: headers of ours, a line of help per column, lists to choose from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final, Literal

from cluster_planner.domain.list_fields import (
    EXAMPLE_MARK,
    HELP_MARK,
    LIST_FIELDS,
    MARK_COLUMN,
    FieldKind,
    ListField,
    header_of,
)
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.template_book import Choices, TemplateColumn, template_workbook

TemplateKind = Literal["partners", "programmes"]
TemplateForm = Literal["xlsx", "csv"]

TEMPLATE_TITLES: Final[dict[TemplateKind, str]] = {
    "partners": "참여기관_목록_서식",
    "programmes": "사업_목록_서식",
}
_MARK_HELP: Final = f"비워 둡니다. {HELP_MARK}·{EXAMPLE_MARK}라고 적힌 행은 읽지 않습니다"
_WHAT: Final[dict[TemplateKind, str]] = {"partners": "참여 기관", "programmes": "사업"}


def template_name(kind: TemplateKind, form: TemplateForm = "xlsx") -> str:
    """Return the file name of a template.

    >>> template_name("partners", "csv")
    '참여기관_목록_서식.csv'
    """
    return f"{TEMPLATE_TITLES[kind]}.{form}"


def template_bytes(kind: TemplateKind, snapshot: Snapshot, form: TemplateForm = "xlsx") -> bytes:
    """Return the template as a workbook with drop-down lists, or as a CSV file (UTF-8 with BOM).

    The reader of this list takes the file back as it is: rows of help and example are left alone.
    """
    fields = [column for column in LIST_FIELDS[kind] if column.in_template]
    if form == "csv":
        return _csv(fields)
    columns = [
        TemplateColumn(MARK_COLUMN, _MARK_HELP, EXAMPLE_MARK, 10, HELP_MARK, None),
        *(_column(column, snapshot, kind) for column in fields),
    ]
    return template_workbook(_WHAT[kind], columns, _how(kind), _cities(snapshot))


def _csv(fields: Sequence[ListField]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([MARK_COLUMN, *(header_of(column) for column in fields)])
    writer.writerow([HELP_MARK, *(_csv_help(column) for column in fields)])
    writer.writerow([EXAMPLE_MARK, *(column.example for column in fields)])
    return text.getvalue().encode("utf-8-sig")


def _csv_help(column: ListField) -> str:
    """Return the help with the words to choose from: a CSV file has no drop-down lists."""
    words = " / ".join(column.choices.values())
    return f"{column.help_ko}: {words}" if words else column.help_ko


def _column(column: ListField, snapshot: Snapshot, kind: TemplateKind) -> TemplateColumn:
    return TemplateColumn(
        header_of(column),
        column.help_ko,
        column.example,
        column.width,
        "",
        _choices(column, snapshot, kind),
        is_number=column.kind is FieldKind.MONEY,
        required=column.required,
    )


def _choices(column: ListField, snapshot: Snapshot, kind: TemplateKind) -> Choices | None:
    match column.kind:
        case FieldKind.CHOICE:
            return Choices(column.label_ko, tuple(column.choices.values()), strict=True)
        case FieldKind.CHOICES:
            # Several may be typed with `;`, so whatever is not in the list must be let in.
            return Choices(column.label_ko, tuple(column.choices.values()), strict=False)
        case FieldKind.CITY:
            words = tuple(city for _, _, _, city in _cities(snapshot))
            return Choices(column.label_ko, words, strict=False)
        case _ if kind == "programmes" and column.name in ("kind_ko", "ministry_ko"):
            words = tuple(sorted(snapshot["programmes"][column.name].dropna().unique()))
            return Choices(column.label_ko, words, strict=False)
        case _:
            return None


def _cities(snapshot: Snapshot) -> list[tuple[str, str, str, str]]:
    """Return 시도, 시군구, code and both names of every 시군구, by code."""
    sido = snapshot["sido"].set_index("sido_code")["name_ko"].to_dict()
    rows = snapshot["sigungu"].sort_values("sigungu_code")
    cells = rows[["sido_code", "name_ko", "sigungu_code", "full_name_ko"]]
    return [
        (str(sido[code]), str(name), str(own), str(full))
        for code, name, own, full in cells.itertuples(index=False, name=None)
    ]


def _how(kind: TemplateKind) -> list[str]:
    return [
        f"{_WHAT[kind]} 목록을 채워 자료 화면에 올리거나 cluster-planner import로 넣습니다.",
        "첫 행의 머리글은 그대로 둡니다. 열의 차례는 바꾸어도 되고, 쓰지 않는 열은 지워도 됩니다.",
        f"{MARK_COLUMN} 열에 {HELP_MARK} 또는 {EXAMPLE_MARK}라고 적힌 행은 읽지 않습니다.",
        "이름이 이미 있으면 채운 칸만 고치고, 비운 칸은 있던 대로 둡니다. 없는 이름은 새로 넣습니다.",
        "목록에 없는 것은 지우지 않습니다. 넣기 전에 무엇이 바뀌는지 보고 받아들일 수 있습니다.",
        "전화번호·대표자 같은 사람의 정보는 쓰지 않습니다.",
    ]
