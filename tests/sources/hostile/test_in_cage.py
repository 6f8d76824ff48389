"""Each hostile or broken file gets its sentence through the cage, and leaves nothing behind."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.cage import Limits, Stopped, read_in_cage
from cluster_planner.sources.groups import Group, group_files
from cluster_planner.sources.readers import Asked, readings_of
from tests.proof.effort import times
from tests.sources.hostile import files, layers, workbooks, zips

Build = Callable[[Path], Path]


def _refusal(source: Path | Group, limits: Limits | None = None) -> str:
    with pytest.raises(DataError) as caught:
        read_in_cage(source, limits=limits or Limits())
    return _told(source.name, caught.value)


def _told(name: str, error: DataError) -> str:
    assert all(name in finding.where for finding in error.findings)
    assert all(finding.remedy for finding in error.findings)
    return " ".join(finding.problem for finding in error.findings)


def _secret(path: Path) -> Path:
    """A file of this machine that a virtual layer would like to read."""
    secret = path.parent / "secret.csv"
    secret.write_text("a,b\n", "utf-8")
    return files.vrt(path, str(secret))


def _vrt_in_zip(path: Path) -> Path:
    evil = files.VRT.format(target="secret.csv").encode()
    return zips.zipped(path, {"단지.geojson": evil})


CASES = [
    ("폭탄.zip", zips.bomb, "압축률이 정상 범위를"),
    ("미끄럼.zip", lambda p: zips.zipped(p, {"../../단지.csv": b"a"}), "폴더 밖에"),
    ("겹.zip", zips.nested, "또 압축 파일"),
    ("링크.zip", zips.link, "링크가 있습니다"),
    ("암호.zip", zips.encrypted, "암호가 걸린"),
    ("가상.geojson", _secret, "가상 파일(VRT)"),
    ("가상.zip", _vrt_in_zip, "가상 파일(VRT)"),
    ("옛것.zip", lambda p: zips.zipped(p, {"a.hwp": b"HWP Document File"}), "한글 문서"),
    ("암호.xlsx", lambda p: files.ole(p, "EncryptedPackage"), "암호로 보호된"),
    ("폭탄.xlsx", workbooks.bomb, "압축률이 정상 범위를"),
    ("개체.xlsx", workbooks.entities, "외부 개체 정의"),
    ("현황.xls", lambda p: files.ole(p, "Workbook"), "옛 엑셀"),
    ("표.csv", lambda p: files.text(p, "가,나\n다,라\n"), "알아볼 수 없습니다"),
    ("빈.geojson", layers.nothing, "도형"),
    ("지점.json", lambda p: files.text(p, '{"type": "Point"}'), "필드를 찾지"),
]
THROUGH_THE_CAGE = CASES if times(1) > 1 else CASES[::5]
"""The cage carries any sentence alike; all of them are sent through it by `make proof`."""


@pytest.mark.parametrize(("name", "build", "sentence"), CASES)
def test_a_hostile_file_gets_its_sentence(
    tmp_path: Path, name: str, build: Build, sentence: str
) -> None:
    group = Group(name, (build(tmp_path / name),))
    (tmp_path / "work").mkdir()

    with pytest.raises(DataError) as caught:
        readings_of(group, tmp_path / "work", Asked(), lambda words: None)

    assert sentence in _told(name, caught.value)


@pytest.mark.parametrize(("name", "build", "sentence"), THROUGH_THE_CAGE)
def test_a_sentence_comes_through_the_cage(
    tmp_path: Path, name: str, build: Build, sentence: str
) -> None:
    assert sentence in _refusal(build(tmp_path / name))


def test_a_cut_off_workbook_gets_its_sentence(tmp_path: Path) -> None:
    whole = workbooks.status(tmp_path / "whole.xlsx")

    assert "잘렸거나" in _refusal(zips.truncated(tmp_path / "현황.xlsx", whole))


def test_a_wrong_extension_is_only_a_remark(tmp_path: Path) -> None:
    path = workbooks.status(tmp_path / "현황.xlsx")

    (reading,) = read_in_cage(path.rename(tmp_path / "현황.csv"))

    assert len(workbooks.ROWS) == reading.report.rows_kept
    assert "확장자는 .csv" in reading.report.decisions[0].why


def test_links_and_macros_are_told_and_not_followed(tmp_path: Path) -> None:
    (reading,) = read_in_cage(workbooks.linked(tmp_path / "현황.xlsx"))

    assert len(workbooks.ROWS) == reading.report.rows_kept
    assert "링크" in reading.report.decisions[0].why
    assert "매크로" in reading.report.decisions[0].why


def test_a_used_range_to_the_last_column_costs_nothing(tmp_path: Path) -> None:
    (reading,) = read_in_cage(workbooks.status(tmp_path / "현황.xlsx", workbooks.stray()))

    assert len(workbooks.ROWS) == reading.report.rows_kept


def test_a_formula_without_a_value_is_refused_with_its_place(tmp_path: Path) -> None:
    (reading,) = read_in_cage(workbooks.status(tmp_path / "현황.xlsx", workbooks.formula))

    places = [(r.place.row, r.place.column[:1]) for r in reading.report.refusals]
    assert (workbooks.FIRST_ROW, "M") in places


def test_a_zip_of_several_files_gives_several_readings(tmp_path: Path) -> None:
    book = workbooks.status(tmp_path / "a.xlsx").read_bytes()
    path = zips.zipped(
        tmp_path / "자료.zip",
        {
            "현황.xlsx": book,
            "지도.geojson": layers.geojson(tmp_path / "b").read_bytes(),
            "글.hwp": b"HWP Document File",
        },
    )

    first, second = read_in_cage(path)

    assert "자료.zip › 현황.xlsx" == first.report.file
    assert "자료.zip › 지도.geojson" == second.report.file
    assert path.stat().st_size == second.report.size_bytes
    assert any("글.hwp" in told for told in first.report.ignored)


def test_loose_parts_of_a_shapefile_are_read_together(tmp_path: Path) -> None:
    (group,) = group_files(layers.shapefile(tmp_path / "shp"))

    (reading,) = read_in_cage(group)

    shapes = reading.tables["shapes"]
    assert 3 == len(shapes)
    assert "시험0일반산업단지" == shapes["name_ko"].iloc[0]
    assert shapes.total_bounds[0] == pytest.approx(128.656, abs=1e-3)


def test_a_shapefile_without_its_table_or_shapes_is_refused(tmp_path: Path) -> None:
    parts = layers.shapefile(tmp_path / "shp")
    (no_table,) = group_files(layers.without(parts, ".dbf"))
    (no_shapes,) = group_files(layers.without(parts, ".shp"))

    assert ".dbf" in _refusal(no_table)
    assert ".shp 파일이 없습니다" in _refusal(no_shapes)


def test_a_null_shape_is_refused_and_a_bow_tie_mended(tmp_path: Path) -> None:
    null = layers.geojson(tmp_path / "a.geojson", layers.with_odd(None))
    bow_tie = layers.geopackage(tmp_path / "b.gpkg", layers.with_odd(layers.BOW_TIE))

    (without,), (mended,) = read_in_cage(null), read_in_cage(bow_tie)

    assert (2, 1) == (without.report.rows_kept, len(without.report.refusals))
    assert 3 == mended.report.rows_kept
    assert mended.tables["shapes"].is_valid.all()
    assert mended.report.repairs


def test_a_file_that_is_too_large_is_not_even_copied(tmp_path: Path) -> None:
    path = files.text(tmp_path / "큰.csv", "가,나\n" * 1000)

    assert "너무 큽니다" in _refusal(path, Limits(upload_bytes=1000))


def test_a_file_that_is_not_there_has_a_sentence(tmp_path: Path) -> None:
    assert "파일이 없습니다" in _refusal(tmp_path / "없음.csv")


def test_a_reading_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = workbooks.status(tmp_path / "현황.xlsx")

    assert "시간이 너무 오래" in _refusal(path, Limits(wall_s=0.01))


def test_a_reading_that_needs_more_memory_is_given_up(tmp_path: Path) -> None:
    path = workbooks.status(tmp_path / "현황.xlsx")

    assert "메모리가 너무" in _refusal(path, Limits(memory_bytes=40 * 1024**2))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_layer_that_is_a_query_without_end_is_given_up(tmp_path: Path) -> None:
    path = layers.endless(tmp_path / "끝없음.gpkg")

    assert "한도 4초" in _refusal(path, Limits(cpu_s=4))


def test_a_table_that_claims_billions_of_rows_is_refused_at_once(tmp_path: Path) -> None:
    (group,) = group_files(layers.boastful(layers.shapefile(tmp_path / "shp")))

    assert "너무 많습니다" in _refusal(group)


def test_text_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = '{"type": "FeatureCollection", "features": ' + "[" * 200_000

    assert "JSON" in _refusal(files.text(tmp_path / "깊음.geojson", deep))


def test_a_stopped_reading_says_so(tmp_path: Path) -> None:
    path = workbooks.status(tmp_path / "현황.xlsx")

    with pytest.raises(Stopped):
        read_in_cage(path, stop=lambda: True)


def test_a_name_that_is_no_utf8_is_shown_in_korean(tmp_path: Path) -> None:
    named = "현황.xlsx".encode("cp949").decode("utf-8", "surrogateescape")
    try:
        path = workbooks.status(tmp_path / "a.xlsx").rename(tmp_path / named)
    except OSError:
        pytest.skip("this file system holds UTF-8 names only")

    (reading,) = read_in_cage(path)

    assert "현황.xlsx" == reading.report.file
