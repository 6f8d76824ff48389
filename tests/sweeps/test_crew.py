"""Processes that answer together, and end together."""

import os
import time

import pytest

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import ScenarioError, SolverError
from cluster_planner.sweeps.crew import Alone, Stop, SweepStopped, plans, team
from cluster_planner.sweeps.ladder import at_level
from tests.real_data import asked, real_snapshot


def _end_at_once(snapshot: Snapshot, item: int, stop: Stop) -> int:
    os._exit(item)


def _wait_for_stop(snapshot: Snapshot, item: int, stop: Stop) -> int:
    while not stop():
        time.sleep(0.02)
    return item


def test_team_answers_like_one_process_in_the_order_asked_and_tells_how_far_it_is() -> None:
    questions = [at_level(asked(), level) for level in (100.0, 60.0)]
    told: list[tuple[int, int]] = []
    with team(real_snapshot(), workers=2, on_progress=lambda *n: told.append(n)) as crew:
        together = plans(crew, questions)
        with pytest.raises(ScenarioError):
            plans(crew, [asked(regions={"mars": {}})])

    assert [run.plan for run in together] == [
        run.plan for run in plans(Alone(real_snapshot()), questions)
    ]
    assert told[-1] == (2, 2)


def test_stop_ends_the_sweep_and_its_processes() -> None:
    began = time.monotonic()
    with (
        pytest.raises(SweepStopped),
        team(real_snapshot(), workers=1, should_stop=lambda: True) as crew,
    ):
        crew.each(_wait_for_stop, [1, 2, 3])

    assert time.monotonic() - began < 9


def test_one_process_alone_stops_too() -> None:
    with pytest.raises(SweepStopped):
        plans(Alone(real_snapshot(), should_stop=lambda: True), [asked()])


def test_process_that_dies_is_a_sentence_for_the_reader() -> None:
    with (
        pytest.raises(SolverError, match="갑자기 끝났습니다"),
        team(real_snapshot(), workers=1) as crew,
    ):
        crew.each(_end_at_once, [3])
