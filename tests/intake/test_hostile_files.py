"""A hostile file at the gate: its sentence is in the report, the others are taken, nothing is left."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from cluster_planner.intake.gate import import_files
from tests.sources.hostile import files, layers, workbooks, zips

HOSTILE: dict[str, Callable[[Path], Path]] = {
    "폭탄.zip": zips.bomb,
    "미끄럼.zip": lambda path: zips.zipped(path, {"../../단지.csv": b"a"}),
    "가상.geojson": lambda path: files.vrt(path, "secret.csv"),
    "개체.xlsx": workbooks.entities,
    "암호.xlsx": lambda path: files.ole(path, "EncryptedPackage"),
    "빈.geojson": layers.nothing,
}


def test_hostile_files_alone_make_no_snapshot_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, home = tmp_path / "temporary", tmp_path / "home"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    given = [build(tmp_path / name) for name, build in HOSTILE.items()]
    before = set(psutil.Process().children())

    outcome = import_files(given, None, home)

    assert list(HOSTILE) == [report.file for report in outcome.report.files]
    assert all(report.refused and report.sha256 for report in outcome.report.files)
    assert outcome.folder is None
    assert not outcome.report.changed
    assert [] == list(temporary.iterdir())
    assert before >= set(psutil.Process().children())
    assert not [folder for folder in home.glob("snapshots/*") if folder.is_dir()]


def test_a_hostile_file_hinders_no_other(tmp_path: Path) -> None:
    good = layers.geojson(tmp_path / "경계.geojson")
    bad = zips.bomb(tmp_path / "폭탄.zip")

    outcome = import_files([bad, good], None, tmp_path / "home")

    told = {report.file: report.refused for report in outcome.report.files}
    assert {"폭탄.zip": True, "경계.geojson": False} == told
