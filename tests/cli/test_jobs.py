"""A command that is killed leaves its best audited plan, and says that it broke off."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.keeping import Keeper
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.database.connection import open_database
from cluster_planner.store.jobs import JobNote, Jobs, Standing
from cluster_planner.store.runs import Runs
from cluster_planner.store.shelf import Shelf
from tests.cli.conftest import Answer
from tests.cli.small_plans import small_run

pytestmark = pytest.mark.usefixtures("home")
Ask = Callable[..., Answer]
PATIENCE_S = 240.0


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """The default scenario, asked for more exactly than anybody waits for."""
    content = yaml.safe_load((data_home() / "scenarios" / "baseline.yaml").read_text("utf-8"))
    content["solver"] = {"gap": 0, "time_limit_s": 3600}
    path = tmp_path / "긴.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return path


def _seen(home: Path, wanted: Callable[[JobNote], bool], child: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert child.poll() is None, child.stderr and child.stderr.read().decode()
        if (home / "planner.db").exists() and any(map(wanted, Shelf(home).jobs.list())):
            return
        time.sleep(0.1)
    raise AssertionError("no plan in time")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_run_is_told_as_broken_off_with_its_best_audited_plan(
    ask: Ask, home: Path, endless: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "cluster_planner", "run", str(endless)]
    with subprocess.Popen(
        [*command, "--out", str(tmp_path / "결과")], stderr=subprocess.PIPE
    ) as child:
        _seen(home, lambda job: bool(job.run_id), child)
        running = ask("jobs", "--json").json["jobs"]
        child.send_signal(signal.SIGKILL)

    (before,) = running
    (after,) = ask("jobs", "--json").json["jobs"]
    run = Shelf(home).runs.get(after["run_id"])
    assert (before["standing_ko"], after["standing_ko"]) == ("계산 중", "중단됨")
    assert after["scenario"] == "기준안"
    assert run is not None
    assert run.plan is not None
    assert run.outcome.status is SolveStatus.CANCELLED
    assert audit(problem_of(load_snapshot(), run.scenario), run.plan) == ()
    assert after["run_id"] in ask("runs").out
    assert not (tmp_path / "결과").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one child process")
def test_a_run_that_was_stopped_politely_is_told_as_cancelled_with_its_plan(
    home: Path, endless: Path, tmp_path: Path
) -> None:
    out = tmp_path / "결과"
    command = [sys.executable, "-m", "cluster_planner", "run", str(endless), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        _seen(home, lambda job: bool(job.run_id), child)
        child.send_signal(signal.SIGINT)
        said, complained = child.communicate(timeout=PATIENCE_S)

    (job,) = Shelf(home).jobs.list()
    assert child.returncode == ExitCode.CANCELLED, complained.decode()
    assert job.standing is Standing.CANCELLED
    assert Shelf(home).runs.get(job.run_id) is not None
    assert f"보관한 실행: {job.run_id}" in said.decode()
    assert json.loads((out / "plan.json").read_bytes())["run_id"] == job.run_id


def test_nothing_computed_yet_is_told(ask: Ask) -> None:
    assert "아직 계산한 것이 없습니다" in ask("jobs").out
    assert ask("jobs", "--json").json == {"jobs": []}


def test_a_bug_after_the_beginning_is_told_as_failed_with_the_best_plan(
    home: Path, ask: Ask
) -> None:
    run = small_run(("changwon", "gumi"), ("p_a", "p_b"))

    def work() -> None:
        with Keeper("이름", None) as keeping:
            keeping.best(run)
            raise RuntimeError("bug")

    with pytest.raises(RuntimeError):
        work()
    (job,) = ask("jobs", "--json").json["jobs"]

    assert (job["standing_ko"], job["run_id"]) == ("실패", run.run_id)


@pytest.mark.parametrize(
    ("status", "asked", "standing"),
    [
        (SolveStatus.FOUND, False, Standing.DONE),
        (SolveStatus.FOUND, True, Standing.DONE),
        (SolveStatus.INFEASIBLE, False, Standing.DONE),
        (SolveStatus.CANCELLED, True, Standing.CANCELLED),
        (SolveStatus.CANCELLED, False, Standing.BROKEN_OFF),
    ],
)
def test_an_end_is_told_as_what_it_was(
    home: Path, status: SolveStatus, asked: bool, standing: Standing
) -> None:
    with Keeper("이름", None) as keeping:
        keeping.done(small_run(("changwon", "gumi"), ("p_a", "p_b"), status), asked_to_stop=asked)

    assert [job.standing for job in Shelf(home).jobs.list()] == [standing]


def test_a_plan_that_could_not_be_kept_at_first_is_kept_at_last(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = small_run(("changwon", "gumi"), ("p_a", "p_b"))
    home.mkdir()
    (home / "planner.db").mkdir()  # nothing can be opened here

    with Keeper("이름", None) as keeping:
        keeping.best(run)
        while not keeping.findings:
            time.sleep(0.01)
        (home / "planner.db").rmdir()
        kept = keeping.done(run)

    assert kept
    assert keeping.findings == ()
    assert Shelf(home).runs.get(run.run_id) == run


def test_the_last_of_many_plans_is_kept_and_the_giver_never_waits(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep: Any = Runs.keep

    def slow(runs: Runs, run: Any) -> str:
        time.sleep(0.2)
        return str(keep(runs, run))

    monkeypatch.setattr(Runs, "keep", slow)
    first = small_run(("changwon", "gumi"), ("p_a", "p_b"), SolveStatus.CANCELLED)
    better = [
        first.model_copy(
            update={"outcome": first.outcome.model_copy(update={"objective": 6_000.0 + n})}
        )
        for n in range(100)
    ]
    with Keeper("이름", None) as keeping:
        began = time.monotonic()
        for run in better:
            keeping.best(run)
        handed_over = time.monotonic() - began
        keeping.done(better[-1])

    assert handed_over < 5  # each keeping would have taken 0.2 s of them
    assert Shelf(home).runs.get(first.run_id) == better[-1]


def test_a_long_computation_tells_the_office_that_it_still_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluster_planner.cli.keeping.HEARTBEAT_S", 0.05)
    seen: list[float] = []
    note: Any = Jobs.note

    def noted(jobs: Jobs, *given: Any, **named: Any) -> None:
        seen.append(time.monotonic())
        note(jobs, *given, **named)

    monkeypatch.setattr(Jobs, "note", noted)
    with Keeper("이름", None) as keeping:
        until = time.monotonic() + 30
        while len(seen) < 4 and time.monotonic() < until:
            time.sleep(0.02)
        keeping.done(small_run(("changwon", "gumi"), ("p_a", "p_b")))

    assert len(seen) >= 5
    assert open_database(home).is_sqlite
    assert os.environ["CLUSTER_PLANNER_HOME"] == str(home)
