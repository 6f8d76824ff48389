"""The plan as an Excel workbook: summary, awards, money by year, partners, assumptions, sources."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from io import BytesIO
from typing import Final

import pandas as pd
import xlsxwriter

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.assumptions import (
    model_assumptions,
    package_assumptions,
    scenario_assumptions,
)
from cluster_planner.present.criteria import CRITERIA, OBJECTIVE_KINDS, OBJECTIVE_UNITS
from cluster_planner.present.headers import header
from cluster_planner.present.provenance import row_sources, table_sources
from cluster_planner.present.rows import (
    assignment_rows,
    award_rows,
    programme_year_rows,
    region_rows,
    region_year_rows,
)
from cluster_planner.present.summary import gap_words, status_sentence, totals
from cluster_planner.present.words import (
    ESTIMATE,
    MISSING,
    SOLVE_STATUS_LABELS,
    production_basis,
)
from cluster_planner.present.xlsx_cells import (
    Kind,
    SheetColumn,
    SheetTable,
    set_up_page,
    write_table,
)

CREATED: Final = datetime(2026, 1, 1)
"""Fixed, so that the same run gives the same bytes; the run id tells when and what."""
TOTAL: Final = "합계"


def workbook_bytes(run: Run, snapshot: Snapshot, sources_text: str = "") -> bytes:
    """Return the workbook of a run; the same run and snapshot give the same bytes.

    `sources_text` is the text of data/SOURCES.md, from which the terms of use are quoted.
    Raises DataError when the run names ids that the snapshot does not know.
    """
    sheets = (
        ("요약", (_summary(run), _regions(run, snapshot)), 1),
        ("배분", (_awards(run, snapshot),), 1),
        ("연도×권역", (_region_years(run, snapshot),), 1),
        ("사업×연도", (_programme_years(run, snapshot),), 1),
        ("참여기관", (_assignments(run, snapshot),), 1),
        ("가정", (_assumptions(run, snapshot),), 1),
        ("출처", (_sources(snapshot, sources_text), _row_sources(snapshot)), 1),
    )
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, OPTIONS) as book:
        book.set_properties({"title": "AI 전환 계획", "created": CREATED})
        for name, tables, frozen in sheets:
            sheet = book.add_worksheet(name)
            row = 0
            for table in tables:
                row = write_table(book, sheet, table, row)
            set_up_page(sheet, tables, frozen)
    return memory.getvalue()


OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""A text from data never acts: see xlsx_cells."""


def _summary(run: Run) -> SheetTable:
    sums = totals(run)
    outcome = run.outcome
    unit = OBJECTIVE_UNITS[outcome.unit]
    lines: tuple[tuple[str, object, str], ...] = (
        ("실행번호", run.run_id, ""),
        ("시나리오", run.scenario.name, ""),
        ("시나리오 지문", run.scenario.digest, "SHA-256"),
        ("자료 지문", run.snapshot_digest, "SHA-256"),
        ("프로그램 판", run.program_version, ""),
        ("상태", SOLVE_STATUS_LABELS[outcome.status], outcome.status.value),
        ("상태 설명", status_sentence(run), ""),
        ("목적", OBJECTIVE_KINDS[run.scenario.objective.kind], run.scenario.objective.kind),
        ("목적값", outcome.objective, unit),
        ("상한", outcome.bound, f"{unit}: 이보다 나은 계획은 없음"),
        ("간격", None if outcome.gap is None else 100 * outcome.gap, "%"),
        ("풀이 목표 간격", gap_words(run.scenario.solver.gap), ""),
        ("풀이 프로그램", outcome.solver, ""),
        ("걸린 시간", run.total_seconds, "초"),
        ("풀이 시간", outcome.solve_seconds, "초"),
        ("단지", sums.parks, "곳"),
        ("배분", sums.awards, "건"),
        ("참여기관", sums.partners, "곳"),
        ("국비", sums.national_mkrw, "백만원"),
        ("지방비", sums.local_mkrw, "백만원"),
        ("민간", sums.private_mkrw, "백만원"),
        ("민간 중 국민성장펀드", sums.fund_mkrw, "백만원"),
        ("기대 부가가치 낮음", sums.gain_low_mkrw, f"백만원(현재가치, {ESTIMATE})"),
        ("기대 부가가치 중간", sums.gain_central_mkrw, f"백만원(현재가치, {ESTIMATE})"),
        ("기대 부가가치 높음", sums.gain_high_mkrw, f"백만원(현재가치, {ESTIMATE})"),
        *(
            (CRITERIA[c.criterion_id][0], c.value, CRITERIA[c.criterion_id][1])
            for c in run.criteria
        ),
        *((f["where"], f["problem"], f["remedy"]) for f in run.findings),
    )
    columns = (
        SheetColumn("항목", "text", 24),
        SheetColumn("값", "text", 44),
        SheetColumn("단위·설명", "text", 32),
    )
    return SheetTable("summary", columns, lines)


def _regions(run: Run, snapshot: Snapshot) -> SheetTable:
    frame = region_rows(run, snapshot).drop(columns="region_id")
    frame["cap_mkrw"] = ["제한 없음" if pd.isna(c) else int(c) for c in frame["cap_mkrw"]]
    return _table("regions", frame)


def _awards(run: Run, snapshot: Snapshot) -> SheetTable:
    frame = award_rows(run, snapshot)
    frame["estimated"] = [production_basis(bool(e)) for e in frame["estimated"]]
    summed = [c for c in _columns(frame) if c.endswith("_mkrw")]
    return _table("awards", _names_first(frame), summed)


