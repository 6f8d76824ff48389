"""A run that is repeated on its own data says that it came out the same, or where not."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cluster_planner.cli import rerun as command
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.rerun_words import Kept
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import scenario_from
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from tests.cli.conftest import Answer, shell, small_question
from tests.cli.test_sweeps import THREE_PARKS

pytestmark = pytest.mark.usefixtures("home")
Ask = Callable[..., Answer]
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def ran() -> Run:
    """A real run of a small question."""
    return plan_scenario(load_snapshot(), scenario_from(small_question() | THREE_PARKS))


@pytest.fixture
def kept(ran: Run, home: Path) -> Run:
    """The same, kept."""
    Shelf(home).runs.keep(ran)
    return ran


def _changed(run: Run, **award: Any) -> Run:
    """The run with another figure in its first award."""
    assert run.plan is not None
    first, *rest = run.plan.awards
    awards = (first.model_copy(update=award), *rest)
    return run.model_copy(update={"plan": run.plan.model_copy(update={"awards": awards})})


def _written(run: Run, folder: Path) -> Path:
    folder.mkdir()
    (folder / "plan.json").write_text(run.to_json(), "utf-8")
    return folder


def test_a_run_repeats_to_the_same_plan_in_another_process(ask: Ask, kept: Run, home: Path) -> None:
    answer = shell("rerun", kept.run_id[:8], CLUSTER_PLANNER_HOME=str(home))

    assert answer.code == ExitCode.OK, answer.err
    assert "같습니다: 상태와 목적값, 배분과 참여기관이 하나도 다르지 않습니다." in answer.out
    assert "보관된 실행을 그대로 둡니다." in answer.out
    assert Shelf(home).runs.get(kept.run_id) == kept


def test_a_changed_figure_is_found_and_the_kept_run_stays(
    ask: Ask, kept: Run, home: Path, tmp_path: Path
) -> None:
    assert kept.plan is not None
    paid = kept.plan.awards[0].local_mkrw
    folder = _written(_changed(kept, local_mkrw=paid + 1), tmp_path / "고친 것")

    answer = ask("rerun", folder)

    assert answer.code == ExitCode.DIFFERENT, answer.err
    assert f"지방비(백만원): {paid + 1} → {paid}" in answer.out
    assert "다릅니다: 1가지가 다릅니다." in answer.out
    assert "보관된 실행을 그대로 둡니다." in answer.out
    assert Shelf(home).runs.get(kept.run_id) == kept


def test_a_question_and_an_indicator_that_were_changed_are_found(
    ask: Ask, kept: Run, tmp_path: Path
) -> None:
    first, *rest = kept.criteria
    criteria = (first.model_copy(update={"value": first.value + 1}), *rest)
    scenario = kept.scenario.model_copy(update={"liability_cap_mkrw": 999_999})
    changed = kept.model_copy(update={"criteria": criteria, "scenario": scenario})

    answer = ask("rerun", _written(changed, tmp_path / "고친 것"), "--no-keep")

    assert answer.code == ExitCode.DIFFERENT, answer.err
    assert f"실행번호가 물음과 자료에 맞지 않음: {kept.run_id} → " in answer.out
    assert "지표 기대효과(성장엔진·노후도 가중) 값: " in answer.out


def test_a_file_that_nobody_kept_is_repeated_and_then_kept(
    ask: Ask, kept: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _written(kept, tmp_path / "받은 것")
    other = tmp_path / "다른 집"
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(other))

    answer = ask("rerun", folder, "--json")

    assert answer.code == ExitCode.OK, answer.err
    assert (answer.json["equal"], answer.json["kept"]) == (True, Kept.NEW)
    assert [run.run_id for run in Shelf(other).runs.list()] == [kept.run_id]


def test_a_plan_that_was_not_proven_gives_way_to_the_one_that_is(
    ask: Ask, kept: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = kept.outcome.model_copy(update={"status": SolveStatus.CANCELLED})
    other = tmp_path / "다른 집"
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(other))
    Shelf(other).runs.keep(kept.model_copy(update={"outcome": outcome}))

    answer = ask("rerun", kept.run_id)
    now = Shelf(other).runs.get(kept.run_id)

    assert answer.code == ExitCode.DIFFERENT, answer.err
    assert "중단한 실행입니다" in answer.out
    assert "상태: 중단됨 → 최적(증명됨)" in answer.out
    assert "되풀이한 결과로 바꾸었습니다" in answer.out
    assert now is not None
    assert now.outcome.status is SolveStatus.PROVEN


def test_another_program_or_solver_is_said_before_anything_else(
    ask: Ask, kept: Run, tmp_path: Path
) -> None:
    outcome = kept.outcome.model_copy(update={"solver": "HiGHS 1.0"})
    older = kept.model_copy(update={"program_version": "0.0.1", "outcome": outcome})

    answer = ask("rerun", _written(older, tmp_path / "옛것"))
    _, program, solver, *_ = answer.out.splitlines()

    assert answer.code == ExitCode.OK, answer.err  # the plan is the same all the same
    assert program.startswith("프로그램 판이 다릅니다: 0.0.1 → ")
    assert solver.startswith("풀이 도구가 다릅니다: HiGHS 1.0 → HiGHS")


def test_a_conflict_repeats_to_a_conflict(ask: Ask, home: Path) -> None:
    content = small_question() | THREE_PARKS | {"regions": {"jeju": {"floor_mkrw": 1_000}}}
    run = plan_scenario(load_snapshot(), scenario_from(content))

    answer = ask("rerun", Shelf(home).runs.keep(run))

    assert answer.code == ExitCode.OK, answer.err
    assert "두 실행 모두 계획이 없고" in answer.out


def test_a_run_is_repeated_on_its_own_data_when_others_are_in_use(
    ask: Ask, question: Write, tmp_path: Path, home: Path
) -> None:
    own = tmp_path / "자료"
    shutil.copytree(data_home(), own, ignore=shutil.ignore_patterns("build"))
    table = own / "packages.csv"
    table.write_text(table.read_text("utf-8").replace("기반", "바탕", 1), "utf-8")
    assert load_snapshot(own).digest != load_snapshot().digest
    options = ("--out", tmp_path / "결과", "--json")
    ran = ask("run", question(THREE_PARKS), "--data", own, *options)
    assert ran.code == ExitCode.OK, ran.err
    shutil.rmtree(own)

    answer = ask("rerun", ran.json["run_id"], "--json")

    assert answer.code == ExitCode.OK, answer.err
    assert answer.json["equal"]


def test_data_that_are_gone_are_told(ask: Ask, kept: Run, tmp_path: Path) -> None:
    gone = kept.model_copy(update={"snapshot_digest": "ab" * 32})

    answer = ask("rerun", _written(gone, tmp_path / "옛것"))

    assert answer.code == ExitCode.BAD_INPUT
    assert "자료 abababababab: 실행이 쓴 자료가 남아 있지 않아" in answer.err


def test_data_that_were_changed_since_are_not_used(
    ask: Ask, kept: Run, home: Path, tmp_path: Path
) -> None:
    digest = "cd" * 32
    SnapshotShelf.of(home).keep(data_home(), digest)  # under a name that is not theirs
    liar = kept.model_copy(update={"snapshot_digest": digest})

    answer = ask("rerun", _written(liar, tmp_path / "거짓"))

    assert answer.code == ExitCode.BAD_INPUT
    assert "이 프로그램이 읽으면 실행한 때와 다른 자료가 됩니다" in answer.err


def test_two_proven_plans_are_worth_the_same_and_a_better_one_is_worth_more(kept: Run) -> None:
    found = kept.model_copy(
        update={"outcome": kept.outcome.model_copy(update={"status": SolveStatus.FOUND})}
    )
    better = found.model_copy(
        update={"outcome": found.outcome.model_copy(update={"objective": 1e12})}
    )
    empty = kept.model_copy(update={"plan": None})

    ranks = [command._worth(run) for run in (empty, found, better, kept)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 4
