"""Every data table with its source, date, terms, columns, weaknesses and use, for the page 자료."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from cluster_planner.domain.contracts import held_tables
from cluster_planner.domain.published import Published, PublishedTotal
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.tables import Table
from cluster_planner.present.data_issues import NOT_APPLICABLE, Issue, data_issues
from cluster_planner.present.words import MISSING, SUPPRESSED

USES: Final = {
    "regions": "모든 화면의 권역 이름, 시나리오의 권역 하한·상한, 권역별 결과",
    "sido": "지도 바탕, 단지의 시도 이름",
    "sigungu": "지도 바탕과 색칠, 단지의 시군구, 지역 프로필",
    "admin_codes": "자료를 만들 때 옛 코드를 지금 코드로 바꿈(화면에는 나오지 않음)",
    "admin_names": "자료를 만들 때 옛 이름을 지금 코드로 바꿈(화면에는 나오지 않음)",
    "complexes": "단지 표의 밑자료, 공표값 대조",
    "parks": "탐색 지도·목록·프로필, 시나리오의 대상 단지, 모든 결과",
    "park_members": "단지 수치의 근거(공식 행과 통계 단위)",
    "designations": "지도의 지정 층, 단지 프로필, 이미 정해진 배분",
    "point_exceptions": "지도에서 자기 시군구 밖에 놓인 점의 설명",
    "national_complexes": "국가산단 통계를 단지에 이음",
    "national_stats": "단지 프로필의 생산·수출·고용·가동률, 기대효과, 생산 추정의 근거",
    "national_totals": "공표값 대조",
    "divisions": "분과 거르기, 성장엔진·참여기관의 분과",
    "partners": "지도의 참여기관 층, 단지 프로필의 가까운 기관, 컨소시엄 배정",
    "programmes": "단지 프로필의 사업, 시나리오 예산의 근거",
    "growth_engines": "권역 프로필, 성장엔진 적합도 가중치",
    "subsidy_tiers": "지방비 매칭 경감, 단지 프로필의 보조금 등급",
    "evidence": "패키지 효과의 근거",
    "envelopes": "시나리오의 사업 예산, 돈의 흐름",
    "packages": "단가와 지급 일정, 결과의 패키지",
    "industries": "업종의 부가가치율, 기대효과",
    "park_divisions": "단지 업종과 분과의 연결",
    "effects": "기대효과(낮음·중간·높음)",
    "roles": "컨소시엄이 갖출 역할과 도달 거리",
    "assumptions": "모형이 쓰는 가정",
    "complex_shapes": "탐색 지도의 산업단지 경계, 단지의 점",
    "factory_counts": "단지 프로필의 등록공장 업종",
    "series": "지역 프로필의 통계 계열",
}
"""Table → the screens and figures that rest on it."""

_KINDS: Final = {"str": "글", "text": "글", "list": "목록", "date": "날짜", "bool": "예/아니요"}


@dataclass(frozen=True)
class ColumnFact:
    """One column of a table: its names, unit, and how many cells are empty."""

    name: str
    label: str
    kind: str
    unit: str
    empty: int
    empty_means: str
    """What an empty cell says: 자료 없음, or why there is nothing to say."""


@dataclass(frozen=True)
class DataTable:
    """One table as a reader judges it."""

    name: str
    label: str
    file: str
    rows: int
    what: str
    source: str
    as_of: str
    licence: str
    how: str
    used_for: str
    columns: tuple[ColumnFact, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class Tie:
    """One figure of ours beside the one that was published."""

    what: str
    ours: int
    published: int | None
    """None where no total was published for these data."""
    unit: str
    source: str
    note: str = ""

    @property
    def difference(self) -> int | None:
        """Ours less the published one."""
        return None if self.published is None else self.ours - self.published


def data_catalogue(
    snapshot: Snapshot, about: Mapping[str, Mapping[str, str]]
) -> tuple[DataTable, ...]:
    """Every table in order. `about` tells of each file what, as_of, source, licence and how."""
    issues = data_issues(snapshot)
    return tuple(_entry(table, snapshot, about, issues) for table in held_tables(snapshot))


def _entry(
    table: Table,
    snapshot: Snapshot,
    about: Mapping[str, Mapping[str, str]],
    issues: tuple[Issue, ...],
) -> DataTable:
    frame = snapshot[table.name]
    told = about.get(table.file_name, {})
    return DataTable(
        name=table.name,
        label=table.label_ko,
        file=table.file_name,
        rows=len(frame),
        what=told.get("what", MISSING),
        source=told.get("source", MISSING),
        as_of=told.get("as_of", snapshot.as_of.get(table.name, MISSING)),
        licence=told.get("licence", MISSING),
        how=told.get("how", MISSING),
        used_for=USES[table.name],
        columns=_columns(table, frame),
        issues=tuple(issue for issue in issues if issue.table == table.name),
    )


def _columns(table: Table, frame: pd.DataFrame) -> tuple[ColumnFact, ...]:
    facts = []
    for column in table.columns:
        empty = int(frame[column.name].isna().sum())
        means = NOT_APPLICABLE.get((table.name, column.name), MISSING) if empty else ""
        if empty and column.name == "value" and "state" in frame:
            means = f"{SUPPRESSED} 또는 {MISSING}(상태 칸)"
        kind = _KINDS.get(column.dtype, "수")
        facts.append(ColumnFact(column.name, column.label_ko, kind, column.unit, empty, means))
    return tuple(facts)


_SMALLER: Final = "감춘 단위만큼 합이 작음"
_TIES: Final = (
    ("산업단지", "complexes", "complexes", "개", ""),
    ("공식 행", "complex_rows", "complex_rows", "행", "네 단지는 두 시도에 걸쳐 두 번"),
    ("입주업체", "tenants", "tenants", "개사", ""),
    ("가동업체", "operating", "operating", "개사", ""),
    ("지정면적", "area_thousand_m2", "area_thousand_m2", "천㎡", ""),
    ("단지로 나눈 뒤의 입주업체", "park_tenants", "tenants", "개사", "나누기 전과 같아야 함"),
    ("국가산단 통계 단위", "national_complexes", "national_complexes", "곳", ""),
    ("국가산단 입주업체", "national_tenants", "national_tenants", "개사", ""),
    ("국가산단 고용(계 행)", "national_jobs", "national_jobs", "명", ""),
    ("국가산단 고용(단위의 합)", "national_jobs_summed", "national_jobs", "명", _SMALLER),
    ("국가산단 분기 생산(단위의 합)", "production_mkrw_summed", "production_mkrw_printed",
     "백만원", _SMALLER),
)  # fmt: skip


def ties(figures: Mapping[str, int], published: Published) -> tuple[Tie, ...]:
    """Our sums beside the published ones; None where there is no published total."""
    return tuple(
        _tie(what, figures[ours], published.get(theirs), unit, note)
        for what, ours, theirs, unit, note in _TIES
    )


def _tie(what: str, ours: int, total: PublishedTotal | None, unit: str, note: str) -> Tie:
    if total is None:
        return Tie(what, ours, None, unit, MISSING, note)
    return Tie(what, ours, total.value, unit, f"{total.source} {total.as_of}", note)
