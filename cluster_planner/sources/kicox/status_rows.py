"""The rows of a list of complexes: what is a row, a note, a total, a duplicate."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from cluster_planner.sources.grid import Notes, Row, clean, squeezed
from cluster_planner.sources.kicox.names import complex_name
from cluster_planner.sources.kicox.status_cells import CellReader, Columns
from cluster_planner.sources.kicox.status_columns import FIGURES, KINDS, PLACES, STATES

BLUE = "0000FF"
_NOTE = re.compile(r"^[*＊※→☞•]|^주\s*\d*\s*[):.]|^-\s|^\(주\)|^자료|^출처")
_TITLE = re.compile(r"현황$|^\(?단위\s*[:：]")
_TOTAL = re.compile(r"^(?:.*(?:합계|총계|소계|총합)(?:[:：(].*)?|계)$")
_LARGEST_LOCAL = 50_000
"""천㎡. The largest complex that is not national has 9.6 km² (오창과학)."""
_KIND_ENDINGS = ("산업단지", "산단", "단지")


@dataclass
class Listed:
    """One complex, or a part of one, as its row says."""

    row: Row
    values: dict[str, str]
    """Every text column of our table `complexes`."""
    parent_row: int | None = None
    """Row of the complex that it is a part of, also where that row was refused."""
    parts: list[Listed] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """Return what tells complexes apart: kind, 시도, 시군 and name."""
        return (*(self.values[place] for place in PLACES), self.values["name_ko"])

    def figure(self, column: str) -> float:
        """Return the figure, a missing one as nothing to add."""
        return float(self.values[column] or 0)


def read_rows(columns: Columns, notes: Notes) -> tuple[list[Listed], int]:
    """Return the usable rows of a list in their order, and how many rows were read."""
    reader = CellReader(columns, notes)
    listed: list[Listed] = []
    above: list[tuple[int, Listed | None] | None] = []
    read = 0
    for row in columns.body():
        if not is_data(columns, row, notes):
            continue
        read += 1
        entry = _listed(reader, row)
        level = complex_name(columns.cell(row, "name_ko").text).level
        above = [*above, None, None][:level]
        parent = next((one for one in reversed(above) if one is not None), None)
        above.append((row.number, entry))
        if entry is not None:
            _hang(reader, entry, level, parent)
            listed.append(entry)
    return _without_doubles(reader, listed), read


def _hang(
    reader: CellReader, entry: Listed, level: int, parent: tuple[int, Listed | None] | None
) -> None:
    if parent is not None:
        entry.parent_row = parent[0]
        if parent[1] is not None:
            parent[1].parts.append(entry)
    elif level:
        cell = reader.columns.cell(entry.row, "name_ko")
        reader.changed_name(cell, entry.values["name_ko"], "위에 상위단지가 없어 들여쓰기를 무시함")


def is_blue(columns: Columns, row: Row) -> bool:
    """Return whether the name is written in blue."""
    return columns.cell(row, "name_ko").colour.endswith(BLUE)


def is_data(columns: Columns, row: Row, notes: Notes, *, tell_totals: bool = True) -> bool:
    """Return whether a row lists something; notes and totals are told and passed over."""
    filled = [cell for cell in row.cells.values() if not cell.is_empty]
    if not filled:
        return False
    words = clean(min(filled, key=lambda cell: cell.column).text)
    where = f"{columns.sheet.name} 시트 {row.number}행" if columns.sheet.name else f"{row.number}행"
    name = squeezed(columns.cell(row, "name_ko").text)
    if len(filled) == 1 and _TITLE.search(words):
        return False
    if (_NOTE.match(words) and len(filled) <= 2) or (len(filled) == 1 and not name):
        notes.ignore(f"{where}: 주석 '{words[:40]}'")
        return False
    places = [squeezed(columns.cell(row, place).text) for place in PLACES]
    if name == "없음" and len(filled) == 1:
        return False
    if any(_TOTAL.match(text) for text in (name, *places)) and not all(places):
        if tell_totals:
            notes.ignore(f"{where}: 합계 행 '{words[:40]}'")
        return False
    return True


def _listed(reader: CellReader, row: Row) -> Listed | None:
    raw = reader.columns.cell(row, "name_ko")
    name = complex_name(raw.text)
    values = {
        "kind_ko": _kind(reader, row),
        **{place: reader.text(row, place) for place in PLACES[1:]},
        "status_ko": _state(reader, row),
        **{figure: reader.figure(row, figure) for figure in FIGURES},
        "name_raw": reader.text(row, "name_ko"),
        "name_ko": name.name_ko,
    }
    for key in (*PLACES, "name_ko"):
        if values[key] == "" and key in reader.columns.header.columns:
            cell = reader.columns.cell(row, key)
            values[key] = reader.refuse(cell, key, "비어 있습니다", "원본대로 채워 주세요")
    area = values["designated_area_thousand_m2"]
    if values["kind_ko"] not in ("국가", "", None) and float(area or 0) > _LARGEST_LOCAL:
        cell = reader.columns.cell(row, "designated_area_thousand_m2")
        remedy = "단위가 ㎡이면 머리글이나 표 위에 (단위: ㎡)라고 적으세요"
        values["designated_area_thousand_m2"] = reader.refuse(
            cell, "designated_area_thousand_m2", "국가산단이 아닌데 50㎢보다 넓습니다", remedy
        )
    kept = {key: value for key, value in values.items() if value is not None}
    if len(kept) < len(values):
        return None
    if name.marks:
        reader.changed_name(raw, name.name_ko, "하위단지 번호 표기를 뗌")
    return Listed(row, kept)


def _kind(reader: CellReader, row: Row) -> str | None:
    text = reader.text(row, "kind_ko")
    if not text:
        return text
    bare = squeezed(text)
    for ending in _KIND_ENDINGS:
        bare = bare.removesuffix(ending)
    if bare not in KINDS:
        return reader.refuse(
            reader.columns.cell(row, "kind_ko"),
            "kind_ko",
            "모르는 유형입니다",
            f"{', '.join(KINDS)} 가운데 하나로 적으세요",
        )
    return bare


def _state(reader: CellReader, row: Row) -> str | None:
    text = reader.text(row, "status_ko")
    if not text:
        return text
    bare = squeezed(text)
    bare = {"조성완료": "완료", "개발중": "조성중"}.get(bare, bare)
    if bare not in STATES:
        return reader.refuse(
            reader.columns.cell(row, "status_ko"),
            "status_ko",
            "모르는 조성상태입니다",
            f"{', '.join(STATES)} 가운데 하나로 적으세요",
        )
    return bare


def _without_doubles(reader: CellReader, listed: list[Listed]) -> list[Listed]:
    """Return the rows without repeated complexes; rows that contradict each other go both."""
    groups: dict[object, list[Listed]] = defaultdict(list)
    for entry in listed:
        groups[(*entry.key, entry.parent_row)].append(entry)
    dropped: set[int] = set()
    for same in (group for group in groups.values() if len(group) > 1):
        rows = ", ".join(f"{entry.row.number}행" for entry in same)
        agree = all(entry.values == same[0].values for entry in same)
        for entry in same[1:] if agree else same:
            cell = reader.columns.cell(entry.row, "name_ko")
            if agree:
                problem, remedy = f"같은 단지가 되풀이됩니다({rows})", "첫 행만 썼습니다"
            else:
                problem = f"같은 단지가 다른 값으로 두 번 나옵니다({rows})"
                remedy = "맞는 한 행만 남기고 다시 올리세요"
            reader.refuse(cell, "name_ko", problem, remedy)
            dropped.add(entry.row.number)
    for entry in listed:
        entry.parts = [part for part in entry.parts if part.row.number not in dropped]
    return [entry for entry in listed if entry.row.number not in dropped]
