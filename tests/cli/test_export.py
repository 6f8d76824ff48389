"""`cluster-planner export` writes the file that was asked for, whole, or says what is wrong."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.export_arguments import KINDS
from cluster_planner.domain.plan import Run
from cluster_planner.present.papers.formats import FORMATS
from cluster_planner.store.shelf import Shelf
from tests.cli.conftest import Answer
from tests.present.plan_cases import award, hand_made, run_of

Ask = Callable[..., Answer]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return kept(hand_made(), tmp_path / "실행")


def kept(run: Run, folder: Path) -> Path:
    folder.mkdir()
    (folder / "plan.json").write_text(run.to_json(), "utf-8")
    return folder


def test_the_command_offers_every_format_that_is_written() -> None:
    assert [kind for kind, _ in KINDS] == [*FORMATS, "bundle"]


@pytest.mark.parametrize(
    ("kind", "name", "start"),
    [
        ("hwpx", "계획.hwpx", b"PK"),
        ("xlsx", "계획.xlsx", b"PK"),
        ("csv", "계획.zip", b"PK"),
        ("gpkg", "계획.gpkg", b"SQLite format 3"),
        ("geojson", "계획.geojson", b"{"),
        ("map", "계획.html", b"<!DOCTYPE html>"),
        ("png", "계획.png", b"\x89PNG"),
        ("park", "단지.html", b"<!doctype html>"),
        ("region", "권역.html", b"<!doctype html>"),
    ],
)
def test_a_format_is_written(
    ask: Ask, folder: Path, tmp_path: Path, kind: str, name: str, start: bytes
) -> None:
    path = tmp_path / name

    answer = ask("export", folder, "--as", kind, "--out", path)

    assert answer.code == ExitCode.OK, answer.err
    assert path.read_bytes().startswith(start)
    assert f"쓴 파일: {path}" in answer.out
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_kept_run_is_found_by_its_number(ask: Ask, home: Path, tmp_path: Path) -> None:
    Shelf(home).runs.keep(hand_made())
    path = tmp_path / "점.geojson"

    assert ask("export", hand_made().run_id, "--as", "geojson", "--out", path).code == 0
    assert json.loads(path.read_text("utf-8"))["about"]["실행번호"] == hand_made().run_id


def test_a_file_that_is_there_is_kept_without_force(ask: Ask, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "계획.geojson"
    path.write_text("내 파일", "utf-8")

    answer = ask("export", folder, "--as", "geojson", "--out", path)

    assert answer.code == ExitCode.BAD_INPUT
    assert "이미 있는 파일입니다" in answer.err
    assert path.read_text("utf-8") == "내 파일"
    assert ask("export", folder, "--as", "geojson", "--out", path, "--force").code == 0
    assert path.read_text("utf-8") != "내 파일"


def test_an_unknown_run_is_told_with_what_to_write(ask: Ask, tmp_path: Path) -> None:
    answer = ask("export", "없는실행", "--as", "csv", "--out", tmp_path / "x.zip")

    assert answer.code == ExitCode.BAD_INPUT
    assert "그런 실행이 없습니다" in answer.err
    assert not (tmp_path / "x.zip").exists()


def test_a_file_that_is_no_plan_is_refused(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("{}", "utf-8")

    answer = ask("export", tmp_path / "plan.json", "--as", "csv", "--out", tmp_path / "x.zip")

    assert answer.code == ExitCode.BAD_INPUT
    assert "계획 파일이 아닙니다" in answer.err


def test_a_run_of_other_data_is_refused(ask: Ask, tmp_path: Path) -> None:
    other = hand_made().model_copy(update={"snapshot_digest": "cd" * 32})

    answer = ask(
        "export", kept(other, tmp_path / "다른"), "--as", "png", "--out", tmp_path / "x.png"
    )

    assert answer.code == ExitCode.BAD_INPUT
    assert "--data cdcdcdcdcdcdcdcd" in answer.err


def test_every_wrong_option_is_told_at_once(ask: Ask, folder: Path, tmp_path: Path) -> None:
    answer = ask(
        "export", folder, "--as", "csv", "--out", tmp_path / "없는 폴더" / "x.zip",
        "--with", folder, "--park", "창원", "--region", "동남권",
    )  # fmt: skip

    assert answer.code == ExitCode.BAD_INPUT
    for told in ("폴더가 없습니다", "--with", "--park", "--region"):
        assert told in answer.err


def test_an_unknown_format_is_refused_in_korean(ask: Ask, folder: Path, tmp_path: Path) -> None:
    answer = ask("export", folder, "--as", "hwp", "--out", tmp_path / "x.hwp")

    assert answer.code == ExitCode.BAD_INPUT
    assert "가운데 고르세요" in answer.err


def test_a_region_gives_a_page_for_each_of_its_chosen_parks(
    ask: Ask, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "동남권.html"

    answer = ask("export", folder, "--as", "park", "--region", "동남권", "--out", path)

    assert answer.code == 0
    page = path.read_text("utf-8")
    assert page.count("<article") == 1
    assert "<h2>창원</h2>" in page


def test_parks_and_regions_go_by_their_names(ask: Ask, folder: Path, tmp_path: Path) -> None:
    parks, regions = tmp_path / "단지.html", tmp_path / "권역.html"

    asked = ("export", folder, "--as", "park", "--park", "여수", "--park", "창원")
    assert ask(*asked, "--out", parks).code == 0
    assert parks.read_text("utf-8").count("<article") == 2
    assert ask("export", folder, "--as", "region", "--region", "제주", "--out", regions).code == 0
    assert regions.read_text("utf-8").count("<article") == 1
    wrong = ask(
        "export", folder, "--as", "region", "--region", "남극", "--out", tmp_path / "x.html"
    )
    assert wrong.code == ExitCode.BAD_INPUT
    assert "그런 권역이 없습니다" in wrong.err


def test_other_runs_come_into_the_document(ask: Ask, folder: Path, tmp_path: Path) -> None:
    other = run_of(award("p_gumi", "base", "complex_ax", 2027), carry_over_pct=5.0)
    other = other.model_copy(update={"run_id": "fedcba9876543210"})
    path = tmp_path / "계획.hwpx"

    answer = ask(
        "export", folder, "--as", "hwpx", "--with", kept(other, tmp_path / "대안"), "--out", path
    )

    assert answer.code == 0, answer.err
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as pack:
        text = pack.read("Contents/section0.xml").decode()
    assert "대안 비교" in text
    assert "fedcba9876543210" in text
