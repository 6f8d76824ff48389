"""Saved scenarios in the shell: every save is a version, and nobody overwrites unawares."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.scenarios import asked_scenario
from cluster_planner.domain.scenario import read_scenario
from cluster_planner.store.shelf import Shelf
from tests.cli.conftest import Answer
from tests.cli.test_sweeps import THREE_PARKS

pytestmark = pytest.mark.usefixtures("home")
Ask = Callable[..., Answer]
Write = Callable[..., Path]


@pytest.fixture
def saved(ask: Ask, question: Write) -> str:
    """The small question, saved: its id."""
    answer = ask("scenario", "save", question(), "--author", "김", "--note", "처음", "--json")
    assert answer.code == ExitCode.OK, answer.err
    return str(answer.json["scenario_id"])


def _second(ask: Ask, question: Write) -> Answer:
    changed = question({"regions": {"jeju": {"floor_mkrw": 7_000}}})
    return ask("scenario", "save", changed, "--over", 1, "--author", "이", "--note", "제주 줄임")


def test_what_was_saved_is_listed_and_shown(ask: Ask, saved: str) -> None:
    listed = ask("scenario", "list").out
    shown = ask("scenario", "show", "작은 물음").out

    assert f"{saved}  작은 물음  1판" in listed
    assert "1판" in shown
    assert "김 — 처음" in shown


def test_an_empty_shelf_says_how_to_save(ask: Ask) -> None:
    assert "cluster-planner scenario save" in ask("scenario", "list").out


def test_versions_add_up_with_what_each_changed(ask: Ask, question: Write, saved: str) -> None:
    answer = _second(ask, question)
    shown = ask("scenario", "show", saved, "--json").json
    second, first = shown["versions"]

    assert answer.code == ExitCode.OK, answer.err
    assert (first["version"], second["version"], shown["version"]) == (1, 2, 2)
    assert (second["author"], second["note"], first["changes_ko"]) == ("이", "제주 줄임", [])
    assert second["changes_ko"] == ["최소 국비 배분 제주: 140억 원 → 70억 원"]


def test_saving_over_a_version_that_somebody_else_has_passed_is_refused(
    ask: Ask, question: Write, saved: str
) -> None:
    _second(ask, question)
    late = question({"regions": {"jeju": {"floor_mkrw": 1_000}}})

    answer = ask("scenario", "save", late, "--over", 1, "--author", "박")

    assert answer.code == ExitCode.BAD_INPUT
    assert "이 님이 2판을 저장했습니다. 덮어쓰지 않았습니다" in answer.err
    assert [v["author"] for v in ask("scenario", "show", saved, "--json").json["versions"]] == [
        "이",
        "김",
    ]


def test_a_second_scenario_of_one_name_is_told(ask: Ask, question: Write, saved: str) -> None:
    again = ask("scenario", "save", question())
    other = ask("scenario", "save", question(), "--name", "다른 이름")

    assert (again.code, other.code) == (ExitCode.BAD_INPUT, ExitCode.OK)
    assert "같은 이름으로 저장된 시나리오가 있습니다" in again.err


def test_two_versions_are_compared_in_words(ask: Ask, question: Write, saved: str) -> None:
    lonely = ask("scenario", "diff", saved)
    _second(ask, question)
    latest, backwards = ask("scenario", "diff", saved), ask("scenario", "diff", saved, 2, 1)
    plain = ask("scenario", "diff", saved, 1, 2, "--json").json

    assert (lonely.code, latest.code) == (ExitCode.BAD_INPUT, ExitCode.OK)
    assert "140억 원 → 70억 원" in latest.out
    assert "70억 원 → 140억 원" in backwards.out
    assert [(c["path"], c["before"], c["after"]) for c in plain["changes"]] == [
        ("regions.floor_mkrw", 14_000, 7_000)
    ]


def test_an_old_version_comes_back_as_a_new_one(
    ask: Ask, question: Write, saved: str, home: Path
) -> None:
    _second(ask, question)
    answer = ask("scenario", "restore", saved, 1, "--author", "최")
    kept = Shelf(home).scenarios

    assert answer.code == ExitCode.OK, answer.err
    assert "1판의 내용을 3판으로 되살렸습니다" in answer.out
    assert kept.get(saved) == kept.get(saved, 1) != kept.get(saved, 2)
    assert "1판을 되살림" in ask("scenario", "show", saved).out
    assert ask("scenario", "restore", saved, 2, "--over", 2).code == ExitCode.BAD_INPUT
    assert ask("scenario", "restore", saved, 9).code == ExitCode.BAD_INPUT


def test_an_exported_version_is_read_back_as_the_same_scenario(
    ask: Ask, question: Write, saved: str, tmp_path: Path, home: Path
) -> None:
    _second(ask, question)
    path = tmp_path / "첫 판.yaml"

    answer = ask("scenario", "export", saved, 1, "--out", path)
    again = ask("scenario", "export", saved, "--out", path)

    assert answer.code == ExitCode.OK, answer.err
    assert read_scenario(path) == Shelf(home).scenarios.get(saved, 1)
    assert again.code == ExitCode.BAD_INPUT
    assert "이미 있는 파일입니다" in again.err


def test_what_is_put_away_can_be_taken_out(ask: Ask, saved: str) -> None:
    assert ask("scenario", "hide", saved).code == ExitCode.OK
    assert ask("scenario", "list", "--json").json["scenarios"] == []
    assert "치워 둠" in ask("scenario", "list", "--all").out
    ask("scenario", "hide", saved, "--undo")
    assert len(ask("scenario", "list", "--json").json["scenarios"]) == 1


@pytest.mark.parametrize("named", ["{id}", "작은 물음", "작은 물음@1", "{id}@1"])
def test_a_saved_scenario_is_found_by_id_name_or_version(
    ask: Ask, question: Write, saved: str, named: str, home: Path
) -> None:
    _second(ask, question)
    version = 1 if "@" in named else 2

    found = asked_scenario(named.format(id=saved), None)

    assert found == Shelf(home).scenarios.get(saved, version)


def test_a_saved_scenario_is_run(ask: Ask, question: Write, tmp_path: Path) -> None:
    saved = ask("scenario", "save", question(THREE_PARKS), "--json").json["scenario_id"]

    answer = ask("run", saved, "--out", tmp_path / "결과", "--json")

    assert answer.code == ExitCode.OK, answer.err
    assert answer.json["scenario"] == "작은 물음"


def test_a_version_that_is_not_there_is_told_and_so_is_an_unknown_name(
    ask: Ask, tmp_path: Path, saved: str
) -> None:
    version = ask("run", f"{saved}@7", "--out", tmp_path / "결과")
    name = ask("run", "없는 이름", "--out", tmp_path / "결과")

    assert (version.code, name.code) == (ExitCode.BAD_INPUT, ExitCode.BAD_INPUT)
    assert f"시나리오 {saved} 7판: 그런 시나리오나 판이 없습니다" in version.err
    assert "기본 시나리오도 없습니다" in name.err
    assert "저장된 시나리오에도 없습니다" in name.err


def test_a_name_that_means_two_scenarios_is_not_guessed(ask: Ask, tmp_path: Path) -> None:
    ask("scenario", "save", "baseline")

    answer = ask("run", "기준안", "--out", tmp_path / "결과")

    assert answer.code == ExitCode.BAD_INPUT
    assert "기본 시나리오와 저장된 시나리오의 이름이 같습니다" in answer.err


def test_without_its_database_a_scenario_of_the_data_is_still_found(
    ask: Ask, home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    (home / "planner.db").write_bytes(b"not a database at all" * 500)

    shipped = ask("run", "기준안", "--out", home / "planner.db" / "x")  # no such folder: ends early
    saved = ask("run", "우리 안", "--out", tmp_path / "결과")

    assert "시나리오 기준안" not in shipped.err
    assert "데이터베이스가 아닙니다" in saved.err


def test_the_name_of_a_stranger_cannot_steer_the_terminal(ask: Ask, question: Write) -> None:
    named = ask("scenario", "save", question(), "--author", "\x1b[2J김\u202e", "--note", "\x1b]0;")
    listed = ask("scenario", "list").out + ask("scenario", "show", "작은 물음").out

    assert named.code == ExitCode.OK, named.err
    assert "김" in listed
    assert not set("\x1b\u202e") & set(listed)
