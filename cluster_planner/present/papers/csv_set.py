"""The tables of a plan as CSV files in one zip: opened by a spreadsheet, read by any program."""

import zipfile
from dataclasses import asdict
from io import BytesIO
from typing import Any, Final

import pandas as pd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.assumptions import (
    model_assumptions,
    package_assumptions,
    scenario_assumptions,
)
from cluster_planner.present.excel_csv import excel_csv
from cluster_planner.present.papers.report import identity
from cluster_planner.present.papers.safe_text import table_text
from cluster_planner.present.provenance import table_sources
from cluster_planner.present.summary import gap_words, status_sentence
from cluster_planner.present.tables import plan_tables
from cluster_planner.present.words import SOLVE_STATUS_LABELS

_WRITTEN: Final = (2026, 1, 1, 0, 0, 0)
"""Fixed, so that the same run gives the same bytes."""
_ASSUMED: Final = ("항목", "대상", "값", "단위", "구분", "근거")
_SOURCES: Final = ("표", "파일", "행 수(행)", "출처", "기준일", "이용 조건")


def csv_zip(run: Run, snapshot: Snapshot, sources_text: str = "") -> bytes:
    """Return a zip with one CSV per table, the assumptions, the sources, and what run it is of.

    Raises DataError when the run names ids that the snapshot does not know.
    """
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, frame in csv_frames(run, snapshot, sources_text).items():
            info = zipfile.ZipInfo(f"{name}.csv", _WRITTEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(info, excel_csv(frame.rename(columns=table_text).map(_clean)))
    return memory.getvalue()


def csv_frames(run: Run, snapshot: Snapshot, sources_text: str = "") -> dict[str, pd.DataFrame]:
    """The frames behind the files by name, figures as numbers."""
    assumed = (
        *scenario_assumptions(run.scenario, snapshot),
        *package_assumptions(snapshot),
        *model_assumptions(snapshot),
    )
    sources = table_sources(snapshot, sources_text)
    return plan_tables(run, snapshot) | {
        "가정": pd.DataFrame([tuple(asdict(a).values()) for a in assumed], columns=[*_ASSUMED]),
        "출처": pd.DataFrame([tuple(asdict(s).values()) for s in sources], columns=[*_SOURCES]),
        "실행": pd.DataFrame([*identity(run), *_ended(run)], columns=["항목", "값"]),
    }


def _ended(run: Run) -> tuple[tuple[str, str], ...]:
    return (
        ("시나리오", run.scenario.name),
        ("상태", SOLVE_STATUS_LABELS[run.outcome.status]),
        ("상태 설명", status_sentence(run)),
        ("상한과의 간격", gap_words(run.outcome.gap)),
    )


def _clean(value: Any) -> Any:
    return table_text(value) if isinstance(value, str) else value