def _region_years(run: Run, snapshot: Snapshot) -> SheetTable:
    return _by_year("region_years", region_year_rows(run, snapshot), "region_ko", "national_mkrw")


def _programme_years(run: Run, snapshot: Snapshot) -> SheetTable:
    frame = programme_year_rows(run, snapshot)
    budget = _by_year("budgets", frame, "programme_ko", "budget_mkrw")
    paid = _by_year("paid", frame, "programme_ko", "national_mkrw")
    bound = _by_year("bound", frame, "programme_ko", "committed_mkrw")
    kinds = [("예산", budget), ("이미 정해진 지급", bound), ("신규 배분", paid)]
    columns = (budget.columns[0], SheetColumn("구분", "text", 16), *budget.columns[1:])
    rows = tuple(
        (table.rows[i][0], kind, *table.rows[i][1:])
        for i in range(len(budget.rows))
        for kind, table in kinds
    )
    return SheetTable("programme_years", columns, rows)


def _by_year(name: str, frame: pd.DataFrame, subject: str, value: str) -> SheetTable:
    key = subject.replace("_ko", "_id")
    wide = frame.pivot(index=key, columns="year", values=value).loc[frame[key].unique()]
    names = frame.drop_duplicates(key)[subject].tolist()
    after = set(frame.loc[frame["after_horizon"], "year"])
    years = [f"{y}년(계획 뒤, 백만원)" if y in after else f"{y}년(백만원)" for y in wide.columns]
    columns = (
        SheetColumn(header(subject), "text", 26),
        *(SheetColumn(year, "whole", 14) for year in years),
        SheetColumn("합계(백만원)", "whole", 14),
    )
    cells = wide.to_numpy().tolist()
    rows = tuple((n, *row, sum(row)) for n, row in zip(names, cells, strict=True))
    sums = [sum(column) for column in zip(*cells, strict=True)]
    return SheetTable(name, columns, rows, (TOTAL, *sums, sum(sums)))


def _assignments(run: Run, snapshot: Snapshot) -> SheetTable:
    frame = assignment_rows(run, snapshot)
    order = ["partner_ko", "type_ko", "park_ko", "region_ko", "division_ko", "package_ko"]
    frame = frame[[*order, "role_ko", "units", "unit_ko", "distance_km", "partner_id", "park_id"]]
    known = [MISSING if pd.isna(km) else float(km) for km in frame["distance_km"]]
    return _table("partners", frame.assign(distance_km=pd.Series(known, dtype="object")))


def _assumptions(run: Run, snapshot: Snapshot) -> SheetTable:
    columns = (
        SheetColumn("항목", "text", 34),
        SheetColumn("대상", "text", 34),
        SheetColumn("값", "text", 30),
        SheetColumn("단위", "text", 12),
        SheetColumn("구분", "text", 10),
        SheetColumn("근거", "text", 60),
    )
    lines = (
        *scenario_assumptions(run.scenario, snapshot),
        *package_assumptions(snapshot),
        *model_assumptions(snapshot),
    )
    return SheetTable("assumptions", columns, tuple(astuple(line) for line in lines))


def _sources(snapshot: Snapshot, sources_text: str) -> SheetTable:
    columns = (
        SheetColumn("표", "text", 22),
        SheetColumn("파일", "text", 24),
        SheetColumn("행 수(행)", "whole", 12),
        SheetColumn("출처", "text", 70),
        SheetColumn("기준일", "text", 16),
        SheetColumn("이용 조건", "text", 40),
    )
    lines = table_sources(snapshot, sources_text)
    return SheetTable("sources", columns, tuple(astuple(line) for line in lines))


def _row_sources(snapshot: Snapshot) -> SheetTable:
    columns = (
        SheetColumn("표", "text", 22),
        SheetColumn("행 수(행)", "whole", 24),
        SheetColumn("기준일", "text", 12),
        SheetColumn("출처", "text", 70),
        SheetColumn("근거의 종류", "text", 16),
    )
    rows = tuple((s.table, s.rows, s.as_of, s.source, s.confidence) for s in row_sources(snapshot))
    return SheetTable("row_sources", columns, rows)


def _table(name: str, frame: pd.DataFrame, summed: Sequence[str] = ()) -> SheetTable:
    names = _columns(frame)
    columns = tuple(SheetColumn(header(c), _kind(c), _width(c)) for c in names)
    rows = tuple(frame.itertuples(index=False, name=None))
    if not summed:
        return SheetTable(name, columns, rows)
    sums = (sum(frame[c].tolist()) if c in summed else None for c in names[1:])
    return SheetTable(name, columns, rows, (TOTAL, *sums))


def _names_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Move ids to the right: people read names, programs find a column by its header."""
    ids = [c for c in _columns(frame) if c.endswith(("_id", "_code"))]
    return frame[[*(c for c in _columns(frame) if c not in ids), *ids]]


def _columns(frame: pd.DataFrame) -> list[str]:
    return [str(column) for column in frame.columns]


def _kind(column: str) -> Kind:
    if column.endswith(("_mkrw", "units", "awards", "parks")):
        return "whole"
    if column.endswith(("_pct", "_km")):
        return "decimal"
    return "year" if column.endswith("_year") else "text"


def _width(column: str) -> float:
    if column in ("park_ko", "sigungu_ko", "programme_ko", "partner_ko", "park_id"):
        return 22.0
    return 14.0
