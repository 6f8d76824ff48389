"""Zips from outside are unpacked by their contents' rules, or refused in a sentence."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.archive import Bounds, unpack
from tests.sources.hostile import zips

TABLE = "단지명,면적\n창원,25\n".encode()


def _out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def _refusal(archive: Path, out: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(DataError) as caught:
        unpack(archive, out, archive.name, bounds or Bounds())
    (finding,) = caught.value.findings
    assert finding.where == archive.name
    assert finding.remedy
    return finding.problem


def test_folders_are_flattened_and_litter_is_left_out(tmp_path: Path) -> None:
    archive = zips.zipped(
        tmp_path / "a.zip",
        {"자료/2025/단지.csv": TABLE, "__MACOSX/._단지.csv": b"x", "읽어보기.pdf": b"%PDF"},
    )

    unpacked = unpack(archive, _out(tmp_path), "a.zip")

    assert ["단지.csv"] == [path.name for path in unpacked.files]
    assert TABLE == unpacked.files[0].read_bytes()
    assert ("읽어보기.pdf: 읽는 형식이 아님",) == unpacked.ignored


def test_names_of_korean_windows_come_out_in_korean(tmp_path: Path) -> None:
    archive = zips.zipped(tmp_path / "a.zip", {"산업단지.csv": TABLE}, cp949=True)

    assert "산업단지.csv" == unpack(archive, _out(tmp_path), "a.zip").files[0].name


def test_decomposed_names_of_a_mac_come_out_composed(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "단지.csv")
    archive = zips.zipped(tmp_path / "a.zip", {decomposed: TABLE})

    assert "단지.csv" == unpack(archive, _out(tmp_path), "a.zip").files[0].name


@pytest.mark.parametrize(
    "member",
    [
        "../단지.csv",
        "자료/../../단지.csv",
        "..\\단지.csv",
        "/etc/단지.csv",
        "\\\\server\\단지.csv",
        "C:\\단지.csv",
        "C:단지.csv",
    ],
)
def test_a_member_outside_of_the_archive_is_refused(tmp_path: Path, member: str) -> None:
    out = _out(tmp_path)

    told = _refusal(zips.zipped(tmp_path / "a.zip", {"좋은.csv": TABLE, member: TABLE}), out)

    assert "폴더 밖에" in told
    assert [] == list(out.iterdir())
    assert {"a.zip", "out"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "member", ["a\nb.csv", "con.csv", "자료/NUL", "a.csv:숨은", "긴" * 80 + ".csv"]
)
def test_a_name_that_systems_misread_is_refused(tmp_path: Path, member: str) -> None:
    assert "파일 이름이 있습니다" in _refusal(
        zips.zipped(tmp_path / "a.zip", {member: TABLE}), _out(tmp_path)
    )


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (zips.bomb, "압축률이 정상 범위를 넘는"),
        (zips.crowd, "파일이 너무 많습니다(201개, 한도 200개)"),
        (zips.nested, "또 압축 파일이 있습니다(안.zip)"),
        (zips.link, "링크가 있습니다(단지.csv)"),
        (zips.encrypted, "암호가 걸린"),
        (zips.lying_content, "잘렸거나 망가졌습니다(단지.csv)"),
        (lambda path: zips.heavy(path, 60, 8), "압축을 풀면 너무 큽니다(한도 400 MB)"),
        (lambda path: zips.zipped(path, {"a.exe": b"MZ"}), "읽을 수 있는 파일이 없습니다"),
    ],
)
def test_each_trick_has_its_sentence(
    tmp_path: Path, build: Callable[[Path], Path], sentence: str
) -> None:
    assert sentence in _refusal(build(tmp_path / "a.zip"), _out(tmp_path))


def test_two_members_of_one_name_are_refused_whatever_their_case(tmp_path: Path) -> None:
    members = {"가/Park.csv": TABLE, "나/park.CSV": TABLE}

    assert "이름이 같은" in _refusal(zips.zipped(tmp_path / "a.zip", members), _out(tmp_path))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_off_archive_is_refused(tmp_path: Path, share: float) -> None:
    whole = zips.zipped(tmp_path / "whole.zip", {"단지.csv": bytes(range(256)) * 64})

    told = _refusal(zips.truncated(tmp_path / "a.zip", whole, share), _out(tmp_path))

    assert "잘렸거나 망가졌습니다" in told


def test_bytes_are_counted_while_they_are_unpacked(tmp_path: Path) -> None:
    archive = zips.zipped(tmp_path / "a.zip", {"가.csv": bytes(60_000), "나.csv": bytes(60_000)})

    told = _refusal(archive, _out(tmp_path), Bounds(total_bytes=100_000))

    assert "압축을 풀면 너무 큽니다" in told
