"""Jobs are noted from the moment they are queued, and told alive while there are any."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from dashboards.work.board import Board, heart, keeper
from dashboards.work.jobs import Job
from dashboards.work.slots import Slots

SILENT = (sys.executable, "-c", "import time; time.sleep(60)")


def wait_until(true: Callable[[], bool], seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_job_that_waits_is_noted_as_waiting(
    shelf: Shelf, tmp_path: Path, small: Scenario
) -> None:
    slots, news = Slots(1), keeper(shelf, SnapshotShelf.of(tmp_path))
    first, second = (Job(small, slots=slots, command=SILENT, on_news=news) for _ in range(2))
    first.start()
    second.start()

    def standings() -> list[Standing | None]:
        notes = (shelf.jobs.get(job.job_id) for job in (first, second))
        return [note.standing if note else None for note in notes]

    noted = wait_until(lambda: standings() == [Standing.RUNNING, Standing.QUEUED])
    for job in (second, first):
        job.cancel(grace_seconds=0.1)

    assert noted
    assert first.wait(10)
    assert second.wait(10)
    assert wait_until(lambda: standings() == [Standing.CANCELLED] * 2)


def test_the_heart_beats_while_there_are_jobs_and_again_for_the_next(small: Scenario) -> None:
    beats: list[float] = []
    board = Board(on_beat=lambda: beats.append(time.monotonic()), beat_s=0.05)
    for _ in range(2):
        job = Job(small, slots=Slots(1), command=SILENT)
        before = len(beats)
        board.queue(job)
        assert wait_until(lambda seen=before: len(beats) > seen + 1)  # type: ignore[misc]
        job.cancel(grace_seconds=0.1)
        assert job.wait(10)
        assert wait_until(lambda: board._heart is None)

    still = len(beats)
    time.sleep(0.2)
    assert len(beats) == still


def test_a_beat_keeps_a_job_of_another_machine_from_looking_broken(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cluster_planner.store import jobs

    monkeypatch.setattr(jobs, "this_process", lambda: "elsewhere|7|1.00")
    monkeypatch.setattr(jobs, "SILENT_S", 1)
    shelf.jobs.note("job", Standing.RUNNING, name="안")
    time.sleep(1.1)
    silent = shelf.jobs.list()[0].standing
    heart(shelf)()

    assert silent is Standing.BROKEN_OFF
    assert shelf.jobs.list()[0].standing is Standing.RUNNING


def test_a_beat_without_a_database_is_only_logged(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file stands here")

    heart(Shelf(tmp_path / "home"))()
