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
from tests.real_data import FEW, asked

Ask = Callable[..., Answer]
Write = Callable[..., Path]
THREE_PARKS = {"parks": asked().parks.model_dump(mode="json"), "regions": {}}


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


@pytest.mark.usefixtures("alone")
def test_robust_tells_regret_and_names_what_is_assumed(ask: Ask, question: Write) -> None:
    quick = question(THREE_PARKS)

    answer = ask("robust", quick, "--futures", 2, "--json")
    again = ask("robust", quick, "--futures", 2, "--seed", 1)

    assert answer.code == ExitCode.OK, answer.err
    assert (answer.json["answered"], answer.json["seed"]) == (2, 1)
    assert {park["park_id"] for park in answer.json["parks"]} == set(FEW)
    assert len(answer.json["regret_pct"]["0.5"]) == 2
    assert "미래 2개 가운데 2개를 풀었습니다(씨앗 1, 미래마다 간격 1.5% 안에서)" in again.out
    assert "로그 삼각분포는 가정입니다" in again.out
    assert again.out.splitlines()[-1].startswith(("반월", "창원", "여수"))


@pytest.mark.usefixtures("alone")
def test_values_tell_a_row_for_every_limit_of_money(ask: Ask, question: Write) -> None:
    quick = question(THREE_PARKS)

    answer = ask("values", quick)

    assert answer.code == ExitCode.OK, answer.err
    rows = answer.out.split("\n\n")[-1].splitlines()[1:]
    assert [row.split("  ")[0].split()[-1] for row in rows] == ["예산", "예산", "상한"]
    assert all("+100억 원" in row for row in rows)


@pytest.mark.usefixtures("alone")
def test_importance_tells_parks_and_partners(ask: Ask, question: Write) -> None:
    quick = question(THREE_PARKS)

    answer = ask("importance", quick)
    told = ask("importance", quick, "--json").json

    assert answer.code == ExitCode.OK, answer.err
    assert {part["kind"] for part in told["parts"]} == {"park", "partner"}
    assert all(part["loss"]["forced"] == "out" for part in told["parts"])
    assert "빼면 잃는 목적값" in answer.out


@pytest.mark.usefixtures("alone")
def test_weights_tell_a_row_for_each_weight(ask: Ask, question: Write) -> None:
    quick = question(THREE_PARKS | {"weights": {"engine_fit": 0.2, "ageing": 0.1}})

    answer = ask("weights", quick)

    assert answer.code == ExitCode.OK, answer.err
    assert [row.split()[0] for row in answer.out.splitlines()[-2:]] == [
        "성장엔진",
        "노후도(점수)",
    ]


@pytest.mark.usefixtures("alone")
def test_why_all_tells_every_park_that_was_left_out(ask: Ask, question: Write) -> None:
    quick = question(THREE_PARKS)

    answer = ask("why", "--all", "--scenario", quick, "--json")

    assert answer.code == ExitCode.OK, answer.err
    parts = answer.json["parts"]
    assert 0 < len(parts) < len(FEW)
    assert all(part["loss"]["forced"] == "in" for part in parts)
    assert "꼭 넣으면 잃는 목적값" in ask("why", "--all", "--scenario", quick).out


@pytest.mark.parametrize("command", ["robust", "values", "importance"])
@pytest.mark.usefixtures("alone")
def test_question_without_any_plan_ends_with_3(ask: Ask, question: Write, command: str) -> None:
    impossible = question(THREE_PARKS | {"regions": {"jeju": {"floor_mkrw": 1_000}}})

    answer = ask(command, impossible)

    assert answer.code == ExitCode.NO_PLAN
    assert "계획을 하나도 찾지 못했습니다" in answer.err


def test_stopped_sweep_shows_what_was_answered_and_says_so(
    ask: Ask, question: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    @contextmanager
    def crew(snapshot: Snapshot, *_: object) -> Iterator[Alone]:
        yield Alone(snapshot, lambda: bool(told), lambda done, asked: told.append(done))

    monkeypatch.setattr(sweep, "team", crew)
    answer = ask("ladder", question(THREE_PARKS), "--steps", 2, "--json")

    assert answer.code == ExitCode.CANCELLED
    assert answer.json["status"] == "cancelled"
    assert [rung["budget_pct"] for rung in answer.json["rungs"]] == [50.0]
    assert "중단" in answer.err


def test_dask_asks_the_cluster_at_the_address_instead_of_processes_here(
    ask: Ask, question: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []

    @contextmanager
    def crew(snapshot: Snapshot, *how: object) -> Iterator[Alone]:
        told.append(how[0])
        yield Alone(snapshot)

    monkeypatch.setattr(sweep, "dask_team", crew)
    ask("ladder", question(THREE_PARKS), "--steps", 1, "--dask", "tcp://10.0.0.1:8786")

    assert told == ["tcp://10.0.0.1:8786"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("robust", "기준안", "--futures", "0"), "1에서 10000 사이의 정수"),
        (("why",), "단지 하나나 --all 가운데 하나만"),
        (("why", "창원", "--all"), "단지 하나나 --all 가운데 하나만"),
        (("why", "--all", "--budget"), "--all과 함께 쓸 수 없습니다"),
        (("ladder", "기준안", "--steps", "0"), "1에서 50 사이의 정수"),
        (("ladder", "기준안", "--steps", "²"), "1에서 50 사이의 정수"),
        (("ladder", "기준안", "--workers", "0"), "1에서 64 사이의 정수"),
        (("ladder", "기준안", "--dask", "host:8786"), "tcp://호스트:포트처럼 쓰세요"),
        (("ladder", "기준안", "--dask", "tcp://a:1", "--workers", "1"), "함께 쓸 수 없습니다"),
        (("why", "창원", "--dask", "tcp://a:1"), "why --all과 함께 쓰세요"),
        (("ladder", "기준안", "--engine", "scip"), "'highs', 'cbc' 가운데 고르세요"),
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
        try:
            _, complained = child.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # a test that hangs must fail
            raise

    assert child.returncode == ExitCode.CANCELLED, complained.decode()
    assert "중단" in complained.decode()
    assert b"Traceback" not in complained
    assert _ends(child.pid)
