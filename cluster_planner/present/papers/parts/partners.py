"""참여기관 구성: who joins which park in which role."""

from typing import Any

import pandas as pd

from cluster_planner.present.papers.blocks import Note, PaperTable, Section, TableColumn, Text
from cluster_planner.present.papers.matter import Matter
from cluster_planner.present.rows import assignment_rows
from cluster_planner.present.summary import totals
from cluster_planner.present.words import MISSING, count, distance


def partners(matter: Matter) -> Section:
    """One line per park and role, with each partner and its distance."""
    found = totals(matter.run)
    lead = Text(
        f"참여기관 {count(found.partners, '곳')}, 역할 배정 {count(len(matter.plan.assignments), '건')}"
    )
    note = Note("거리는 직선거리이며 위치 자료가 없으면 자료 없음으로 적습니다.")
    return Section("partners", "참여기관 구성", (lead, _table(matter), note))


def _table(matter: Matter) -> PaperTable:
    columns = (
        TableColumn("권역", 1),
        TableColumn("단지", 1.8),
        TableColumn("역할", 1.8),
        TableColumn("참여기관(거리)", 6),
    )
    frame = assignment_rows(matter.run, matter.snapshot)
    order = {park_id: place for place, park_id in enumerate(matter.parks["park_id"])}
    rows = []
    keys = ["park_id", "role_ko"]
    for park_id in order:
        here = frame[frame["park_id"] == park_id]
        for _, group in here.groupby(keys, sort=False):
            first = group.iloc[0]
            near = group.sort_values("distance_km").drop_duplicates("partner_id")
            named = ", ".join(_named(row) for row in near.to_dict("records"))
            rows.append((first["region_ko"], first["park_ko"], first["role_ko"], named))
    return PaperTable(
        "partners", "단지별 참여기관", columns, tuple(rows), source=f"{matter.origin}, partners.csv",
        as_of=f"참여기관 {matter.dated('partners')}",
    )  # fmt: skip


def _named(row: Any) -> str:
    km = row["distance_km"]
    return f"{row['partner_ko']}({MISSING if pd.isna(km) else distance(float(km))})"
