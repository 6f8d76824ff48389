"""What is weak in the tables, counted and listed: unmatched, 추정, 가정, 비공개 and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.contracts.common import (
    COORD_SOURCE_LABELS,
    INDUSTRY_LABELS,
    SIZE_LABELS,
)
from cluster_planner.domain.contracts.statistics import METRIC_LABELS
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.tables import Table
from cluster_planner.indicators.value_at_stake import value_terms
from cluster_planner.present.words import ASSUMPTION, ESTIMATE, MISSING, SUPPRESSED

UNMATCHED: Final = "맞추지 못함"
PLACED: Final = "위치"
WEAK: Final = "약한 근거"
KINDS: Final = (UNMATCHED, PLACED, ESTIMATE, ASSUMPTION, WEAK, SUPPRESSED, MISSING)

NOT_APPLICABLE: Final = {
    ("complexes", "smart_green_date"): "스마트그린산단이 아님",
    ("parks", "smart_green_date"): "스마트그린산단이 아님",
    ("parks", "ax_demo_year"): "AX 실증산단이 아님",
    ("parks", "crisis_from"): "산업위기지역이 아님",
    ("point_exceptions", "inside_sigungu_code"): "어느 시군구에도 들지 않음(바다·경계 밖)",
    ("divisions", "later_name_ko"): "이름이 바뀌지 않음",
    ("divisions", "snu_institute_ko"): "협력 연구소가 없음",
    ("packages", "follows"): "먼저 할 패키지가 없음",
    ("roles", "reach_km"): "거리 제한이 없음",
}
"""Columns whose empty cell says something; every other empty cell is unknown."""

_WHY_EMPTY: Final = {
    ("parks", "subsidy_tier"): "산업위기지역 밖: 균형발전 등급의 시군구 명단이 없어 등급을 모름",
    ("designations", "date"): "출처에 날짜가 없음",
    ("partners", "city_ko"): "출처에 도시가 없음",
}
"""Why a column is empty, where it is known."""

_PLACES: Final = {
    "damdan_fuzzy": (PLACED, "비슷한 이름의 경계에 놓은 점"),
    "damdan_manual": (PLACED, "손으로 고른 경계에 놓은 점"),
    "general_knowledge": (PLACED, "일반 지식으로 놓은 점(±2 km)"),
    "sigungu_point": (UNMATCHED, "경계를 찾지 못해 시군구 대표점에 놓은 점"),
    "layer_point": (PLACED, "가져온 레이어가 말한 점"),
}
_EVIDENCE: Final = {
    "inferred": (ESTIMATE, "추정으로 적은 행", "출처가 뚜렷하지 않아 추정함"),
    "github-secondary": (WEAK, "공개 저장소 재인용에 기댄 행", "원문을 직접 보지 못함"),
    "general_knowledge": (WEAK, "일반 지식에 기댄 행", "우리가 보탠 일반 지식"),
}


@dataclass(frozen=True)
class Case:
    """One row that an issue is about."""

    key: str
    name: str
    reason: str


@dataclass(frozen=True)
class Issue:
    """One kind of weakness of one table, with every row that has it."""

    issue_id: str
    table: str
    kind: str
    title: str
    of: int
    """Rows that could have it."""
    cases: tuple[Case, ...]

    @property
    def count(self) -> int:
        """How many rows have it."""
        return len(self.cases)


def data_issues(snapshot: Snapshot) -> tuple[Issue, ...]:
    """Every weakness of every table that is there, in the order of the tables."""
    found = [
        issue
        for table in TABLES
        for source in (_placed, _outside, _cells, _unlocated, _split, _weak, _assumed, _empty)
        for issue in source(table, snapshot)
    ]
    found += _production(snapshot)
    order = {table.name: place for place, table in enumerate(TABLES)}
    found.sort(key=lambda issue: (order[issue.table], KINDS.index(issue.kind)))
    return tuple(issue for issue in found if issue.cases)


def names_of(table: Table, frame: pd.DataFrame, snapshot: Snapshot) -> "pd.Series[Any]":
    """What a reader calls each row: its own name, that of its park or package, else its key."""
    for column in ("name_ko", "sample_ko"):
        if column in frame:
            return frame[column].astype("str")
    for other, column in (("parks", "park_id"), ("packages", "package_id")):
        if column in frame:
            return frame[column].map(snapshot[other].set_index(column)["name_ko"]).astype("str")
    return keys_of(table, frame)


def keys_of(table: Table, frame: pd.DataFrame) -> "pd.Series[Any]":
    """The key of each row as one text."""
    first, *others = (frame[column].astype("str") for column in table.key_columns)
    for other in others:
        first = first + " · " + other
    return first


def _issue(
    table: Table,
    snapshot: Snapshot,
    suffix: str,
    kind: str,
    title: str,
    rows: pd.DataFrame,
    reasons: Any,
) -> Issue:
    told = [reasons] * len(rows) if isinstance(reasons, str) else list(reasons)
    triples = zip(keys_of(table, rows), names_of(table, rows, snapshot), told, strict=True)
    cases = tuple(Case(str(key), str(name), str(reason)) for key, name, reason in triples)
    of = len(snapshot[table.name])
    return Issue(f"{table.name}:{suffix}", table.name, kind, title, of, cases)


def _placed(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    frame = snapshot[table.name]
    if "coord_source" not in frame:
        return
    for source, (kind, title) in _PLACES.items():
        rows = frame[frame["coord_source"] == source]
        yield _issue(table, snapshot, source, kind, title, rows, COORD_SOURCE_LABELS[source])


def _outside(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    listed = snapshot["point_exceptions"]
    listed = listed[listed["point_table"] == table.name].set_index("row_id")
    if listed.empty:
        return
    frame = snapshot[table.name]
    rows = frame[frame[table.key_columns[0]].isin(listed.index)]
    told = listed.loc[rows[table.key_columns[0]]]
    reasons = [
        f"{reason} ({km:.1f} km)"
        for reason, km in zip(told["reason_ko"], told["distance_km"], strict=True)
    ]
    title = "자기 시군구 밖에 놓인 점"
    yield _issue(table, snapshot, "outside", PLACED, title, rows, reasons)


def _cells(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    if table.name != "national_stats":
        return
    frame = snapshot[table.name]
    units = snapshot["national_complexes"].set_index("national_id")["name_ko"]
    for state, kind, title, why in (
        ("suppressed", SUPPRESSED, "원 통계가 X로 감춘 칸", "업체가 적어 원 통계가 X로 감춤"),
        ("missing", MISSING, "원 통계가 비운 칸", "원 통계의 빈 칸"),
    ):
        cases = tuple(
            Case(
                f"{row['national_id']} · {row['metric_id']} · {row['industry_id']} · {row['size_id']}",
                str(units[row["national_id"]]),
                f"{METRIC_LABELS[row['metric_id']]}, 업종 {INDUSTRY_LABELS[row['industry_id']]}, "
                f"규모 {SIZE_LABELS[row['size_id']]}: {why}",
            )
            for row in frame[frame["state"] == state].to_dict("records")
        )
        yield Issue(f"{table.name}:{state}", table.name, kind, title, len(frame), cases)


def _unlocated(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    frame = snapshot[table.name]
    if table.name == "partners":
        rows = frame[frame["location_basis"] == "unknown"]
        title, why = "어디에 있는지 모르는 기관", "출처에 도시가 없음: 지도에 놓지 않음"
        yield _issue(table, snapshot, "unknown", UNMATCHED, title, rows, why)
        rows = frame[frame["location_basis"] == "general_knowledge"]
        title, why = "위치를 일반 지식으로 적은 기관", "본사·주력 공장의 시군구 대표점(일반 지식)"
        yield _issue(table, snapshot, "known", WEAK, title, rows, why)
    if table.name == "admin_codes":
        rows = frame[frame["needs_point"]]
        yield _issue(
            table, snapshot, "needs_point", UNMATCHED, "코드만으로 지금 시군구를 정하지 못한 옛 코드",
            rows, rows["change_ko"],
        )  # fmt: skip


def _split(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    if table.name == "parks":
        frame = snapshot[table.name]
        rows = frame[frame["note"] != ""]
        title = "공식 행을 합치거나 나눈 단지"
        yield _issue(table, snapshot, "joined", WEAK, title, rows, rows["note"])


def _weak(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    frame = snapshot[table.name]
    if "confidence" not in frame:
        return
    for confidence, (kind, title, why) in _EVIDENCE.items():
        rows = frame[frame["confidence"] == confidence]
        reasons = [f"{why} [{source}]" for source in rows["source"]]
        yield _issue(table, snapshot, confidence, kind, title, rows, reasons)


def _assumed(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    frame = snapshot[table.name]
    if "basis_ko" not in frame or table.name == "envelopes":
        return
    rows = frame[frame["label"] == ASSUMPTION] if "label" in frame else frame
    yield _issue(table, snapshot, "assumed", ASSUMPTION, "가정이 든 행", rows, rows["basis_ko"])


def _empty(table: Table, snapshot: Snapshot) -> Iterator[Issue]:
    frame = snapshot[table.name]
    for column in table.columns:
        known = (table.name, column.name) in NOT_APPLICABLE or "state" in frame
        if known or not column.nullable:
            continue
        rows = frame[frame[column.name].isna()]
        why = _WHY_EMPTY.get((table.name, column.name), f"{column.label_ko}: {MISSING}")
        title = f"{column.label_ko} 칸이 빈 행"
        yield _issue(table, snapshot, f"empty.{column.name}", MISSING, title, rows, why)


def _production(snapshot: Snapshot) -> Iterator[Issue]:
    """Parks without published production: estimated where that can be done, else without a value."""
    table = next(table for table in TABLES if table.name == "parks")
    parks = snapshot["parks"]
    terms = value_terms(snapshot)
    estimated = set(terms.loc[terms["industry_id"].isna(), "park_id"])
    published = set(terms["park_id"]) - estimated
    rows = parks[parks["park_id"].isin(estimated)]
    yield _issue(
        table, snapshot, "estimated", ESTIMATE, "생산액을 추정한 단지", rows,
        "공표된 생산 통계가 없어(비공개 포함) 가동업체 수와 산업시설구역 면적으로 추정",
    )  # fmt: skip
    rows = parks[~parks["park_id"].isin(estimated | published)]
    yield _issue(
        table, snapshot, "no_production", MISSING, "생산액을 추정하지도 못한 단지", rows,
        "공표된 생산 통계가 없고(비공개 포함), 가동업체나 산업시설구역 면적이 없음",
    )  # fmt: skip
