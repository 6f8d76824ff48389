"""What a file is by its bytes, whatever its name says; anything we do not read gets a sentence."""

from __future__ import annotations

import codecs
import mmap
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import Final

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.archive import BROKEN, open_archive


class Form(StrEnum):
    """How a file is written."""

    WORKBOOK = "workbook"
    CSV = "csv"
    SHAPEFILE = "shapefile"
    GEOPACKAGE = "geopackage"
    GEOJSON = "geojson"
    ZIP = "zip"


FORM_LABELS: Final = {
    Form.WORKBOOK: "엑셀 통합 문서",
    Form.CSV: "CSV",
    Form.SHAPEFILE: "Shapefile",
    Form.GEOPACKAGE: "GeoPackage",
    Form.GEOJSON: "GeoJSON",
    Form.ZIP: "압축 파일",
}
SUFFIXES: Final = {
    Form.WORKBOOK: (".xlsx", ".xlsm"),
    Form.CSV: (".csv", ".tsv", ".txt"),
    Form.SHAPEFILE: (".shp",),
    Form.GEOPACKAGE: (".gpkg",),
    Form.GEOJSON: (".geojson", ".json"),
    Form.ZIP: (".zip",),
}
"""Usual extensions, the first one the best."""

_READABLE: Final = "엑셀(.xlsx), CSV, Shapefile, GeoPackage, GeoJSON으로 저장해 가져오세요"
_XLSX: Final = "엑셀에서 '다른 이름으로 저장 → Excel 통합 문서(.xlsx)'로 다시 저장하세요"
_LAYER: Final = "GIS 프로그램에서 GeoPackage나 GeoJSON으로 내보내세요"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_SHAPE: Final = bytes.fromhex("0000270a")
_SQLITE: Final = b"SQLite format 3\0"
_GEOPACKAGE_IDS: Final = (b"GPKG", b"GP10", b"GP11")
_HEAD: Final = 4096
_SCHEMA: Final = 65536

_SIGNS: Final = (
    (b"%PDF", "PDF 문서"),
    (b"HWP Document File", "한글 문서"),
    (b"\x89PNG", "그림"),
    (b"\xff\xd8\xff", "그림"),
    (b"GIF8", "그림"),
    (b"7z\xbc\xaf", "7z 압축 파일"),
    (b"Rar!", "RAR 압축 파일"),
    (b"\x1f\x8b", "gzip 압축 파일"),
    (b"ALZ\x01", "알집 압축 파일"),
    (b"EGGA", "알집 압축 파일"),
    (b"MZ", "실행 파일"),
    (b"\x7fELF", "실행 파일"),
    (b"fgb\x03", "FlatGeobuf"),
)
# Names of streams in an OLE file, in the order in which they decide.
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "암호로 보호된 통합 문서입니다", "엑셀에서 암호를 풀어 다시 저장하세요"),
    ("HwpSummaryInformation", "한글 문서(.hwp)입니다", "표를 엑셀로 옮겨 .xlsx로 저장하세요"),
    ("Workbook", "옛 엑셀 형식(.xls)입니다", _XLSX),
    ("Book", "옛 엑셀 형식(.xls)입니다", _XLSX),
    ("WordDocument", "Word 문서입니다", _READABLE),
    ("PowerPoint Document", "PowerPoint 문서입니다", _READABLE),
)


def form_of(path: Path, name: str) -> Form:
    """Return the form of the file; raise DataError for one that is not read, saying what it is."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise DataError(Finding(name, "빈 파일입니다", "내용이 있는 파일을 가져오세요"))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_form(path, name)
    if head.startswith(_OLE):
        raise DataError(_ole_finding(path, name))
    if head.startswith(_SQLITE):
        return _sqlite_form(head, path, name)
    if head.startswith(_SHAPE):
        return Form.SHAPEFILE
    for sign, what in _SIGNS:
        if head.startswith(sign):
            raise DataError(Finding(name, f"{what} 형식은 읽지 않습니다", _READABLE))
    return _text_form(path, head, name)


def _zip_form(path: Path, name: str) -> Form:
    with open_archive(path, name) as zipped:
        names = zipped.namelist()
        if "mimetype" in names:
            raise DataError(_other_office(zipped, name))
    if "[Content_Types].xml" not in names:
        return Form.ZIP
    if "xl/workbook.bin" in names:
        raise DataError(Finding(name, "엑셀 바이너리 통합 문서(.xlsb)입니다", _XLSX))
    if any(inner.startswith("xl/") for inner in names):
        return Form.WORKBOOK
    raise DataError(Finding(name, "엑셀이 아닌 오피스 문서입니다", _READABLE))


def _other_office(zipped: zipfile.ZipFile, name: str) -> Finding:
    try:
        with zipped.open("mimetype") as file:
            kind = file.read(100)
    except BROKEN:
        kind = b""
    if b"spreadsheet" in kind:
        return Finding(name, "ODS 문서입니다", _XLSX)
    what = "한글 문서(.hwpx)" if b"hwp" in kind else "엑셀이 아닌 오피스 문서"
    return Finding(name, f"{what}입니다", "표를 엑셀로 옮겨 .xlsx로 저장하세요")


def _ole_finding(path: Path, name: str) -> Finding:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for stream, problem, remedy in _OLE_STREAMS:
            if content.find(stream.encode("utf-16-le")) >= 0:
                return Finding(name, problem, remedy)
    return Finding(name, "옛 오피스 문서이거나 망가진 파일입니다", _READABLE)


def _sqlite_form(head: bytes, path: Path, name: str) -> Form:
    if head[68:72] in _GEOPACKAGE_IDS:
        return Form.GEOPACKAGE
    with path.open("rb") as file:
        schema = file.read(_SCHEMA)
    # Some programs leave the identifier out.
    if head[68:72] == bytes(4) and b"gpkg_contents" in schema:
        return Form.GEOPACKAGE
    told = "데이터베이스 파일이지만 GeoPackage가 아닙니다"
    raise DataError(Finding(name, told, _LAYER))


def _text_form(path: Path, head: bytes, name: str) -> Form:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    elif b"\0" in head:
        raise DataError(Finding(name, "알 수 없는 형식입니다(글자 파일이 아님)", _READABLE))
    else:
        text = head.decode("utf-8-sig", "replace")
    start = text.lstrip()
    if start.startswith("<"):
        raise DataError(_markup_finding(start, name))
    if start.startswith(("{", "[")) and _is_json(path):
        return Form.GEOJSON
    return Form.CSV


def _markup_finding(start: str, name: str) -> Finding:
    low = start[:2000].lower()
    if "vrtdata" in low or "ogrvrt" in low:
        told = "다른 파일을 가리키는 가상 파일(VRT)은 읽지 않습니다"
        return Finding(name, told, "원본 자료를 " + _LAYER)
    if "<html" in low or "<!doctype html" in low:
        told = "자료가 아니라 웹 페이지입니다(내려받기가 실패했을 수 있습니다)"
        return Finding(name, told, "누리집에서 파일을 다시 내려받으세요")
    if "<kml" in low or "opengis.net" in low:
        return Finding(name, "KML·GML은 읽지 않습니다", _LAYER)
    return Finding(name, "XML 파일은 읽지 않습니다", _READABLE)


def _is_json(path: Path) -> bool:
    """Told by a name in quotes early on: a CSV may begin with a bracket too."""
    with path.open("rb") as file:
        head = file.read(65536)
    return b'"' in head and (
        b'"type"' in head or b'":' in head or head.count(b"\0") > len(head) // 4
    )
