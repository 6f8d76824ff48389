"""One published row of the status statistic as the cells of our complexes table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cluster_planner.domain.complex_ids import KIND_IDS, STATUS_IDS, STATUS_SOURCE
from cluster_planner.domain.imports import Place, Refusal, Repair
from cluster_planner.intake.matching import Named
from cluster_planner.sources.kicox.status_columns import AREAS, COUNTS
from cluster_planner.sources.reading import Reading

_NUMBERS = (*AREAS, "sale_rate_pct")
_LABELS = {
    "designated_area_thousand_m2": "지정면적",
    "managed_area_thousand_m2": "관리면적",
    "facility_area_thousand_m2": "산업시설구역 면적",
    "sale_target_thousand_m2": "분양대상 면적",
    "sold_thousand_m2": "분양 면적",
    "unsold_thousand_m2": "미분양 면적",
    "sale_rate_pct": "분양률",
    "tenants": "입주업체",
    "operating": "가동업체",
}
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?", re.ASCII)
_COUNT = re.compile(r"\d{1,15}(\.0+)?", re.ASCII)


@dataclass(frozen=True)
class OfficialRow:
    """A row that can be used: who it is, and the columns of complexes.csv that the file gives."""

    named: Named
    kind_ko: str
    place: Place
    cells: Mapping[str, str]

    def repeats(self, other: OfficialRow) -> bool:
        """Return whether both say the same, so that one of them can go."""
        return self.cells == other.cells


@dataclass(frozen=True)
class Read:
    """An official row or the reason why there is none."""

    row: OfficialRow | None
    refusals: tuple[Refusal, ...] = ()
    repairs: tuple[Repair, ...] = ()


def cells_of(reading: Reading, table: str) -> list[dict[str, Any]]:
    """Return a reading's table row by row; none where it has no such table."""
    frame = reading.tables.get(table)
    rows: list[dict[str, Any]] = []
    if frame is not None:
        rows += (
            {str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")
        )
    return rows


def place_of(cells: Mapping[str, Any], column: str = "") -> Place:
    """Return where in the file a reader found the cells."""
    return Place(sheet=str(cells.get("sheet", "")), row=int(cells["row"]), column=column)


def named_in(cells: Mapping[str, Any]) -> Named:
    """Return the complex that a reader's row names."""
    return Named(
        name_ko=cells["name_ko"],
        sido_ko=cells["sido_ko"],
        sigungu_ko=cells["sigungu_ko"],
        kind_id=KIND_IDS.get(cells["kind_ko"], ""),
    )


def official_row(cells: Mapping[str, Any], as_of: str) -> Read:
    """Return the reader's text cells as a row of ours; every wrong or missing cell is refused.

    A complex without land for sale has no sale rate; our tables write 0 there.
    """
    refusals, repairs, values = [], [], {}
    for name, words in (("kind_ko", KIND_IDS), ("status_ko", STATUS_IDS)):
        if cells[name] not in words:
            remedy = f"다음 가운데 하나를 쓰세요: {', '.join(words)}"
            refusals.append(_refusal(cells, name, cells[name], "모르는 말입니다", remedy))
    for name in ("name_ko", "sido_ko"):
        if not cells[name]:
            refusals.append(_refusal(cells, name, "", "빈 칸입니다", "이름을 채우세요"))
    for name in (*_NUMBERS, *COUNTS):
        text = cells.get(name, "")
        if name == "sale_rate_pct" and text == "" and _is_zero(cells["sale_target_thousand_m2"]):
            text = "0"
            how = "분양대상이 0이라 분양률도 0으로 적음"
            repairs.append(Repair(place=place_of(cells, "분양률"), before="", after="0", how=how))
        values[name] = text
        if problem := _problem(name, text):
            remedy = "원본의 칸을 확인하세요. 이 단지의 값은 그대로 둡니다"
            refusals.append(_refusal(cells, _LABELS[name], text, problem, remedy))
    if refusals:
        return Read(None, tuple(refusals))
    ours = {
        "name_ko": cells["name_ko"],
        "kind_id": KIND_IDS[cells["kind_ko"]],
        "source_sido": cells["sido_ko"],
        "source_sigungu": cells["sigungu_ko"],
        "status_id": STATUS_IDS[cells["status_ko"]],
        **{name: values[name] for name in _NUMBERS},
        **{name: values[name].split(".")[0] for name in COUNTS},
        "source": STATUS_SOURCE,
        "as_of": as_of,
        "confidence": "official",
    }
    row = OfficialRow(named_in(cells), cells["kind_ko"], place_of(cells), ours)
    return Read(row, (), tuple(repairs))


def _is_zero(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and float(text) == 0


def _problem(name: str, text: str) -> str:
    if text == "":
        return "값이 없습니다"
    if (_COUNT if name in COUNTS else _NUMBER).fullmatch(text) is None:
        return "0 이상의 수가 아닙니다"
    if name == "sale_rate_pct" and float(text) > 100:
        return "100 %가 넘는 분양률입니다"
    return ""


def _refusal(
    cells: Mapping[str, Any], column: str, value: str, problem: str, remedy: str
) -> Refusal:
    words = {"kind_ko": "유형", "status_ko": "조성상태", "name_ko": "단지명", "sido_ko": "시도"}
    place = place_of(cells, words.get(column, column))
    return Refusal(place=place, value=str(value)[:80], problem=problem, remedy=remedy)
