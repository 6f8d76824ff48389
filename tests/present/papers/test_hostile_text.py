"""Text from data stays text in every format: nothing acts, hides, or turns the reading order."""

import io
import json
import re
import zipfile
from types import MappingProxyType

import pandas as pd
import pytest
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety
from pypdf import PdfReader

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.papers.formats import FORMATS, Order, paper_bytes
from cluster_planner.present.papers.safe_text import CUT, LONGEST, paper_text, visible
from tests.present.plan_cases import assignment, award, run_of
from tests.present.test_workbook import HOSTILE
from tests.real_data import real_snapshot

ALL = (
    *HOSTILE,
    "{{7*7}}",
    "${7*7}",
    "<script>alert(1)</script>",
    "]]>",
    "a\u2028b",
    "%s%n",
    "\ufeffx",
)
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\ufeff]")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """The real data, in which the parks and partners of the plan have hostile names."""
    base = real_snapshot()
    tables = dict(base.tables)
    for table, key in (("parks", "park_id"), ("partners", "partner_id")):
        frame = base[table].copy()
        count = len(ALL)
        frame["name_ko"] = [*ALL, *frame["name_ko"].iloc[count:]]
        tables[table] = frame
        assert frame[key].is_unique
    return Snapshot(MappingProxyType(tables), base.digest, base.as_of, base.core_rule)


@pytest.fixture(scope="module")
def run() -> Run:
    parks = [str(i) for i in real_snapshot()["parks"]["park_id"].iloc[: len(ALL)]]
    partners = [str(i) for i in real_snapshot()["partners"]["partner_id"].iloc[: len(ALL)]]
    return run_of(
        *(award(park, "ai_factory", "ai_factory", 2026) for park in parks),
        assignments=tuple(
            assignment(park, partner, 1.0) for park, partner in zip(parks, partners, strict=True)
        ),
        name="<b>=1+1</b>{{7*7}}",
        description="@SUM(A1)",
    )


def made(run: Run, snapshot: Snapshot, format_: str, **order: object) -> bytes:
    return paper_bytes(run, snapshot, Order(format_, **order))  # type: ignore[arg-type]


def test_one_line_without_anything_that_acts() -> None:
    for text in ALL:
        shown = paper_text(text)
        assert not _TURNS.search(shown)
        assert "\n" not in shown
        assert len(shown) <= LONGEST + len(CUT)
        shown.encode()


def test_a_cut_is_told_and_lines_stay_lines() -> None:
    assert paper_text("길" * 3_000).endswith("(이하 생략)")
    assert visible("하나\n둘\x00") == "하나\n둘\ufffd"


def test_hwpx_opens_and_shows_every_name(run: Run, snapshot: Snapshot) -> None:
    content = made(run, snapshot, "hwpx")
    safety = validate_editor_open_safety(content)
    text = [
        cell.text
        for paragraph in HwpxDocument.open(content).paragraphs
        for table in paragraph.tables
        for row in table.rows
        for cell in row.cells
    ]

    assert safety.reopen_ok
    assert safety.blocking_package_errors == ()
    for name in ALL:
        assert paper_text(name) in text
    assert not any(_TURNS.search(cell) for cell in text)


def test_pdf_is_made_and_asks_nothing(run: Run, snapshot: Snapshot, typesetter: None) -> None:
    reader = PdfReader(io.BytesIO(made(run, snapshot, "pdf")))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)

    assert "<script>alert(1)</script>" in text
    assert "{{7*7}}" in text
    assert not _TURNS.search(text)
    assert not any("/Annots" in page for page in reader.pages)
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def test_csv_calculates_nothing(run: Run, snapshot: Snapshot) -> None:
    with zipfile.ZipFile(io.BytesIO(made(run, snapshot, "csv"))) as pack:
        for name in pack.namelist():
            frame = pd.read_csv(
                io.BytesIO(pack.read(name)), encoding="utf-8-sig", dtype=str, keep_default_na=False
            )
            for column in frame:
                numbers = pd.to_numeric(frame[column], errors="coerce").notna()
                assert not frame.loc[~numbers, column].str.match(r"[=+\-@\t\r]").any()
                assert not frame[column].map(lambda cell: bool(_TURNS.search(cell))).any()


def test_geojson_is_plain_json(run: Run, snapshot: Snapshot) -> None:
    content = made(run, snapshot, "geojson").decode()

    assert not _TURNS.search(content)
    assert len(json.loads(content)["features"]) == len(ALL)


def test_geopackage_map_and_picture_are_made(run: Run, snapshot: Snapshot) -> None:
    assert made(run, snapshot, "gpkg").startswith(b"SQLite format 3\x00")
    assert made(run, snapshot, "png").startswith(b"\x89PNG")
    page = made(run, snapshot, "map").decode()
    assert "<script>alert(1)" not in page
    assert not _TURNS.search(page)
    assert made(run, snapshot, "xlsx").startswith(b"PK")


def test_one_pagers_escape_every_name(run: Run, snapshot: Snapshot) -> None:
    parks = tuple(str(i) for i in snapshot["parks"]["park_id"].iloc[: len(ALL)])
    page = made(run, snapshot, "park", park_ids=parks, as_html=True).decode()

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not _TURNS.search(page)


def test_every_format_is_tried_here_or_above() -> None:
    assert set(FORMATS) == {
        "hwpx", "pdf", "csv", "geojson", "gpkg", "png", "map", "xlsx", "park", "region"
    }  # fmt: skip
