"""An official file goes in, is looked at, accepted, used and taken back, by commands alone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.intake.gate import import_readings
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.snapshots import SnapshotShelf
from tests.cli.conftest import Answer
from tests.intake.readings import published, status_reading
from tests.official.status_book import write_status_csv, write_status_workbook

Ask = Callable[..., Answer]
Question = Callable[..., Path]

BIGGER, CLOSED, RENAMED = 5, 41, 60
"""Rows of complexes.csv that the file has otherwise."""


@dataclass(frozen=True)
class Official:
    """A workbook of the next quarter and what it changes."""

    path: Path
    before: pd.DataFrame

    def name(self, row: int) -> str:
        """The name in our data."""
        return str(self.before.loc[row, "name_ko"])


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Official:
    before = pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)
    rows = before.copy()
    rows.loc[BIGGER, "tenants"] = str(int(rows.loc[BIGGER, "tenants"]) + 500)
    rows.loc[RENAMED, "name_ko"] = f"{rows.loc[RENAMED, 'name_ko'][:-1]}빛"
    new = rows.loc[[CLOSED]].assign(row_id="c_new", name_ko="한빛별빛첨단")
    rows = pd.concat([rows.drop(index=CLOSED), new], ignore_index=True)
    path = tmp_path_factory.mktemp("official") / "전국산업단지현황통계.xlsx"
    return Official(write_status_workbook(path, rows, quarter=(2026, 1)), before)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def plan_of(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "plan.json").read_text("utf-8"))
    return content


def test_from_the_file_to_the_plan_and_back(
    ask: Ask, question: Question, official: Official, home: Path, tmp_path: Path
) -> None:
    embedded = load_snapshot().digest
    report = tmp_path / "보고.xlsx"

    brought = ask("import", official.path, "--report", report)
    assert brought.code == ExitCode.OK, brought.err
    assert "전국산업단지현황통계, 기준일 2026년 3월 31일" in brought.out
    assert "모두 맞습니다" in brought.out
    assert "data confirm" in brought.out
    assert f"공식 산업단지 · 크게 바뀜:\n   - {official.name(BIGGER)} · 입주업체" in brought.out
    assert openpyxl.load_workbook(report, read_only=True).sheetnames[0] == "요약"
    assert SnapshotShelf.of(home).current() == ""

    asked = ask("data", "confirm", "--json").json["questions"]
    named = [one["candidate_ko"].split()[-1] for one in asked]
    yes = named.index(official.name(RENAMED)) + 1
    no = ",".join(str(number) for number in range(1, len(named) + 1) if number != yes)
    confirmed = ask("data", "confirm", "--yes", yes, "--no", no, "--json")
    assert confirmed.code == ExitCode.OK, confirmed.err
    digest = confirmed.json["report"]["digest"]

    told = ask("data", "diff", digest[:8], "--json").json["changes"]
    ours = [one for one in told if one["table"] == "complexes"]
    kinds = {(one["kind"], one["name"]) for one in ours if one["kind"] != "changed"}
    assert ("new", "한빛별빛첨단") in kinds
    assert ("closed", official.name(CLOSED)) in kinds
    assert ("renamed", f"{official.name(RENAMED)[:-1]}빛") in kinds
    assert ("jumped", official.name(BIGGER)) in kinds
    assert "새로 생김 1건" in ask("data", "diff").out

    accepted = ask("data", "accept")
    assert accepted.code == ExitCode.OK, accepted.err
    assert digest[:12] in accepted.out
    assert ask("run", question(), "--out", tmp_path / "new").code == ExitCode.OK
    assert plan_of(tmp_path / "new")["snapshot_digest"] == digest

    assert "되돌렸습니다" in ask("data", "rollback").out
    assert ask("run", question(), "--out", tmp_path / "old").code == ExitCode.OK
    assert plan_of(tmp_path / "old")["snapshot_digest"] == embedded

    again = ask("run", question(), "--out", tmp_path / "again", "--data", digest[:8])
    assert again.code == ExitCode.OK
    first, second = plan_of(tmp_path / "new"), plan_of(tmp_path / "again")
    assert first["plan"] == second["plan"]
    assert first["run_id"] == second["run_id"]
    assert ask("data", "rollback").code == ExitCode.BAD_INPUT


def test_a_run_on_the_embedded_data_is_repeated_after_an_import_was_accepted(
    ask: Ask, question: Question, home: Path, tmp_path: Path
) -> None:
    ask("run", question(), "--out", tmp_path / "first")
    digest = plan_of(tmp_path / "first")["snapshot_digest"]
    assert (home / "snapshots" / digest).is_dir()
    rows = published()
    rows.loc[BIGGER, "tenants"] = "771"
    import_readings([status_reading(rows, as_of="2026-03-31")], None, home)
    assert ask("data", "accept").code == ExitCode.OK
    assert ask("data", "list", "--json").json["current"] != digest

    repeated = ask("run", question(), "--out", tmp_path / "second", "--data", digest[:12])

    assert repeated.code == ExitCode.OK, repeated.err
    assert plan_of(tmp_path / "first")["plan"] == plan_of(tmp_path / "second")["plan"]
    doctor = ask("doctor", "--json").json
    assert doctor["healthy"], doctor["findings"]
    (check,) = (one for one in doctor["checks"] if one["name"] == "snapshot")
    assert check["detail"].startswith("가져온 자료")


@pytest.mark.usefixtures("home")
def test_a_file_that_is_nothing_of_ours_is_refused_with_its_reason(
    ask: Ask, tmp_path: Path
) -> None:
    (tmp_path / "노래.csv").write_text("가사,곡\n아리랑,아리랑\n", "utf-8")

    answer = ask("import", tmp_path / "노래.csv", "--accept", "--json")

    assert answer.code == ExitCode.BAD_INPUT
    assert answer.json["status"] == "nothing_taken"
    assert not answer.json["accepted"]
    assert answer.json["report"]["files"][0]["findings"]
    assert "지금 자료는 그대로입니다" in ask("import", tmp_path / "노래.csv").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import",), "꼭 있어야 하는 인자가 없습니다: FILE"),
        (("import", "a.csv", "--crs", "Korea"), "5174나 EPSG:5174처럼"),
        (("import", "a.csv", "--report", "a.pdf"), ".xlsx로 끝나는"),
        (("data",), "꼭 있어야 하는 인자가 없습니다"),
        (("data", "confirm", "--yes", "eins"), "1,3-5나 all처럼"),
        (("data", "accept"), "기다리는 자료가 없습니다"),
        (("data", "confirm"), "답을 기다리는 이름이 없습니다"),
        (("data", "rollback"), "돌아갈 곳이 없습니다"),
        (("data", "show", "abc"), "8자 이상"),
        (("data", "diff", "embedded", "0123456789"), "보관된 자료가 없습니다"),
        (("doctor", "--data", "0123456789"), "보관된 자료가 없습니다"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_is_told_in_korean(
    ask: Ask, arguments: tuple[str, ...], sentence: str
) -> None:
    answer = ask(*arguments)

    assert answer.code == ExitCode.BAD_INPUT
    assert sentence in answer.err


@pytest.mark.usefixtures("home")
def test_without_an_import_the_list_names_the_embedded_data_as_in_use(ask: Ask) -> None:
    listed = ask("data", "list")

    assert listed.code == ExitCode.OK
    assert f"* {load_snapshot().digest[:12]}" in listed.out
    assert "complexes: 1,363행" in ask("data", "show").out


@pytest.mark.usefixtures("home")
def test_a_snapshot_is_exported_as_a_folder_that_commands_take(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "out" / "자료"

    exported = ask("data", "export", "embedded", target)

    assert exported.code == ExitCode.OK, exported.err
    assert load_snapshot(target).digest == load_snapshot().digest
    assert ask("data", "export", "embedded", target).code == ExitCode.BAD_INPUT
    assert [path.name for path in target.parent.iterdir()] == ["자료"]


@pytest.mark.usefixtures("home")
def test_an_embedded_digest_and_the_word_embedded_name_the_same_data(ask: Ask) -> None:
    digest = load_snapshot().digest

    for named in (digest[:8], "embedded"):
        assert ask("doctor", "--data", named, "--json").json["snapshot_digest"] == digest


def test_an_older_quarter_is_told_aloud_and_never_accepted_by_itself(
    tmp_path: Path, ask: Ask, home: Path
) -> None:
    rows = pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)
    few = rows[rows["kind_id"] == "agro"].reset_index(drop=True)
    few.loc[0, "tenants"] = "777"
    path = write_status_csv(tmp_path / "농공단지_20250930.csv", few)

    answer = ask("import", path, "--accept")
    accepted = ask("data", "accept")

    assert "주의: 지금 자료(2025-12-31)보다 오래된 파일입니다" in answer.out
    assert "오래된 파일이 있어 저절로 받아들이지 않았습니다" in answer.out
    assert accepted.code == ExitCode.OK
    assert "보다 오래된 파일입니다" in accepted.err


def test_a_snapshot_made_from_other_data_than_those_in_use_is_accepted_with_a_word(
    ask: Ask, home: Path
) -> None:
    digests = []
    for tenants in ("771", "772"):
        rows = published()
        rows.loc[5, "tenants"] = tenants
        brought = import_readings([status_reading(rows, as_of="2026-03-31")], None, home)
        digests.append(brought.report.digest)

    first = ask("data", "accept", digests[0][:8])
    second = ask("data", "accept", digests[1][:8])

    assert "알아 두세요" not in first.err
    assert f"{digests[0][:12]}이(가) 아니라" in second.err
    listed = ask("data", "list").out.splitlines()
    assert [line[0] for line in listed if digests[1][:12] in line] == ["*"]
    assert any(digests[0][:12] in line and "받아들였던 것" in line for line in listed)
    assert ask("data", "reject", digests[0][:8]).code == ExitCode.BAD_INPUT


def test_a_proposed_snapshot_is_removed_on_request(ask: Ask, home: Path) -> None:
    rows = published()
    rows.loc[5, "tenants"] = "771"
    brought = import_readings([status_reading(rows, as_of="2026-03-31")], None, home)

    assert ask("data", "reject").code == ExitCode.OK
    assert brought.folder is not None
    assert not brought.folder.exists()
    assert ask("data", "reject", "--json").code == ExitCode.BAD_INPUT


def test_a_snapshot_that_was_changed_by_hand_is_not_accepted(
    ask: Ask, home: Path, tmp_path: Path
) -> None:
    false = "f" * 64
    SnapshotShelf.of(home).keep(data_home(), false)

    refused = ask("data", "accept", false[:8])

    assert refused.code == ExitCode.BAD_INPUT
    assert "내용이 바뀌었습니다" in refused.err
    assert SnapshotShelf.of(home).current() == ""
    doctor = ask("doctor", "--data", false[:8], "--json")
    assert doctor.code == ExitCode.BAD_INPUT


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is a signal")
def test_ctrl_c_ends_an_import_with_nothing_left(official: Official, tmp_path: Path) -> None:
    scratch, home = tmp_path / "scratch", tmp_path / "home"
    scratch.mkdir()
    importing = subprocess.Popen(
        [sys.executable, "-m", "cluster_planner", "import", str(official.path)],
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(scratch), "CLUSTER_PLANNER_HOME": str(home)},
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not list(scratch.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(importing.pid, signal.SIGINT)  # a terminal sends it to every process
    _, told = importing.communicate(timeout=60)

    assert importing.returncode == ExitCode.CANCELLED
    assert "중단했습니다" in told.decode("utf-8")
    assert not list(scratch.iterdir())
    assert SnapshotShelf.of(home).list() == ()
