"""Names come out as they were written, whatever the .cpg says about them."""

from itertools import product
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.sources.geo import Hints, read_shapes
from cluster_planner.sources.geo.encoding import declared_codec, find_encoding
from tests.official.layers import complex_points, dbf_bytes, write_shapefile
from tests.proof.effort import times
from tests.sources.geo.measures import decision, shapes_of

CPGS = (
    None,
    "CP949",
    "949",
    "EUC-KR",
    "KSC5601",
    "MS949",
    "UTF-8",
    "65001",
    "ISO-8859-1",
    "SYSTEM",
    "",
)
LANGUAGES = (0, 0x4E, 0x4F, 0x57, 0x79)
DECLARED = [
    (cpg, language)
    for cpg, language in product(CPGS, LANGUAGES)
    if times(1) > 1 or cpg is None or language == 0 or (cpg, language) == ("CP949", 0x57)
]
"""Where there is a .cpg the language of the table says nothing: one pair stands for the others."""
NAMES = complex_points()["name_ko"].to_list()
# Syllables that CP949 has and EUC-KR has not.
RARE = ["똠방각하", "햏햏", "뷁산업", "펲시"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
@pytest.mark.parametrize(("cpg", "language"), DECLARED)
def test_names_are_read_whatever_is_declared(
    encoding: str, cpg: str | None, language: int, tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = truth.head(8).assign(DAN_NAME=[*RARE, *truth["DAN_NAME"].head(4)])
    write_shapefile(tmp_path, few, encoding=encoding, cpg=cpg, language=language)
    reading = read_shapes(tmp_path, "산업단지.zip")
    assert shapes_of(reading)["name_ko"].to_list() == few["DAN_NAME"].to_list()
    told = decision(reading.report, "글자 인코딩")
    assert told.startswith({"cp949": "CP949", "utf-8": "UTF-8"}[encoding])
    assert "똠방각하" in told
    assert ("라지만" in told) == _lies(encoding, cpg, language)


def _lies(encoding: str, cpg: str | None, language: int) -> bool:
    if cpg is not None:
        return declared_codec(cpg) != encoding
    return encoding == "utf-8" and language in (0x4E, 0x79)


@given(st.lists(st.sampled_from(NAMES + RARE), min_size=1, max_size=30), st.data())
def test_names_of_two_encodings_in_one_table_are_each_read_in_theirs(
    names: list[str], data: st.DataObject
) -> None:
    codecs = [data.draw(st.sampled_from(["cp949", "utf-8"])) for _ in names]
    raw = [name.encode(codec) for name, codec in zip(names, codecs, strict=True)]
    encoding = find_encoding(raw, None, 0)
    assert [encoding.decode(value)[0] for value in raw] == names
    repaired = [bool(encoding.decode(value)[1]) for value in raw]
    foreign = [
        codec != encoding.codec and not v.isascii() for codec, v in zip(codecs, raw, strict=True)
    ]
    assert repaired == foreign


@given(st.sampled_from(NAMES), st.sampled_from(["cp949", "utf-8"]), st.integers(3, 20))
def test_a_name_cut_within_a_letter_loses_only_that_letter(
    name: str, codec: str, width: int
) -> None:
    raw = [other.encode(codec) for other in NAMES[:50]]
    cut = name.encode(codec)[:width]
    text, _ = find_encoding([*raw, cut], None, 0).decode(cut)
    assert name.startswith(text)
    assert len(name[: len(text)].encode(codec)) > width - 3 or text == name


def test_mixed_encodings_are_told_with_the_row(tmp_path: Path, truth: gpd.GeoDataFrame) -> None:
    few = truth.head(3)
    parts = write_shapefile(tmp_path, few, cpg="CP949")
    names: list[str | bytes] = [
        few["DAN_NAME"].iloc[0],
        "햏햏 산단".encode(),
        few["DAN_NAME"].iloc[2],
    ]
    parts[".dbf"].write_bytes(dbf_bytes({"DAN_ID": few["DAN_ID"].to_list(), "DAN_NAME": names}))
    reading = read_shapes(tmp_path, "a")
    assert shapes_of(reading)["name_ko"].iloc[1] == "햏햏 산단"
    (repair,) = [r for r in reading.report.repairs if "UTF-8" in r.how]
    assert repair.place.row == 2
    assert repair.place.column == "DAN_NAME"


def test_no_break_spaces_and_decomposed_hangul_become_plain_names(
    tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = truth.head(1).assign(DAN_NAME=["\u1109\u1161\u11ab\u00a0 업"])
    write_shapefile(tmp_path, few, encoding="utf-8", cpg="UTF-8")
    assert shapes_of(read_shapes(tmp_path, "a"))["name_ko"].to_list() == ["산 업"]


def test_bytes_that_are_no_letters_are_shown_as_such_and_told(
    tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = truth.head(3)
    parts = write_shapefile(tmp_path, few)
    names: list[str | bytes] = ["구미", b"\xff\xfe\xfd", "창원"]
    parts[".dbf"].write_bytes(dbf_bytes({"DAN_ID": few["DAN_ID"].to_list(), "DAN_NAME": names}))
    reading = read_shapes(tmp_path, "a")
    assert "�" in shapes_of(reading)["name_ko"].iloc[1]
    assert any("읽을 수 없는 글자" in repair.how for repair in reading.report.repairs)


def test_korean_field_names_are_read_too(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    few = truth.head(5).rename(
        columns={"DAN_ID": "단지코드", "DAN_NAME": "단지명", "DANJI_TYPE": "유형"}
    )
    write_shapefile(tmp_path, few, crs="EPSG:5186")
    reading = read_shapes(tmp_path, "a", hints=hints)
    assert shapes_of(reading)["name_ko"].to_list() == few["단지명"].to_list()
    assert decision(reading.report, "이름 필드").startswith("단지명")
