"""The HWPX paper opens, holds every cell of the report, and its headers repeat."""

import re
import zipfile
from collections import Counter
from io import BytesIO
from typing import Any, Final
from xml.etree import ElementTree

from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety, validate_package
from PIL import Image

from cluster_planner.present.papers.blocks import Report
from cluster_planner.present.papers.safe_text import paper_text
from tests.present.papers.reading import hwpx_section

HP: Final = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def tables(content: bytes) -> list[Any]:
    document = HwpxDocument.open(content)
    return [table for paragraph in document.paragraphs for table in paragraph.tables]


def section_xml(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as pack:
        return pack.read("Contents/section0.xml").decode()


def test_the_librarys_validators_find_no_error(hwpx: bytes) -> None:
    assert [i for i in validate_package(hwpx).issues if i.level == "error"] == []
    safety = validate_editor_open_safety(hwpx)
    assert safety.reopen_ok
    assert safety.blocking_package_errors == ()
    assert HwpxDocument.open(hwpx).validate().issues == ()


def test_every_cell_of_every_table_is_in_the_paper(hwpx: bytes, report: Report) -> None:
    read = tables(hwpx)
    assert len(read) == len(report.tables())

    for made, table in zip(read, report.tables(), strict=True):
        heads = 2 if table.grouped else 1
        shown = [tuple(cell.text for cell in row.cells) for row in made.rows[heads:]]
        nothing = ("해당 없음", *[""] * (len(table.columns) - 1))
        lines = table.lines or (nothing,)
        assert shown == [tuple(map(paper_text, line)) for line in lines], table.key


def test_headers_are_merged_and_repeat_on_every_page(hwpx: bytes, report: Report) -> None:
    keys = [table.key for table in report.tables()]
    made = tables(hwpx)[keys.index("region_years")]

    assert made.element.get("repeatHeader") == "1"
    spans = {cell.text: cell.span for cell in made.rows[0].cells}
    assert spans == {"권역": (2, 1), "계획 기간": (1, 5), "계획 뒤": (1, 1), "합계": (2, 1)}
    assert all(cell.element.get("header") == "1" for cell in made.rows[0].cells)


def test_a_table_flows_over_pages(hwpx: bytes) -> None:
    assert all(not table.treat_as_char for table in tables(hwpx))


def test_pictures_are_in_print_resolution(hwpx: bytes) -> None:
    with zipfile.ZipFile(BytesIO(hwpx)) as pack:
        names = [n for n in pack.namelist() if n.startswith("BinData/")]
        pictures = [Image.open(BytesIO(pack.read(name))) for name in names]

    assert len(pictures) == 3
    assert all(picture.width >= 1_500 for picture in pictures)
    assert section_xml(hwpx).count("<hp:pic ") == 3


def test_pages_are_numbered_once(hwpx: bytes) -> None:
    text = section_xml(hwpx)

    # The library writes the footer at both places where readers look for it, under one id.
    assert len(set(re.findall(r'<hp:footer id="(\d+)"', text))) == 1
    assert 'numType="PAGE"' in text
    assert 'pos="BOTTOM_CENTER"' not in text


def test_the_paper_says_which_run_it_is(hwpx: bytes, report: Report) -> None:
    said = "\n".join(p.text for p in HwpxDocument.open(hwpx).paragraphs)

    for _, value in report.identity:
        assert value in said
    for section in report.sections:
        assert section.title in said


def test_the_font_is_one_that_offices_have(hwpx: bytes) -> None:
    with zipfile.ZipFile(BytesIO(hwpx)) as pack:
        header = pack.read("Contents/header.xml").decode()

    assert 'face="맑은 고딕"' in header
    assert '<hh:substFont face="함초롬바탕"' in header


def test_the_package_says_what_it_is_and_nothing_of_a_stranger(hwpx: bytes, report: Report) -> None:
    about = HwpxDocument.open(hwpx).parts.metadata

    assert about is not None
    assert about.title == report.title
    assert about.creator == "M.AX 클러스터 플래너"
    with zipfile.ZipFile(BytesIO(hwpx)) as pack:
        assert b"fixture" not in pack.read("Contents/content.hpf")


def test_every_look_that_is_used_is_declared(hwpx: bytes) -> None:
    with zipfile.ZipFile(BytesIO(hwpx)) as pack:
        head = ElementTree.fromstring(pack.read("Contents/header.xml"))
        body = hwpx_section(hwpx)
    for attribute, tag in (
        ("charPrIDRef", "charPr"), ("paraPrIDRef", "paraPr"), ("styleIDRef", "style"),
        ("borderFillIDRef", "borderFill"),
    ):  # fmt: skip
        declared = {e.get("id") for e in head.iter() if e.tag.endswith("}" + tag)}
        used = {e.get(attribute) for e in body.iter() if e.get(attribute) is not None}
        assert used
        assert used <= declared, attribute


def test_every_picture_of_the_text_is_in_the_manifest_and_in_the_package(hwpx: bytes) -> None:
    used = {e.get("binaryItemIDRef") for e in hwpx_section(hwpx).iter()} - {None}
    with zipfile.ZipFile(BytesIO(hwpx)) as pack:
        listed = ElementTree.fromstring(pack.read("Contents/content.hpf"))
        items = {e.get("id"): e.get("href") for e in listed.iter() if e.tag.endswith("}item")}
        names = set(pack.namelist())

    assert len(used) == 3
    for one in used:
        assert items[str(one)] in names


def test_the_cells_of_a_table_cover_its_grid_once(hwpx: bytes) -> None:
    for table in hwpx_section(hwpx).iter(f"{HP}tbl"):
        covered: Counter[tuple[int, int]] = Counter()
        for cell in table.iter(f"{HP}tc"):
            at, span = cell.find(f"{HP}cellAddr"), cell.find(f"{HP}cellSpan")
            assert at is not None
            assert span is not None
            top, left = int(at.get("rowAddr", "")), int(at.get("colAddr", ""))
            for row in range(top, top + int(span.get("rowSpan", ""))):
                for column in range(left, left + int(span.get("colSpan", ""))):
                    covered[row, column] += 1
        rows, columns = int(table.get("rowCnt", "")), int(table.get("colCnt", ""))
        assert covered == Counter((r, c) for r in range(rows) for c in range(columns))


def test_no_paragraph_stands_empty(hwpx: bytes) -> None:
    for paragraph in hwpx_section(hwpx).findall(f"{HP}p"):
        holds = {e.tag for e in paragraph.iter()} & {f"{HP}tbl", f"{HP}pic"}
        assert holds or "".join(paragraph.itertext()).strip()


def test_the_preview_can_be_searched(hwpx: bytes, report: Report) -> None:
    with zipfile.ZipFile(BytesIO(hwpx)) as pack:
        said = pack.read("Preview/PrvText.txt").decode()

    assert said.startswith(report.title)
    for section in report.sections:
        assert section.title in said
