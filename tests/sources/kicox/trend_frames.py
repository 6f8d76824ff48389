"""Readings of the trend workbook as our tables, to compare with them, and drawn tables."""

import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import strategies as st

from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.reading import Reading
from tests.official.trend_book import TrendQuirks, national_tables, unit_names

KEYS = ["metric_id", "industry_id", "size_id"]
SAMPLE = "kicox_trend_20260331_mini.xlsx"
NAMES = (
    "서울",
    "울산ㆍ미포",
    "구미(외)",
    "시화MTV",
    "국가식품클러스터(외)",
    "용인첨단시스템반도체",
)


def as_tables(
    reading: Reading, units: dict[str, str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cells with the columns of national_stats.csv and national_totals.csv."""
    ids = {name: national_id for national_id, name in (units or unit_names()).items()}
    cells = reading.tables["cells"].assign(as_of=reading.report.as_of)
    cells["national_id"] = cells["unit_ko"].map(ids)
    cells = cells.drop(columns="unit_ko").rename(columns={"value_unit_ko": "unit_ko"})
    told = [*KEYS, "value", "state", "unit_ko", "source_table", "as_of"]
    total = cells["is_total"] == "true"
    return (
        _sorted(cells[~total], ["national_id", *KEYS])[["national_id", *told]],
        _sorted(cells[total], KEYS)[told],
    )


def _sorted(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return frame.sort_values(by).reset_index(drop=True)


def sample() -> Path:
    """Return the official workbook where it is at hand, else skip the test."""
    beside = data_home().parent.parent / "shared" / "samples"
    path = Path(os.environ.get("CLUSTER_PLANNER_SAMPLES", beside)) / SAMPLE
    if not path.is_file():
        pytest.skip("the official sample files are not at hand (CLUSTER_PLANNER_SAMPLES)")
    return path


@st.composite
def drawn_tables(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Return drawn units and a 계 row in the columns of our tables, and the names of the units."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    units = {f"unit_{i}": name for i, name in enumerate(names)}
    totals = national_tables()[1]
    stats = [_drawn(draw, totals).assign(national_id=national_id) for national_id in units]
    frame = pd.concat(stats)[["national_id", *totals.columns]]
    return _sorted(frame, ["national_id", *KEYS]), _drawn(draw, totals), units


def _drawn(draw: st.DrawFn, totals: pd.DataFrame) -> pd.DataFrame:
    figures = st.one_of(
        st.sampled_from(["", "X", "0", "100"]),
        st.integers(0, 10**6).map(str),
        st.integers(0, 10**9).map(lambda n: str(round(n / 1000, 3)).removesuffix(".0")),
    )
    few = draw(st.lists(figures, min_size=1, max_size=12))
    values = [few[i % len(few)] for i in range(len(totals))]
    if all(value in ("", "X") for value in values):
        values[0] = "1"
    states = [{"X": "suppressed", "": "missing"}.get(value, "value") for value in values]
    shown = ["" if value == "X" else value for value in values]
    return totals.assign(value=shown, state=states)


quirks = st.builds(
    TrendQuirks,
    header_down=st.integers(0, 3),
    header_right=st.integers(0, 3),
    money=st.sampled_from(["억원", "백만원", "천원"]),
    dollars=st.sampled_from(["백만달러", "천달러"]),
    total=st.sampled_from(["계", "합계", "총 계", "전체"]),
    total_first=st.booleans(),
    footnotes=st.integers(0, 3),
    nbsp=st.booleans(),
    nfd=st.booleans(),
    text_numbers=st.booleans(),
    spaced=st.booleans(),
    merged=st.booleans(),
    one_sheet=st.booleans(),
    sheet_names=st.booleans(),
    overview=st.booleans(),
)
"""Every way in which a file may differ from the usual one without meaning anything else."""
