"""Processes that save at the same time, and what must be true of the database afterwards."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from cluster_planner.store.shelf import Shelf
from tests.store.writers import SHARED, marked, run_number

Writer = subprocess.Popen[str]


@contextmanager
def writer(home: Path, kind: str, who: int, count: int, *, quiet: bool = False) -> Iterator[Writer]:
    """A process that is ready to save and waits for a line on stdin; `quiet` hides its end."""
    line = [sys.executable, "-m", "tests.store.writers", str(home), kind, str(who), str(count)]
    with subprocess.Popen(
        line,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def begin(process: Writer) -> None:
    """Let a writer go."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def write_at_once(home: Path, kind: str, count: int) -> tuple[list[list[str]], float]:
    """Two processes save so often each. Returns what each was acknowledged, and the seconds."""
    with writer(home, kind, 1, count) as one, writer(home, kind, 2, count) as other:
        began = time.perf_counter()
        begin(one)
        begin(other)
        told = [one.communicate()[0].splitlines(), other.communicate()[0].splitlines()]
        assert (one.returncode, other.returncode) == (0, 0)
        return told, time.perf_counter() - began


def share_scenario(home: Path) -> str:
    """Save the scenario that all writers change; its id."""
    return Shelf(home).scenarios.create(marked(0, 0), author="0").scenario_id


def check_runs(home: Path, count: int, told: list[list[str]]) -> None:
    """Every run of both writers was acknowledged and is there, whole."""
    shelf = Shelf(home)
    expected = {run_number(who, number) for who in (1, 2) for number in range(count)}
    assert {run_id for lines in told for run_id in lines} == expected
    assert {record.run_id for record in shelf.runs.list()} == expected
    for run_id in expected:
        kept = shelf.runs.get(run_id)
        assert kept is not None
        assert kept.run_id == run_id
    check_sound(shelf)


def check_versions(home: Path, scenario_id: str, told: list[list[str]]) -> None:
    """Versions have no gaps, and each acknowledged one has the content that was saved as it."""
    shelf = Shelf(home)
    saved = dict(tuple(map(int, line.split())) for lines in told for line in lines)
    versions = shelf.scenarios.versions(scenario_id)
    assert [one.version for one in reversed(versions)] == list(range(1, len(versions) + 1))
    assert len(saved) == sum(map(len, told)) <= len(versions) - 1
    for version, mark in saved.items():
        kept = shelf.scenarios.get(scenario_id, version)
        assert kept.liability_cap_mkrw == mark
    (listed,) = (one for one in shelf.scenarios.list() if one.name == SHARED)
    assert listed.version == len(versions)
    check_sound(shelf)


def check_sound(shelf: Shelf) -> None:
    """The database finds nothing wrong with itself."""
    if not shelf.database.is_sqlite:
        return
    with shelf.database.read() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
