"""A run from the shell is kept with everything that is needed to find and judge it again."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner import __version__
from cluster_planner.cli.codes import ExitCode
from cluster_planner.domain.plan import Run
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from tests.cli.conftest import Answer, shell
from tests.cli.small_plans import small_run
from tests.cli.test_sweeps import THREE_PARKS

Ask = Callable[..., Answer]
Write = Callable[..., Path]


def _named(number: int, name: str) -> Run:
    run = small_run(("changwon", "gumi"), ("p_a", "p_b"))
    scenario = run.scenario.model_copy(update={"name": name})
    return run.model_copy(update={"run_id": f"{number:016x}", "scenario": scenario})


def test_a_run_is_kept_with_its_facts_its_data_and_its_end(
    ask: Ask, question: Write, home: Path, tmp_path: Path
) -> None:
    answer = ask("run", question(THREE_PARKS), "--out", tmp_path / "결과", "--json")
    plan = Run.from_json((tmp_path / "결과" / "plan.json").read_bytes())
    shown = ask("runs", "show", answer.json["run_id"][:8], "--json").json
    (job,) = Shelf(home).jobs.list()

    assert (answer.code, answer.json["kept"]) == (ExitCode.OK, True), answer.err
    assert Shelf(home).runs.get(plan.run_id) == plan
    assert shown["solver"].startswith("HiGHS")
    assert shown["options"] == plan.scenario.solver.model_dump(mode="json")
    assert (shown["program_version"], shown["data_here"]) == (__version__, True)
    assert (shown["bound"], shown["gap"]) == (plan.outcome.bound, plan.outcome.gap)
    assert shown["snapshot_digest"] in Shelf(home).archives.digests()
    assert (job.standing, job.run_id) == (Standing.DONE, plan.run_id)


def test_no_keep_leaves_nothing_behind(
    ask: Ask, question: Write, home: Path, tmp_path: Path
) -> None:
    answer = ask("run", question(THREE_PARKS), "--out", tmp_path / "결과", "--no-keep", "--json")

    assert (answer.code, answer.json["kept"]) == (ExitCode.OK, False), answer.err
    assert not home.exists()


def test_a_conflict_of_rules_is_kept_too(
    ask: Ask, question: Write, home: Path, tmp_path: Path
) -> None:
    path = question({**THREE_PARKS, "regions": {"jeju": {"floor_mkrw": 1_000}}})

    answer = ask("run", path, "--out", tmp_path / "결과")
    (run,) = Shelf(home).runs.list()

    assert answer.code == ExitCode.NO_PLAN, answer.err
    assert (run.status.value, run.parks, run.objective) == ("infeasible", None, None)
    assert "조건 충돌" in ask("runs").out


def test_a_database_that_cannot_be_read_is_told_and_the_files_are_written_all_the_same(
    ask: Ask, question: Write, home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    (home / "planner.db").write_bytes(b"not a database at all" * 500)

    answer = ask("run", question(THREE_PARKS), "--out", tmp_path / "결과")

    assert answer.code == ExitCode.OK
    assert "저장소에 다 두지 못했습니다" in answer.err
    assert "데이터베이스가 아닙니다" in answer.err
    assert "보관한 실행" not in answer.out
    assert (tmp_path / "결과" / "plan.json").exists()


def test_a_folder_that_cannot_be_made_is_told_and_the_files_are_written_all_the_same(
    ask: Ask, question: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path / "file" / "home"))

    answer = ask("run", question(THREE_PARKS), "--out", tmp_path / "결과")

    assert answer.code == ExitCode.OK
    assert "저장소에 다 두지 못했습니다" in answer.err
    assert stat.S_ISREG((tmp_path / "결과" / "plan.json").stat().st_mode)


def test_trouble_with_the_database_is_told_once_and_in_korean_only(home: Path) -> None:
    home.mkdir()
    (home / "planner.db").write_bytes(b"not a database at all" * 500)

    answer = shell("runs")

    assert answer.code == ExitCode.BAD_INPUT
    title, finding = answer.err.splitlines()
    assert title == "저장소에서 고칠 것 1건을 찾았습니다."
    assert "데이터베이스가 아닙니다" in finding


def test_runs_are_found_by_words_and_by_the_beginning_of_their_id(ask: Ask, home: Path) -> None:
    for number, name in ((1, "제주 먼저"), (2, "제주 나중"), (3, "부산")):
        Shelf(home).runs.keep(_named(number, name))

    found = ask("runs", "제주", "나중", "--json").json
    newest = ask("runs", "--newest", 1, "--json").json

    assert [run["scenario"] for run in found["runs"]] == ["제주 나중"]
    assert (newest["count"], [run["scenario"] for run in newest["runs"]]) == (3, ["부산"])
    assert "모두 3개 가운데 1개" in ask("runs", "--newest", 1).out
    assert "보관되어 있지 않습니다" in ask("runs", "서울").out


def test_an_id_that_names_none_or_several_is_told(ask: Ask, home: Path) -> None:
    for number in (1, 2):
        Shelf(home).runs.keep(_named(number, "둘"))

    none, several = ask("runs", "show", "ffffffff"), ask("runs", "show", "00000000", "--json")
    missing = ask("runs", "show")

    assert {none.code, several.code, missing.code} == {ExitCode.BAD_INPUT}
    assert "그런 실행이 없습니다" in none.err
    assert "여러 개가 이렇게 시작합니다" in several.json["findings"][0]["problem"]
    assert "번호를 하나 적으세요" in missing.err


def test_a_run_whose_data_are_gone_says_so(ask: Ask, home: Path) -> None:
    Shelf(home).runs.keep(_named(7, "자료 없음"))

    shown = ask("runs", "show", f"{7:016x}")

    assert shown.code == ExitCode.OK
    assert "여기 없음, 되풀이할 수 없음" in shown.out


def test_names_from_strangers_cannot_steer_the_terminal(ask: Ask, home: Path) -> None:
    Shelf(home).runs.keep(_named(9, "나쁜 \x1b[2J이름\u202e\x00"))

    listed = ask("runs").out

    assert "나쁜" in listed
    assert not set("\x1b\u202e\x00") & set(listed)


def test_another_command_takes_a_kept_run_by_the_beginning_of_its_id(
    ask: Ask, home: Path, tmp_path: Path
) -> None:
    Shelf(home).runs.keep(_named(0xABCDEF0123456789, "이름"))

    answer = ask("export", "abcdef01", "--as", "geojson", "--out", tmp_path / "없는 폴더" / "x")

    assert "폴더가 없습니다" in answer.err  # not "no such run"
    assert json.loads(ask("runs", "abcdef01", "--json").out)["count"] == 1
