"""CBC's own words made honest, and CBC and HiGHS on the same questions."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.plan import Outcome, SolveStatus
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import ScenarioError
from cluster_planner.optimize.cbc import guard
from cluster_planner.optimize.cbc.answer import Ended, read_answer
from cluster_planner.optimize.cbc.second_opinion import SecondOpinion, second_opinion, solve_by_cbc
from cluster_planner.optimize.cbc.solver import cbc_available
from cluster_planner.optimize.nation import decide
from tests.real_data import asked, baseline, real_snapshot

pytestmark = pytest.mark.skipif(not cbc_available(), reason="the extra `cbc` is not installed")
BODY = "      0 C0000000   7   0\n      0 X0000000   2   0\n      1 X0000001   5   0\n"


@pytest.mark.parametrize(
    ("head", "log", "ended", "point", "bound"),
    [
        ("Optimal - objective value -7.00000000", "", Ended.COMPLETE, True, 7.0),
        (
            "Optimal (within gap tolerance) - objective value -7.00000000",
            "Lower bound:  -7.00412",
            Ended.COMPLETE,
            True,
            7.00413,
        ),
        ("Optimal (within gap tolerance) - objective value -7", "", Ended.COMPLETE, True, None),
        (
            "Stopped on time - objective value -7",
            "Lower bound: -54912.9",
            Ended.STOPPED,
            True,
            54913,
        ),
        (
            "Stopped on time (no integer solution - continuous used) - objective value -9.5",
            "Lower bound:  -9",
            Ended.STOPPED,
            False,
            9.00001,
        ),
        ("Infeasible - objective value -10", "", Ended.INFEASIBLE, False, None),
        ("Integer infeasible - objective value -1.5", "", Ended.INFEASIBLE, False, None),
        ("Unbounded - objective value -1.5", "", Ended.BROKEN, False, None),
    ],
)
def test_only_what_cbc_itself_says_is_believed(
    head: str, log: str, ended: Ended, point: bool, bound: float | None
) -> None:
    answer = read_answer(log, f"{head}\n{BODY}", columns=2, whole=True)

    assert answer.ended is ended
    assert answer.values == ((2.0, 5.0) if point else None)
    assert answer.bound == (None if bound is None else pytest.approx(bound, rel=1e-12))


def test_cbc_and_highs_agree_on_a_real_question() -> None:
    problem = problem_of(real_snapshot(), asked())
    settings = SolverSettings(time_limit_s=20)
    first = decide(problem, settings).outcome
    opinion = second_opinion(problem, settings, first)

    assert opinion.second.status is SolveStatus.PROVEN
    assert opinion.agree
    assert opinion.second.objective == pytest.approx(first.objective, rel=2e-3)


def test_the_scenario_chooses_the_engine() -> None:
    problem = problem_of(real_snapshot(), asked())
    solved = decide(problem, SolverSettings(time_limit_s=20, engine="cbc"))

    assert solved.outcome.solver.startswith("CBC")
    assert solved.decision is not None


def test_plans_that_beat_a_bound_or_an_infeasibility_are_a_disagreement() -> None:
    def outcome(objective: float | None, bound: float | None) -> Outcome:
        return Outcome(status=SolveStatus.FOUND, objective=objective, bound=bound)

    infeasible = Outcome(status=SolveStatus.INFEASIBLE)
    assert SecondOpinion(outcome(10, 12), outcome(11, 11)).agree
    assert not SecondOpinion(outcome(10, 10.5), outcome(11, 12)).agree
    assert not SecondOpinion(infeasible, outcome(1, None)).agree
    assert SecondOpinion(infeasible, outcome(None, 5)).agree


def test_a_stop_ends_cbc_soon_and_is_called_cancelled() -> None:
    problem = problem_of(real_snapshot(), baseline())
    began = time.monotonic()
    asked_at = began + 2.0
    solved = solve_by_cbc(
        problem,
        SolverSettings(time_limit_s=60, gap=0),
        should_stop=lambda: time.monotonic() > asked_at,
    )

    assert solved.outcome.status is SolveStatus.CANCELLED
    assert time.monotonic() - began < 8


@pytest.mark.skipif(os.name != "posix", reason="asks the process table of a POSIX system")
def test_a_killed_parent_takes_the_guarded_program_along(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    child = f"import os,time; open({str(noted)!r},'w').write(str(os.getpid())); time.sleep(60)"
    parent = (
        "import subprocess,sys,time;"
        f"subprocess.Popen([sys.executable,{guard.__file__!r},sys.executable,'-c',{child!r}],"
        "stdin=subprocess.PIPE,start_new_session=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent]) as server:
        ends = time.monotonic() + 10
        while not (noted.exists() and noted.read_text()) and time.monotonic() < ends:
            time.sleep(0.02)
        pid = int(noted.read_text())
        server.send_signal(signal.SIGKILL)

    while _alive(pid) and time.monotonic() < ends:
        time.sleep(0.02)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    if state.exists():
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return not subprocess.run(["kill", "-0", str(pid)], capture_output=True).returncode


def test_without_cbc_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cluster_planner.optimize.cbc.solver.cbc_available", lambda: False)
    with pytest.raises(ScenarioError, match=r"cluster-planner\[cbc\]"):
        solve_by_cbc(problem_of(real_snapshot(), asked()), SolverSettings())
