"""A job is known when its process is gone: whose it was, and its best plan."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from cluster_planner.store import jobs as jobs_module
from cluster_planner.store.database.schema import jobs
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from tests.store.kept import HOSTILE

_ELSEWHERE = """
import sys
from pathlib import Path
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf

shelf = Shelf(Path(sys.argv[1]))
shelf.jobs.note("j1", Standing.RUNNING, name="다른 곳의 안", run_id="r1")
print("noted", flush=True)
if sys.stdin.readline().strip() == "end":
    shelf.jobs.note("j1", Standing.DONE, name="다른 곳의 안", run_id="r2")
"""


@contextmanager
def elsewhere(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that computes job j1."""
    line = [sys.executable, "-c", _ELSEWHERE, str(home)]
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "noted\n"
        yield process
        process.kill()


def owned_by(shelf: Shelf, owner: str, *, silent_s: float = 0.0) -> Standing:
    """How job j1 stands if that process noted it so long ago."""
    seen = datetime.now(UTC) - timedelta(seconds=silent_s)
    shelf.jobs.note("j1", Standing.RUNNING, name="안")
    with shelf.database.write() as connection:
        connection.execute(jobs.update().values(owner=owner, seen_at=seen))
    return standing(shelf)


def standing(shelf: Shelf) -> Standing:
    note = shelf.jobs.get("j1")
    assert note is not None
    return note.standing


def test_a_note_comes_back_and_the_last_word_counts(shelf: Shelf) -> None:
    shelf.jobs.note("j1", Standing.QUEUED, name="작은 안")
    first = shelf.jobs.get("j1")
    shelf.jobs.note("j1", Standing.DONE, name="작은 안", run_id="r1")
    last = shelf.jobs.get("j1")

    assert first is not None
    assert last is not None
    assert (first.standing, first.run_id, first.ended) == (Standing.QUEUED, "", False)
    assert (last.standing, last.run_id, last.ended) == (Standing.DONE, "r1", True)
    assert last.began_at == first.began_at
    assert shelf.jobs.list() == (last,)


def test_a_job_of_this_process_is_at_work(shelf: Shelf) -> None:
    shelf.jobs.note("j1", Standing.RUNNING, name="안")

    assert standing(shelf) is Standing.RUNNING


def test_a_job_of_another_living_process_is_at_work_and_breaks_off_with_a_kill(
    shelf: Shelf, store_home: Path
) -> None:
    with elsewhere(store_home) as process:
        alive = shelf.jobs.get("j1")
        process.kill()
        process.wait()
        broken = shelf.jobs.get("j1")

    assert alive is not None
    assert broken is not None
    assert alive.standing is Standing.RUNNING
    assert (broken.standing, broken.run_id) == (Standing.BROKEN_OFF, "r1")
    assert not broken.ended


def test_a_killed_process_that_nobody_buried_yet_is_gone(shelf: Shelf, store_home: Path) -> None:
    with elsewhere(store_home) as process:
        process.kill()
        while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
            pass

        assert standing(shelf) is Standing.BROKEN_OFF


def test_a_job_that_ended_stays_ended_when_its_process_is_gone(
    shelf: Shelf, store_home: Path
) -> None:
    with elsewhere(store_home) as process:
        process.communicate("end\n")

    assert standing(shelf) is Standing.DONE


def test_a_later_process_of_the_same_number_does_not_pass_for_the_first(shelf: Shelf) -> None:
    mine = f"{socket.gethostname()}|{os.getpid()}|"
    began = psutil.Process().create_time()

    assert owned_by(shelf, f"{mine}{began:.2f}") is Standing.RUNNING
    assert owned_by(shelf, f"{mine}{began - 60:.2f}") is Standing.BROKEN_OFF
    # The start is told by the clock of the machine, which is set now and then.
    assert owned_by(shelf, f"{mine}{began - 1:.2f}") is Standing.RUNNING


def test_a_job_of_another_machine_breaks_off_when_it_is_silent_for_long(shelf: Shelf) -> None:
    assert owned_by(shelf, "desk-7|1|1.00", silent_s=60) is Standing.RUNNING
    assert owned_by(shelf, "desk-7|1|1.00", silent_s=300) is Standing.BROKEN_OFF


@pytest.mark.parametrize("owner", ["1|2", "", "||", f"{socket.gethostname()}|x|y"])
def test_an_owner_that_cannot_be_read_is_nobody(shelf: Shelf, owner: str) -> None:
    assert owned_by(shelf, owner, silent_s=300) is Standing.BROKEN_OFF


def test_a_sign_of_life_counts_for_the_jobs_of_this_process_only(shelf: Shelf) -> None:
    owned_by(shelf, "desk-7|1|1.00", silent_s=300)
    shelf.jobs.note("j2", Standing.RUNNING, name="안")
    shelf.jobs.seen()

    assert standing(shelf) is Standing.BROKEN_OFF


@pytest.mark.parametrize("named", ["", "없음", "a\0b", "\ud800", "x" * 65])
def test_a_text_that_names_no_job_finds_none(shelf: Shelf, named: str) -> None:
    shelf.jobs.note("j1", Standing.DONE, name="안")

    assert shelf.jobs.get(named) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stands_in_one_line(shelf: Shelf, name: str) -> None:
    shelf.jobs.note("j1", Standing.DONE, name=name)
    (note,) = shelf.jobs.list()

    assert note.name.isprintable()
    assert note.name == " ".join(note.name.split())


def test_the_latest_jobs_come_first_and_the_oldest_go(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "NEWEST", 3)
    for number in range(5):
        shelf.jobs.note(f"j{number}", Standing.DONE, name="안")
    gone = shelf.jobs.tidy()

    assert gone == 2
    assert [note.job_id for note in shelf.jobs.list()] == ["j4", "j3", "j2"]
    assert [note.job_id for note in shelf.jobs.list(2)] == ["j4", "j3"]
