"""Drafts, runs and notes survive the process that kept them, and nothing else gets in or out."""

import json
import os
import time
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import read_scenario, scenario_from
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.files import Files
from cluster_planner.store.home import home_folder
from cluster_planner.store.shelf import JobNote, Shelf


@pytest.fixture(scope="module")
def run() -> Run:
    """Four parks, solved to proof."""
    snapshot = load_snapshot()
    content = read_scenario(data_home() / "scenarios" / "baseline.yaml").model_dump()
    keep = {"p_changwon", "p_banwol", "p_gumi", "p_gunsan"}
    parks = snapshot["parks"]
    core = parks.loc[parks["is_core"].astype(bool), "park_id"]
    content["parks"]["exclude"] = [park_id for park_id in core if park_id not in keep]
    return plan_scenario(snapshot, scenario_from(content | {"regions": {}, "committed": []}))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "home")


def test_an_empty_shelf_has_nothing(shelf: Shelf) -> None:
    assert shelf.draft("abc") is None
    assert shelf.run("abc") is None
    assert shelf.job("abc") is None
    assert shelf.runs() == ()


def test_a_draft_comes_back_from_another_shelf_on_the_folder(shelf: Shelf) -> None:
    shelf.keep_draft("k1", '{"name": "안"}')

    assert Shelf(shelf.folder).draft("k1") == '{"name": "안"}'


@pytest.mark.parametrize("text", ["", "[1]", "3", "{", "[" * 100_000])
def test_a_file_that_is_no_draft_is_none(shelf: Shelf, text: str) -> None:
    shelf.keep_draft("k1", text)

    assert shelf.draft("k1") is None


@pytest.mark.parametrize("key", ["../k", "a/b", "", "가", "a" * 65, "k\0", "k.json"])
def test_a_key_names_nothing_outside(shelf: Shelf, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        shelf.keep_draft(key, "{}")

    assert shelf.draft(key) is None


def test_a_run_comes_back_equal(shelf: Shelf, run: Run) -> None:
    shelf.keep_run(run)

    assert shelf.run(run.run_id) == run
    assert [kept.run_id for kept in shelf.runs()] == [run.run_id]


def test_a_cancelled_answer_does_not_replace_a_proven_one(shelf: Shelf, run: Run) -> None:
    cancelled = run.model_copy(
        update={"outcome": run.outcome.model_copy(update={"status": SolveStatus.CANCELLED})}
    )
    shelf.keep_run(cancelled)
    first = shelf.run(run.run_id)
    shelf.keep_run(run)
    shelf.keep_run(cancelled)

    assert run.outcome.status is SolveStatus.PROVEN
    assert first == cancelled
    assert shelf.run(run.run_id) == run


def test_a_better_plan_replaces_a_worse_one(shelf: Shelf, run: Run) -> None:
    def stopped_at(objective: float) -> Run:
        outcome = {"status": SolveStatus.CANCELLED, "objective": objective}
        return run.model_copy(update={"outcome": run.outcome.model_copy(update=outcome)})

    for objective in (10.0, 30.0, 20.0):
        shelf.keep_run(stopped_at(objective))

    kept = shelf.run(run.run_id)
    assert kept is not None
    assert kept.outcome.objective == 30.0


def test_a_note_of_a_job_comes_back(shelf: Shelf) -> None:
    note = JobNote("R-1", False, "작은 안")
    shelf.note_job("j1", note)

    assert shelf.job("j1") == note


def test_keeping_a_draft_again_only_makes_it_the_newest(shelf: Shelf) -> None:
    shelf.keep_draft("k1", "{}")
    path = shelf.folder / "drafts" / "k1.json"
    os.utime(path, (1, 1))
    began = path.stat().st_ino
    shelf.keep_draft("k1", "{}")

    assert path.stat().st_ino == began
    assert path.stat().st_mtime > time.time() - 60


def test_old_drafts_go_beyond_the_newest(tmp_path: Path) -> None:
    files = Files(tmp_path)
    for day in range(10):
        files.write(f"k{day}", "{}")
        at = time.time() - day * 86_400 - 60
        os.utime(tmp_path / f"k{day}.json", (at, at))
    gone = files.prune(newest=3, days=5, most=100)

    assert gone == 5
    assert [key for key, _ in files.dated()] == ["k0", "k1", "k2", "k3", "k4"]
    assert files.prune(newest=3, days=5, most=2) == 3
    assert [key for key, _ in files.dated()] == ["k0", "k1"]


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files(tmp_path)
    files.write("k", json.dumps({"name": "처음"}))

    def full(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        files.write("k", "{}")

    assert files.read("k") == json.dumps({"name": "처음"})
    assert [path.name for path in tmp_path.iterdir()] == ["k.json"]


def test_an_edit_is_kept_in_two_milliseconds(shelf: Shelf) -> None:
    text = json.dumps({"name": "가" * 1500})
    took = []
    for number in range(60):
        began = time.perf_counter()
        shelf.keep_draft(f"k{number}", text)
        took.append(time.perf_counter() - began)

    assert sorted(took)[30] < 0.002


def test_the_home_is_where_it_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path))
    named = home_folder()
    monkeypatch.delenv("CLUSTER_PLANNER_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("cluster_planner.store.home.sys.platform", "linux")

    assert named == tmp_path
    assert home_folder() == tmp_path / "xdg" / "cluster-planner"
