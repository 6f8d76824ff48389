"""`export --why` solves for the parks that got nothing, and writes what forcing each in loses."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from cluster_planner.cli import export_why
from cluster_planner.cli.codes import ExitCode
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.asked import why_park
from cluster_planner.explain.reasons import Loss
from cluster_planner.pipeline import plan_scenario
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.papers.parts.left_out import CANDIDATE
from cluster_planner.sweeps.crew import Alone, SweepStopped
from tests.cli.conftest import Answer
from tests.present.papers.reading import hwpx_rows
from tests.real_data import FEW, asked, budget, real_snapshot

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def run() -> Run:
    """Money for the base of one park of three."""
    tight = [budget("complex_ax", 3_500), budget("ai_factory", 3_000)]
    return plan_scenario(real_snapshot(), asked(programmes=tight, liability_cap_mkrw=0))


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "plan.json").write_text(run.to_json(), "utf-8")
    return tmp_path


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in this process: opening others takes longer than the small questions."""

    @contextmanager
    def crew(snapshot: Snapshot, **_: object) -> Iterator[Alone]:
        yield Alone(snapshot)

    monkeypatch.setattr(export_why, "team", crew)


@pytest.mark.usefixtures("alone")
def test_the_paper_says_what_forcing_a_park_in_loses(ask: Ask, folder: Path, run: Run) -> None:
    path = folder / "계획.hwpx"

    answer = ask("export", folder, "--as", "hwpx", "--why", "--out", path)

    assert answer.code == ExitCode.OK, answer.err
    assert run.plan is not None
    left = sorted(set(FEW) - set(run.plan.park_ids))
    assert left
    names = real_snapshot()["parks"].set_index("park_id")["name_ko"]
    rows = {row[1]: row for row in hwpx_rows(path.read_bytes()) if len(row) == 6}
    for park_id in left:
        loss = why_park(real_snapshot(), run, park_id).loss
        assert loss is not None
        assert loss.high_mkrw is not None
        told = rows[names[park_id]]
        assert told[3] == f"{CANDIDATE}."
        assert told[5] == objective_words(loss.high_mkrw, run.outcome.unit)


@pytest.mark.usefixtures("alone")
def test_a_stopped_computation_writes_nothing(
    ask: Ask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> Mapping[str, Loss] | None:
        raise SweepStopped({})

    monkeypatch.setattr(export_why, "why_not", stopped)
    path = folder / "계획.hwpx"

    answer = ask("export", folder, "--as", "hwpx", "--why", "--out", path)

    assert answer.code == ExitCode.CANCELLED
    assert "파일을 쓰지 않았습니다" in answer.err
    assert not path.exists()


def test_a_format_without_reasons_refuses_the_option(ask: Ask, folder: Path) -> None:
    answer = ask("export", folder, "--as", "csv", "--why", "--out", folder / "x.zip")

    assert answer.code == ExitCode.BAD_INPUT
    assert "--why" in answer.err


@pytest.mark.usefixtures("alone")
def test_an_objective_of_several_stages_is_refused_with_the_way_out(ask: Ask, folder: Path) -> None:
    content = json.loads((folder / "plan.json").read_text("utf-8"))
    content["scenario"]["objective"] = {
        "kind": "lexicographic",
        "order": [{"criterion": "gain"}, {"criterion": "jobs"}],
    }
    (folder / "plan.json").write_text(json.dumps(content), "utf-8")

    answer = ask("export", folder, "--as", "hwpx", "--why", "--out", folder / "x.hwpx")

    assert answer.code == ExitCode.BAD_INPUT
    assert "여러 단계로 푸는 목표" in answer.err
