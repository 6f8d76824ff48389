"""Every format read back as plain text and cells, by other libraries than those that wrote it."""

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import openpyxl
import pandas as pd
from pypdf import PdfReader

_HP: Final = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
type Rows = list[tuple[Any, ...]]


def squeezed(text: str) -> str:
    """Without blanks: a line that wraps must not hide a word."""
    return "".join(text.split())


def hwpx_rows(content: bytes) -> Rows:
    """Every line of every table."""
    return [
        tuple("".join(cell.itertext()) for cell in row.findall(f"{_HP}tc"))
        for row in hwpx_section(content).iter(f"{_HP}tr")
    ]


def hwpx_text(content: bytes) -> str:
    """Paragraphs and cells, one a line."""
    said = (text.text or "" for text in hwpx_section(content).iter(f"{_HP}t"))
    return "\n".join(said)


def hwpx_section(content: bytes) -> ElementTree.Element:
    """The body of the document."""
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return ElementTree.fromstring(pack.read("Contents/section0.xml"))


def pdf_text(content: bytes) -> str:
    """The text of all pages without blanks."""
    return squeezed("".join(p.extract_text() for p in PdfReader(io.BytesIO(content)).pages))


def xlsx_sheets(content: bytes) -> dict[str, Rows]:
    """Sheet → its lines."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = {sheet.title: [tuple(r) for r in sheet.iter_rows(values_only=True)] for sheet in book}
    book.close()
    return sheets


def csv_frames(content: bytes) -> dict[str, pd.DataFrame]:
    """Table → its cells as texts; an empty cell is an empty text."""
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return {
            name.removesuffix(".csv"): pd.read_csv(
                io.BytesIO(pack.read(name)), encoding="utf-8-sig", dtype=str, keep_default_na=False
            )
            for name in pack.namelist()
        }


def gpkg_tables(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """Table → its lines without geometry, the tables of the container too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.gpkg"
        path.write_bytes(content)
        with closing(sqlite3.connect(path)) as book:
            book.row_factory = sqlite3.Row
            names = [
                r[0] for r in book.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {
                name: [
                    {key: row[key] for key in row.keys() if not isinstance(row[key], bytes)}  # noqa: SIM118
                    for row in book.execute(f'SELECT * FROM "{name}"')
                ]
                for name in names
                if not name.startswith("rtree_")
            }  # fmt: skip


def geojson_features(content: bytes) -> dict[str, dict[str, Any]]:
    """Park → its properties."""
    return {one["id"]: one["properties"] for one in json.loads(content)["features"]}


def map_popups(content: bytes) -> dict[str, tuple[str, list[str]]]:
    """Park → the name and the lines that the page shows at its dot."""
    found = re.search(
        r"geo_json_awards = plannerPage\.features\(\s*(\[.*?\]), \{", content.decode()
    )
    assert found
    return {row[0]: (row[3], row[4]) for row in json.loads(found[1])}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self._silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def html_words(content: bytes) -> tuple[list[str], set[str]]:
    """The texts of a page in order, and the tags that it has."""
    reader = _Words()
    reader.feed(content.decode())
    return reader.words, reader.tags


def texts_of(kind: str, content: bytes) -> Iterator[str]:
    """Every text that a reader of this format meets."""
    match kind:
        case "hwpx":
            yield from hwpx_text(content).split("\n")
        case "pdf":
            yield pdf_text(content)
        case "xlsx":
            cells = [c for rows in xlsx_sheets(content).values() for row in rows for c in row]
            yield from (cell for cell in cells if isinstance(cell, str))
        case "csv":
            for frame in csv_frames(content).values():
                yield from map(str, [*frame.columns, *frame.to_numpy().ravel()])
        case "gpkg":
            for rows in gpkg_tables(content).values():
                yield from (v for row in rows for v in row.values() if isinstance(v, str))
        case "geojson":
            yield from _strings(json.loads(content))
        case _:
            yield from html_words(content)[0]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
