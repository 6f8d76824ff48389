"""Processes killed at any moment, and what must be there afterwards. A seed repeats the choices."""

import json
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import psutil

from cluster_planner.audit import audit
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.store.jobs import JobNote, Standing
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from tests.postgres import Server
from tests.store import crowd
from tests.store.writers import SHARED

_ENDLESS = 1_000_000


def killed_while_saving(home: Path, who: int, chance: random.Random) -> list[str]:
    """Kill -9 a process that saves all kinds of things; returns what was acknowledged."""
    with crowd.writer(home, "anything", who, _ENDLESS) as process:
        crowd.begin(process)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(chance.randint(1, 12))]
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        told += process.stdout.readlines()
    return [line.strip() for line in told if line.endswith("\n")]


def check_saved(home: Path, told: Iterable[str]) -> None:
    """Everything acknowledged is there, the database is sound, and the next one can save."""
    shelf = Shelf(home)
    scenario_id = shelf.scenarios.find(SHARED).scenario_id
    for line in told:
        kind, *named = line.split()
        match kind:
            case "run":
                assert shelf.runs.get(named[0]) is not None, line
            case "version":
                kept = shelf.scenarios.get(scenario_id, int(named[0]))
                assert kept.liability_cap_mkrw == int(named[1]), line
            case "sweep":
                assert shelf.sweeps.get(named[0])[1]["who"] > 0, line
            case "job":
                note = shelf.jobs.get(named[0])
                assert note is not None, line
                assert note.standing is Standing.BROKEN_OFF, line
            case _:
                assert shelf.drafts.get(named[0]) is not None, line
    versions = shelf.scenarios.versions(scenario_id)
    assert [one.version for one in versions] == list(range(len(versions), 0, -1))
    crowd.check_sound(shelf)
    began = time.monotonic()
    shelf.drafts.keep("next", "{}")
    assert time.monotonic() - began < 10


def killed_while_solving(
    home: Path, scenario: Scenario, chance: random.Random
) -> dict[str, object] | None:
    """Kill -9 a server in the middle of a solve; returns the last that it said was kept."""
    asked = home.parent / "asked.json"
    asked.write_text(scenario.model_dump_json(), "utf-8")
    line = [sys.executable, "-m", "tests.store.solver", str(home), str(asked)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(chance.randint(1, 3))]
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        told += process.stdout.readlines()
    whole = [line for line in told if line.endswith("\n")]
    return json.loads(whole[-1]) if whole else None


def check_solve(home: Path, snapshot: Snapshot, told: dict[str, object]) -> None:
    """The job broke off, its best plan is there and passes the audit, and its worker is gone."""
    shelf = Shelf(home)
    note = shelf.jobs.get(str(told["job_id"]))
    assert note is not None
    assert note.standing is Standing.BROKEN_OFF or note.ended
    if told["state"] == "running":
        assert note.standing in (Standing.BROKEN_OFF, Standing.DONE)
    _check_plan(shelf, snapshot, told, note)
    SnapshotShelf.of(home).list()
    crowd.check_sound(shelf)
    deadline = time.monotonic() + 20
    while told["worker"] and _solves(int(str(told["worker"]))):
        assert time.monotonic() < deadline, "the worker outlived its server"
        time.sleep(0.1)


def _check_plan(shelf: Shelf, snapshot: Snapshot, told: dict[str, object], note: JobNote) -> None:
    if not told["run_id"]:
        return
    assert note.run_id == told["run_id"]
    run = shelf.runs.get(note.run_id)
    assert run is not None
    assert run.plan is not None
    assert run.outcome.objective is not None
    assert run.outcome.objective >= float(str(told["objective"])) - 1e-6
    assert audit(problem_of(snapshot, run.scenario), run.plan) == ()


def _solves(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and "worker" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def killed_while_exporting(
    run: Run, folder: Path, kind: str, chance: random.Random
) -> tuple[Path, bytes]:
    """Kill -9 an export when it begins to write; returns the file and what it held before."""
    plan, path = folder / "plan.json", folder / f"paper.{kind}"
    plan.write_text(run.to_json(), "utf-8")
    before = b"the earlier paper " * 1_000
    path.write_bytes(before)
    line = [sys.executable, "-m", "cluster_planner.cli", "export", str(plan)]
    line += ["--as", kind, "--out", str(path), "--force"]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and {*folder.iterdir()} == {plan, path}:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.005))
        process.kill()
    return path, before


def check_export(path: Path, before: bytes) -> bool:
    """The old file or the new one, whole, and no other that shows; returns whether it is new."""
    left = {found.name for found in path.parent.iterdir() if not found.name.startswith(".")}
    assert left == {"plan.json", path.name}
    if path.read_bytes() == before:
        return False
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    return True


def killed_server(server: Server, home: Path, who: int, chance: random.Random) -> list[str]:
    """Kill -9 PostgreSQL itself under a process that saves, and start it again."""
    with crowd.writer(home, "anything", who, _ENDLESS, quiet=True) as process:
        crowd.begin(process)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(chance.randint(5, 30))]
        time.sleep(chance.uniform(0, 0.03))
        server.kill()
        told += process.stdout.readlines()
        process.wait()
    server.start()
    return [line.strip() for line in told if line.endswith("\n")]
