"""The doctor tells the figures of the data and is not well when something is missing."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli import checks
from cluster_planner.cli.codes import ExitCode
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present import assets
from cluster_planner.sources.embedded import data_home
from tests.cli.conftest import Answer, shell

Ask = Callable[..., Answer]


@pytest.fixture
def broken_data(tmp_path: Path) -> Path:
    """A copy of the data, to be broken."""
    folder = tmp_path / "자료"
    shutil.copytree(data_home(), folder, ignore=shutil.ignore_patterns("build", "__pycache__"))
    return folder


def test_json_tells_the_published_totals() -> None:
    answer = shell("doctor", "--json")

    assert answer.code == ExitCode.OK
    assert answer.json["complexes"] == 1_359
    assert answer.json["tenants"] == 131_269
    assert answer.json["operating"] == 120_957
    assert answer.json["area_thousand_m2"] == 1_487_188
    assert answer.json["national_tenants"] == 65_209
    assert answer.json["national_jobs"] == 984_829
    assert isinstance(answer.json["points_outside"], int)


def test_json_tells_rows_digest_and_versions(ask: Ask, snapshot: Snapshot) -> None:
    said = ask("doctor", "--json").json

    assert said["rows"] == {name: len(frame) for name, frame in snapshot.tables.items()}
    assert said["snapshot_digest"] == snapshot.digest
    assert {"python", "pulp", "highspy", "panel", "folium"} <= set(said["versions"])
    assert said["healthy"] is True


def test_the_plain_report_has_a_line_for_every_check(ask: Ask) -> None:
    answer = ask("doctor")

    assert answer.code == ExitCode.OK
    assert "정상  풀이 도구(작은 문제): HiGHS" in answer.out
    assert "합계  입주업체: 131,269개사" in answer.out
    assert "이상" not in answer.out


def test_broken_data_are_told_with_file_row_and_column(ask: Ask, broken_data: Path) -> None:
    path = broken_data / "partners.csv"
    header, first, *rest = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join((header, first, first, *rest)), "utf-8")
    answer = ask("doctor", "--data", broken_data, "--json")

    assert answer.code == ExitCode.BAD_INPUT
    assert answer.json["healthy"] is False
    assert answer.json["tenants"] is None
    assert any("partners.csv" in finding["where"] for finding in answer.json["findings"])


def test_a_total_that_no_longer_ties_is_told(ask: Ask, broken_data: Path) -> None:
    path = broken_data / "complexes.csv"
    header, first, *rest = csv.reader(path.read_text("utf-8").splitlines())
    at = header.index("tenants")
    first[at] = str(int(first[at]) + 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((header, first, *rest))
    answer = ask("doctor", "--data", broken_data, "--json")

    assert answer.code == ExitCode.BAD_INPUT
    assert answer.json["tenants"] == 131_270
    assert any("대조 tenants" in finding["where"] for finding in answer.json["findings"])


def test_a_broken_shipped_scenario_is_told(ask: Ask, broken_data: Path) -> None:
    (broken_data / "scenarios/나쁨.yaml").write_text("name: 나쁨\n", "utf-8")
    answer = ask("doctor", "--data", broken_data, "--json")

    assert answer.code == ExitCode.BAD_INPUT
    assert "나쁨.yaml programmes" in [f["where"] for f in answer.json["findings"]]


def test_a_missing_browser_file_makes_the_installation_unwell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    found = {check.name: check for check in checks.installation()}

    assert not found["static"].healthy
    assert not found["fonts"].healthy
    assert "다시 설치하세요" in found["fonts"].detail
    assert found["solver"].healthy


def test_an_old_library_makes_the_installation_unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.metadata, "requires", lambda _: ["pandas>=999.1", "nowhere>=1"])
    found = {check.name: check for check in checks.installation()}

    assert not found["pandas"].healthy
    assert not found["nowhere"].healthy
