"""The commands that plan many times."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cluster_planner.cli import sweep
from cluster_planner.cli.codes import ExitCode
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sweeps.crew import Alone
from tests.cli.conftest import Answer
from tests.real_data import asked

Ask = Callable[..., Answer]
Write = Callable[..., Path]
THREE_PARKS = {"parks": asked().parks.model_dump(mode="json"), "regions": {}}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in this process: opening others takes longer than the small questions."""

    @contextmanager
    def crew(snapshot: Snapshot, *_: object) -> Iterator[Alone]:
        yield Alone(snapshot)

    monkeypatch.setattr(sweep, "team", crew)


def test_ladder_tells_levels_and_the_price_of_nesting(ask: Ask, question: Write) -> None:
    quick = question(THREE_PARKS)

    answer = ask("ladder", quick, "--steps", 2, "--workers", 1)

    assert answer.code == ExitCode.OK, answer.err
    assert "작은 물음: 예산 2개 수준의 계획을 견주었습니다." in answer.out
    header, *rows = answer.out.rstrip().splitlines()[-3:]
    assert header.split()[:2] == ["예산", "국비"]
    assert [row.split()[0] for row in rows] == ["50.0%", "150.0%"]


@pytest.mark.usefixtures("alone")
def test_frontier_tells_points_from_the_best_score_to_the_best_balance(
    ask: Ask, question: Write
) -> None:
    quick = question(THREE_PARKS)

    answer = ask("frontier", quick, "--points", 2, "--json")

    assert answer.code == ExitCode.OK, answer.err
    points = answer.json["points"]
    assert points
    assert [p["balance_mkrw_per_firm"] for p in points] == sorted(
        p["balance_mkrw_per_firm"] for p in points
    )


@pytest.mark.usefixtures("alone")
def test_alternatives_tell_core_parks_and_plans(ask: Ask, question: Write) -> None:
    answer = ask("alternatives", question(THREE_PARKS), "--k", 2, "--within", 90)

    assert answer.code == ExitCode.OK, answer.err
    assert "모든 계획에 드는 단지" in answer.out
    assert answer.out.rstrip().splitlines()[-1].startswith("2 ")


@pytest.mark.usefixtures("alone")
def test_ladder_without_any_plan_ends_with_3(ask: Ask, question: Write) -> None:
    impossible = question(THREE_PARKS | {"regions": {"jeju": {"floor_mkrw": 1_000}}})

    answer = ask("ladder", impossible, "--steps", 1, "--json")

    assert answer.code == ExitCode.NO_PLAN
    assert [rung["free_status"] for rung in answer.json["rungs"]] == ["infeasible"]
    assert "계획을 하나도 찾지 못했습니다" in answer.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ladder", "기준안", "--steps", "0"), "1에서 50 사이의 정수"),
        (("ladder", "기준안", "--steps", "²"), "1에서 50 사이의 정수"),
        (("ladder", "기준안", "--workers", "0"), "1에서 64 사이의 정수"),
        (("alternatives", "기준안", "--within", "0"), "1에서 100 사이의 정수"),
        (("ladder", "없는 이름"), "그런 이름의 기본 시나리오도 없습니다"),
    ],
)
def test_bad_input_ends_with_2_before_anything_is_solved(
    ask: Ask, arguments: tuple[str, ...], sentence: str
) -> None:
    answer = ask(*arguments)

    assert answer.code == ExitCode.BAD_INPUT
    assert sentence in answer.err


def _ends(group: int) -> bool:
    """Whether the last process of a group ends soon: the helpers go when their pipes close."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one child process")
def test_ctrl_c_ends_with_4_and_leaves_no_process() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "cluster_planner", "ladder", "baseline", "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with child:
        time.sleep(4)
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does: parent and children hear it
        said, complained = child.communicate(timeout=60)

    assert child.returncode == ExitCode.CANCELLED, complained.decode()
    assert said == b""
    assert b"Traceback" not in complained
    assert _ends(child.pid)
