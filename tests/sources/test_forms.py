"""What a file is, is told by its bytes, whatever its name says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.forms import Form, form_of
from tests.sources.hostile import files, zips

Build = Callable[[Path], Path]


def _bytes(content: bytes) -> Build:
    def build(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return build


@pytest.mark.parametrize(
    ("build", "form"),
    [
        (_bytes("시도,단지명\n경남,창원\n".encode("cp949")), Form.CSV),
        (_bytes("시도,단지명\n".encode("utf-16")), Form.CSV),
        (_bytes(b'\xef\xbb\xbf {"type": "FeatureCollection"}'), Form.GEOJSON),
        (_bytes(b"[1] name,area\n1,2\n"), Form.CSV),
        (_bytes(b"SQLite format 3\0".ljust(68, b"\0") + b"GPKG"), Form.GEOPACKAGE),
        (_bytes(b"SQLite format 3\0".ljust(100, b"\0") + b"gpkg_contents"), Form.GEOPACKAGE),
        (_bytes(bytes.fromhex("0000270a") + bytes(96)), Form.SHAPEFILE),
        (lambda path: files.office(path, "xl/workbook.xml"), Form.WORKBOOK),
        (lambda path: zips.zipped(path, {"a.csv": b"a"}), Form.ZIP),
    ],
)
def test_what_we_read_is_known_by_its_content(tmp_path: Path, build: Build, form: Form) -> None:
    assert form is form_of(build(tmp_path / "자료.bin"), "자료.bin")


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (_bytes(b""), "빈 파일"),
        (_bytes(b" \r\n\t" + bytes(200)), "빈 파일"),
        (_bytes(b"%PDF-1.7"), "PDF 문서"),
        (_bytes(b"HWP Document File V3.00"), "한글 문서"),
        (_bytes(b"\x89PNG\r\n\x1a\n"), "그림"),
        (_bytes(b"\x7fELF\x02"), "실행 파일"),
        (_bytes(b"a,b\n1,\0\0\0"), "글자 파일이 아님"),
        (lambda path: files.ole(path, "EncryptionInfo", "EncryptedPackage"), "암호로 보호된"),
        (lambda path: files.ole(path, "Workbook"), "옛 엑셀 형식(.xls)"),
        (
            lambda path: files.ole(path, "FileHeader", "\x05HwpSummaryInformation"),
            "한글 문서(.hwp)",
        ),
        (lambda path: files.ole(path), "망가진"),
        (files.database, "GeoPackage가 아닙니다"),
        (lambda path: files.vrt(path, "secret.csv"), "가상 파일(VRT)"),
        (lambda path: files.text(path, '<?xml version="1.0"?><!-- --><VRTDataset/>'), "VRT"),
        (lambda path: files.text(path, "<!DOCTYPE html><html>로그인"), "웹 페이지"),
        (lambda path: files.text(path, '<?xml version="1.0"?><kml/>'), "KML"),
        (lambda path: files.text(path, "<response/>"), "XML"),
        (lambda path: files.office(path, "word/document.xml"), "엑셀이 아닌 오피스"),
        (lambda path: files.office(path, "xl/workbook.bin"), ".xlsb"),
        (lambda p: files.open_document(p, "application/vnd.oasis.opendocument.spreadsheet"), "ODS"),
        (lambda path: files.open_document(path, "application/hwp+zip"), "한글 문서(.hwpx)"),
        (_bytes(b"PK\x03\x04 and nothing else"), "잘렸거나"),
    ],
)
def test_what_we_do_not_read_is_named(tmp_path: Path, build: Build, sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        form_of(build(tmp_path / "자료.xlsx"), "자료.xlsx")

    (finding,) = caught.value.findings
    assert sentence in finding.problem
    assert "자료.xlsx" == finding.where
    assert finding.remedy
