"""Text from data stays text in every format: nothing acts, hides, or turns the reading order."""

import io
import json
import sqlite3
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hwpx.tools.package_validator import validate_editor_open_safety
from pypdf import PdfReader

from cluster_planner.domain.plan import Run
from cluster_planner.present.papers.charts import region_chart, year_chart
from cluster_planner.present.papers.formats import FORMATS, Order, paper_bytes
from cluster_planner.present.papers.plan_map import plan_map_drawing
from cluster_planner.present.papers.png import png
from cluster_planner.present.papers.safe_text import CUT, LONGEST, paper_text, table_text, visible
from cluster_planner.present.papers.svg import svg
from cluster_planner.present.plan_files import plan_json, write_plan_files
from cluster_planner.sources.embedded import sources_text
from tests.hostile import FORMULAS, HOSTILE, NEVER_SEEN, dressed_run, dressed_snapshot
from tests.present.papers.reading import (
    csv_frames,
    geojson_features,
    gpkg_tables,
    html_words,
    hwpx_rows,
    hwpx_section,
    map_popups,
    squeezed,
    texts_of,
    xlsx_sheets,
)

type Made = Callable[[str], bytes]
WRITTEN = {
    "hwpx", "pdf", "xlsx", "csv", "gpkg", "geojson", "map", "png", "park", "region"
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Made:
    kept: dict[str, bytes] = {}
    parks = tuple(str(i) for i in dressed_snapshot()["parks"]["park_id"].iloc[: len(HOSTILE)])

    def make(kind: str) -> bytes:
        if kind not in kept:
            order = Order(
                kind, sources_text(), park_ids=parks, region_ids=("capital", "jeju"), as_html=True
            )
            kept[kind] = paper_bytes(dressed_run(), dressed_snapshot(), order)
        return kept[kind]

    return make


def test_every_format_is_tried_here() -> None:
    assert set(FORMATS) == WRITTEN


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_one_line_without_anything_that_acts_or_hides(text: str) -> None:
    shown = paper_text(text)

    assert not NEVER_SEEN.search(shown)
    assert not NEVER_SEEN.search(table_text(text))
    assert "\n" not in shown
    assert len(shown) <= LONGEST + len(CUT)
    assert unicodedata.is_normalized("NFC", shown)
    shown.encode()


def test_a_cut_is_told_and_lines_stay_lines() -> None:
    assert paper_text("길" * 3_000).endswith("(이하 생략)")
    assert visible("하나\n둘\x00") == "하나\n둘\ufffd"


@pytest.mark.parametrize("kind", sorted(WRITTEN - {"png", "pdf"}))
def test_no_format_holds_a_text_that_its_reader_would_not_see(made: Made, kind: str) -> None:
    for text in texts_of(kind, made(kind)):
        assert not NEVER_SEEN.search(text), text[:80]


def test_hwpx_opens_shows_every_name_and_holds_no_markup_of_theirs(made: Made) -> None:
    content = made("hwpx")
    safety = validate_editor_open_safety(content)
    cells = {cell for row in hwpx_rows(content) for cell in row}

    assert safety.reopen_ok
    assert safety.blocking_package_errors == ()
    for name in HOSTILE:
        assert paper_text(name) in cells, name[:40]
    tags = {element.tag.rpartition("}")[2] for element in hwpx_section(content).iter()}
    assert not tags & {"script", "b"}
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        for part in pack.namelist():
            if part.endswith((".xml", ".hpf", ".rdf")):
                assert b"<!ENTITY" not in pack.read(part)


def test_pdf_shows_the_names_and_asks_nothing(made: Made, typesetter: None) -> None:
    reader = PdfReader(io.BytesIO(made("pdf")))
    text = squeezed("".join(page.extract_text() for page in reader.pages))

    for name in ("<script>alert(1)</script>", "{{7*7}}", "=1+1", "]]>", "한글 자모"):
        assert squeezed(name) in text
    assert not NEVER_SEEN.search(text)
    assert not any("/Annots" in page for page in reader.pages)
    assert "/JavaScript" not in str(reader.trailer["/Root"])
    assert "root:" not in text


def test_no_cell_of_a_workbook_calculates_or_links(made: Made) -> None:
    content = made("xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    book.close()
    cells = {cell for rows in xlsx_sheets(content).values() for row in rows for cell in row}

    assert "f" not in kinds
    for name in FORMULAS[:5]:
        assert name in cells
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        sheets = b"".join(pack.read(n) for n in pack.namelist() if "worksheets/" in n)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets


def test_csv_calculates_nothing(made: Made) -> None:
    shown = set()
    for frame in csv_frames(made("csv")).values():
        for column in frame:
            cells = frame[column].tolist()
            numbers = pd.to_numeric(pd.Series(cells), errors="coerce").notna()
            for cell, number in zip(cells, numbers, strict=True):
                assert number or not cell.lstrip().startswith(tuple("=+-@＝＋－＠")), cell[:40]
            shown |= set(cells)
    for name in FORMULAS[:5]:
        assert f"'{name}" in shown


def test_geojson_is_plain_json_with_every_park(made: Made) -> None:
    names = {one["단지"] for one in geojson_features(made("geojson")).values()}

    assert names == {table_text(name) for name in HOSTILE}


def test_a_geopackage_keeps_its_tables_and_every_park(made: Made, tmp_path: Path) -> None:
    tables = gpkg_tables(made("gpkg"))
    names = {line["단지"] for line in tables["선정 단지"]}

    assert names == {table_text(name) for name in HOSTILE}
    path = tmp_path / "plan.gpkg"
    path.write_bytes(made("gpkg"))
    with sqlite3.connect(path) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    book.close()


def test_the_page_of_the_map_has_no_script_or_tag_of_theirs(made: Made) -> None:
    content = made("map")
    page = content.decode()
    names = {name for name, _ in map_popups(content).values()}

    assert "<script>alert(1)" not in page
    assert "onerror=" not in "".join(line for line in page.splitlines() if "<img" in line)
    assert not NEVER_SEEN.search("".join(names))
    assert "한글 자모" in names
    assert "{{7*7}}" in names
    lines = [text for _, popup in map_popups(content).values() for text in popup]
    assert not any(NEVER_SEEN.search(line) for line in lines)


@pytest.mark.parametrize("kind", ["park", "region"])
def test_one_pagers_escape_every_name(made: Made, kind: str) -> None:
    words, tags = html_words(made(kind))

    assert not tags & {"script", "img", "b>"}
    assert b"<script" not in made(kind)
    if kind == "park":
        for name in HOSTILE:
            shown = visible(name)
            assert any(shown in word for word in words), name[:40]


def test_drawings_are_well_formed_and_hold_only_what_is_seen(made: Made) -> None:
    run, snapshot = dressed_run(), dressed_snapshot()

    for drawing in (
        plan_map_drawing(run, snapshot), year_chart(run, snapshot), region_chart(run, snapshot)
    ):  # fmt: skip
        root = ElementTree.fromstring(svg(drawing, "<i>\x00\u202e"))
        assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {
            "svg", "title", "rect", "path", "polyline", "circle", "text"
        }  # fmt: skip
        assert not NEVER_SEEN.search("".join(root.itertext()))
        assert png(drawing, 30).startswith(b"\x89PNG")
    assert made("png").startswith(b"\x89PNG")


def test_plan_json_hides_nothing_and_is_still_the_same_run() -> None:
    content = plan_json(dressed_run())

    assert not NEVER_SEEN.search(content.decode())
    assert Run.from_json(content) == dressed_run()
    assert json.loads(content)["run_id"] == dressed_run().run_id


def test_the_files_of_a_run_are_written_whatever_the_names_are(tmp_path: Path) -> None:
    files = write_plan_files(dressed_run(), dressed_snapshot(), tmp_path / "plan")

    assert [path.name for path in files] == ["plan.json", "plan.xlsx", "map.html"]
    page = files[2].read_text("utf-8")
    assert not NEVER_SEEN.search(page)
    assert "<script>alert(1)" not in page
