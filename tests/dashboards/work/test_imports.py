"""An import runs beside the page, one at a time, and always comes to a told end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest

from cluster_planner.errors import DataError, Finding
from dashboards.work.imports import ImportJob, ImportState

Told = Callable[[str, float | None], None]
Stop = Callable[[], bool]


class Halted(Exception):
    pass


def test_what_it_says_can_be_read_while_it_runs():
    told, go = threading.Event(), threading.Event()

    def work(*, on_progress: Told, stop: Stop) -> str:
        on_progress("읽는 중", 0.5)
        told.set()
        go.wait(10)
        return "끝"

    job = ImportJob(work, Halted).start()
    assert told.wait(10)
    assert (job.state, job.words, job.share) == (ImportState.RUNNING, "읽는 중", 0.5)
    go.set()
    assert job.join(10)
    assert (job.state, job.outcome) == (ImportState.DONE, "끝")


def test_a_stopped_one_says_so_and_has_no_outcome():
    def work(*, on_progress: Told, stop: Stop) -> str:
        while not stop():
            threading.Event().wait(0.01)
        raise Halted

    job = ImportJob(work, Halted).start()
    job.stop()

    assert job.join(10)
    assert (job.state, job.outcome) == (ImportState.STOPPED, None)


def test_bad_files_are_findings_and_a_bug_is_logged(caplog: pytest.LogCaptureFixture):
    finding = Finding("a.csv", "깨짐", "다시")

    def bad(*, on_progress: Told, stop: Stop) -> str:
        raise DataError(finding)

    def bug(*, on_progress: Told, stop: Stop) -> str:
        raise ZeroDivisionError

    refused, broken = ImportJob(bad, Halted).start(), ImportJob(bug, Halted).start()
    with caplog.at_level(logging.ERROR):
        assert refused.join(10)
        assert broken.join(10)

    assert (refused.state, refused.findings) == (ImportState.FAILED, (finding,))
    assert broken.state is ImportState.FAILED
    assert "지금 자료는 그대로" in broken.findings[0].remedy


def test_the_second_waits_for_the_first_and_can_be_stopped_while_it_waits():
    go = threading.Event()

    def first(*, on_progress: Told, stop: Stop) -> str:
        go.wait(10)
        return "첫째"

    def second(*, on_progress: Told, stop: Stop) -> str:
        return "둘째"

    one = ImportJob(first, Halted).start()
    while one.state is ImportState.WAITING:
        threading.Event().wait(0.01)
    two, three = ImportJob(second, Halted).start(), ImportJob(second, Halted).start()
    three.stop()
    assert three.join(10)
    assert (two.state, three.state) == (ImportState.WAITING, ImportState.STOPPED)
    go.set()
    assert one.join(10)
    assert two.join(10)
    assert two.outcome == "둘째"
