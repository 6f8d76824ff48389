"""Charts of a plan for paper: money by year and region, and by region beside its floor."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.palette import LIGHT
from cluster_planner.present.papers.drawing import Box, Drawing, Label, Mark, Path
from cluster_planner.present.rows import region_rows, region_year_rows
from cluster_planner.present.words import money_short, percent

WIDTH: Final = 760.0
_LEFT: Final = 64.0
_GRID: Final = "#dde3ec"


def year_chart(run: Run, snapshot: Snapshot) -> Drawing:
    """National money of each payment year, stacked by region."""
    rows = region_year_rows(run, snapshot)
    height, top, foot = 330.0, 26.0, 74.0
    sums = rows.groupby("year", sort=True)["national_mkrw"].sum()
    most = max(1.0, float(sums.max()))
    room = height - top - foot
    step = (WIDTH - _LEFT - 16) / max(1, len(sums))
    marks: list[Mark] = list(_grid(most, top, room))
    last = run.scenario.years[-1]
    for place, (year, here) in enumerate(rows.groupby("year", sort=True)):
        x = _LEFT + place * step + step * 0.18
        base = top + room
        for region_id, mkrw in zip(here["region_id"], here["national_mkrw"], strict=True):
            tall = room * mkrw / most
            base -= tall
            if tall > 0:
                marks.append(Box(x, base, step * 0.64, tall, LIGHT.regions[region_id]))
        middle = x + step * 0.32
        total = int(sums.loc[year])
        marks.append(Label(money_short(total), middle, base - 6, 12, LIGHT.text, "middle", True))
        after = "(계획 뒤)" if int(str(year)) > last else ""
        marks.append(Label(f"{year}년{after}", middle, top + room + 18, 12, LIGHT.text, "middle"))
    marks += _regions_key(rows, height - 26)
    return Drawing(WIDTH, height, LIGHT.surface, tuple(marks))


def region_chart(run: Run, snapshot: Snapshot) -> Drawing:
    """National money of each region as a bar with its share; a line marks the floor that was asked."""
    rows = region_rows(run, snapshot)
    line, top = 30.0, 12.0
    most = max(1.0, float(rows["national_mkrw"].max()), float(rows["floor_mkrw"].max()))
    wide = WIDTH - _LEFT - 170
    marks: list[Mark] = []
    for place, row in enumerate(rows.to_dict("records")):
        y = top + place * line
        long = wide * row["national_mkrw"] / most
        marks.append(Label(row["region_ko"], _LEFT - 8, y + 17, 12, LIGHT.text, "end"))
        marks.append(Box(_LEFT, y + 4, max(long, 0.5), 18, LIGHT.regions[row["region_id"]]))
        if row["floor_mkrw"]:
            x = _LEFT + wide * row["floor_mkrw"] / most
            marks.append(Path(((x, y + 1), (x, y + 25)), LIGHT.ring, 2))
        said = f"{money_short(row['national_mkrw'])} · {percent(row['share_pct'])}"
        marks.append(Label(said, _LEFT + long + 8, y + 17, 12, LIGHT.text))
    height = top + len(rows) * line + 30
    key = "붉은 선: 시나리오의 최소배분(조건). 막대 오른쪽: 국비와 전국 국비에서의 비중"
    marks.append(Label(key, _LEFT, height - 12, 10.5, LIGHT.quiet_text))
    return Drawing(WIDTH, height, LIGHT.surface, tuple(marks))


def _grid(most: float, top: float, room: float) -> Iterator[Mark]:
    for part in range(5):
        y = top + room * (1 - part / 4)
        yield Path(((_LEFT, y), (WIDTH - 16, y)), _GRID, 1)
        said = money_short(most * part / 4)
        yield Label(said, _LEFT - 6, y + 4, 10.5, LIGHT.quiet_text, "end")


def _regions_key(rows: pd.DataFrame, y: float) -> Iterator[Mark]:
    names = rows.drop_duplicates("region_id")
    step = (WIDTH - _LEFT - 16) / max(1, len(names))
    for place, (key, name) in enumerate(zip(names["region_id"], names["region_ko"], strict=True)):
        x = _LEFT + place * step
        yield Box(x, y, 11, 11, LIGHT.regions[key])
        yield Label(str(name), x + 15, y + 10, 11, LIGHT.text)
