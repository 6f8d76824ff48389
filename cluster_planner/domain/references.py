"""Cross-table checks: every code that points at another table must exist there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from cluster_planner.domain.tables import MAX_LISTED, Reference, Table
from cluster_planner.domain.units import split_list
from cluster_planner.errors import Finding


def reference_findings(
    frames: Mapping[str, pd.DataFrame], tables: Iterable[Table], references: Iterable[Reference]
) -> list[Finding]:
    """Return a finding per column that names something its target table does not hold."""
    contracts = {table.name: table for table in tables}
    findings = []
    for reference in references:
        frame, target = frames.get(reference.table), frames.get(reference.to_table)
        if frame is None or target is None:
            continue
        if reference.column not in frame or reference.to_column not in target:
            continue
        column = contracts[reference.table].by_name[reference.column]
        known = set(target[reference.to_column])
        cells = frame[reference.column].tolist()
        members = {
            cell: split_list(cell) if column.dtype == "list" else (cell,)
            for cell in set(cells)
            if isinstance(cell, str)
        }
        if all(member in known for named in members.values() for member in named):
            continue
        lost = [
            (row, member)
            for row, cell in enumerate(cells, start=2)
            for member in members.get(cell, ())
            if member not in known
        ]
        findings.append(_finding(contracts, reference, lost))
    return findings


def membership_findings(frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Return findings about park members: unknown, unclaimed or doubly claimed official rows."""
    needed = {"complexes", "park_members", "national_complexes"}
    if not needed <= set(frames):
        return []
    members, complexes = frames["park_members"], frames["complexes"]
    if "member_id" not in members or "basis" not in members or "row_id" not in complexes:
        return []
    findings = []
    whole = members[members["basis"] == "whole"]["member_id"]
    split = members[members["basis"] == "split"]["member_id"]
    statistics = members[members["basis"] == "statistics"]["member_id"]
    rows = set(complexes["row_id"])
    units = set(frames["national_complexes"].get("national_id", ()))
    checks = (
        (set(whole) | set(split)) - rows,
        "complexes에 없는 공식 행을 가리킵니다",
        rows - set(whole) - set(split),
        "어느 단지에도 들지 않은 공식 행이 있습니다",
        set(whole[whole.duplicated()]) | (set(whole) & set(split)),
        "두 단지가 겹쳐 세는 공식 행이 있습니다",
        set(statistics) ^ units,
        "national_complexes와 맞지 않는 통계 단위가 있습니다",
    )
    for wrong, problem in zip(checks[::2], checks[1::2], strict=True):
        if wrong:
            shown = ", ".join(sorted(map(str, wrong))[:MAX_LISTED])
            more = f" 외 {len(wrong) - MAX_LISTED}건" if len(wrong) > MAX_LISTED else ""
            findings.append(
                Finding(
                    "park_members.csv member_id(통계 행)",
                    f"{problem} ({shown}{more})",
                    "park_members를 고치거나 python -m data.build로 다시 만드세요",
                )
            )
    return findings


def statistics_findings(frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Return a finding if a unit lacks a cell that the printed totals have, or has another."""
    cell = ["metric_id", "industry_id", "size_id"]
    units = frames.get("national_complexes", pd.DataFrame())
    stats = frames.get("national_stats", pd.DataFrame())
    totals = frames.get("national_totals", pd.DataFrame())
    if "national_id" not in units or not {"national_id", *cell} <= set(stats):
        return []
    if not set(cell) <= set(totals):
        return []
    names = ["national_id", *cell]
    keys = list(zip(*(totals[name].tolist() for name in cell), strict=True))
    expected = {(unit, *key) for unit in units["national_id"].tolist() for key in keys}
    wrong = expected ^ set(zip(*(stats[name].tolist() for name in names), strict=True))
    if not wrong:
        return []
    shown = ", ".join(" · ".join(map(str, key)) for key in sorted(wrong, key=str)[:MAX_LISTED])
    more = f" 외 {len(wrong) - MAX_LISTED}건" if len(wrong) > MAX_LISTED else ""
    problem = f"계 행과 짝이 맞지 않는 칸이 있습니다 ({shown}{more})"
    return [
        Finding("national_stats.csv", problem, "모르는 값은 행을 지우지 말고 missing으로 두세요")
    ]


def _finding(
    contracts: Mapping[str, Table], reference: Reference, lost: list[tuple[int, str]]
) -> Finding:
    table = contracts[reference.table]
    counter = "번째 도형" if table.geometry else "행"
    shown = ", ".join(
        f"{row - 1 if table.geometry else row}{counter} {member!r}"
        for row, member in lost[:MAX_LISTED]
    )
    more = f" 외 {len(lost) - MAX_LISTED}건" if len(lost) > MAX_LISTED else ""
    target = contracts[reference.to_table]
    return Finding(
        f"{table.file_name} {table.by_name[reference.column].title}",
        f"{target.label_ko}({target.file_name})에 없는 값입니다 ({shown}{more})",
        f"{target.file_name}의 {reference.to_column} 값으로 고치세요",
    )
