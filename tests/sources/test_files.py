"""Reading files: encodings, ragged rows and GeoJSON that is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.errors import DataError
from cluster_planner.sources.tabular import decode, read_table
from cluster_planner.sources.vector import read_geojson


def written(folder: Path, content: bytes, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_text_is_read_in_the_usual_encodings(encoding: str):
    assert "똠방각하,구미" == decode("똠방각하,구미".encode(encoding), "some.csv")


def test_bytes_of_neither_encoding_are_refused():
    with pytest.raises(DataError, match=r"some\.csv: 글자를 읽을 수 없습니다"):
        decode(b"\xff\xfe\x00\x80", "some.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes):
    try:
        text = decode(content, "some.csv")
    except DataError:
        return

    assert isinstance(text, str)


def test_ragged_rows_are_named(tmp_path: Path):
    with pytest.raises(DataError, match=r"머리글\(2열\)과 다른 행이 있습니다 \(3행\)"):
        read_table(written(tmp_path, b"a,b\n1,2\n1,2,3\n"))


def test_a_file_that_ends_inside_a_line_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match="줄이 끝나기 전에"):
        read_table(written(tmp_path, b"a,b\n1,2"))


def test_an_open_quote_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match="CSV 형식이 아닙니다"):
        read_table(written(tmp_path, b'a,b\n1,"2\n'))


def test_a_folder_in_place_of_a_file_is_a_finding(tmp_path: Path):
    (tmp_path / "some.csv").mkdir()
    with pytest.raises(DataError, match="파일을 열 수 없습니다"):
        read_table(tmp_path / "some.csv")


def test_quotes_and_line_breaks_inside_cells_are_kept(tmp_path: Path):
    frame = read_table(written(tmp_path, b'a,b\r\n"x, ""y""",z\r\n'))

    assert [['x, "y"', "z"]] == frame.to_numpy().tolist()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"type":"Feature"}',
        '{"type":"FeatureCollection","features":[]}',
        '{"type":"FeatureCollection","features":[1]}',
        '{"type":"FeatureCollection","features":[{"properties":null}]}',
        '{"type":"FeatureCollection","features":[{"properties":{},"geometry":{"type":"Poly"}}]}',
        '{"type":"FeatureCollection","features":[{"properties":{},"geometry":[1]}]}',
        "[" * 100_000,
        '<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>',
    ],
)
def test_what_is_not_geojson_is_refused(tmp_path: Path, text: str):
    with pytest.raises(DataError) as caught:
        read_geojson(written(tmp_path, text.encode(), "some.geojson"))

    assert str(caught.value).startswith("some.geojson: ")
