"""A run from the shell writes its files together, and they all tell the same figures."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.scenarios import with_engine
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.scenarios import find_scenario
from cluster_planner.sweeps.beside import Beside
from tests.cli.conftest import Answer, shell, small_question

Ask = Callable[..., Answer]
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("계획 폴더") / "안쪽"


@pytest.fixture(scope="module")
def answer(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """One real run through the shell, with everything that can be asked for."""
    path = tmp_path_factory.mktemp("물음") / "물음.json.yaml"
    path.write_text(json.dumps(small_question(), ensure_ascii=False), "utf-8")
    return shell("run", path, "--out", folder, "--mps", "--json", "--time-limit", "60")


@pytest.fixture(scope="module")
def run(answer: Answer, folder: Path) -> Run:
    return Run.from_json((folder / "plan.json").read_bytes())


@pytest.fixture(scope="module")
def book(answer: Answer, folder: Path) -> Iterator[Workbook]:
    read = openpyxl.load_workbook(folder / "plan.xlsx")
    yield read
    read.close()


def test_a_good_run_ends_with_0_and_says_nothing_on_stderr(answer: Answer) -> None:
    assert (answer.code, answer.err) == (ExitCode.OK, "")


def test_the_summary_lists_exactly_the_files_in_the_folder(answer: Answer, folder: Path) -> None:
    written = sorted(str(path) for path in folder.iterdir())

    assert sorted(answer.json["files"]) == written
    assert [Path(name).name for name in written] == [
        "map.html",
        "model.mps",
        "plan.json",
        "plan.xlsx",
    ]


def test_summary_and_plan_json_tell_the_same_figures(answer: Answer, run: Run) -> None:
    said = answer.json
    assert run.plan is not None
    awards = run.plan.awards

    assert said["run_id"] == run.run_id
    assert said["status"] == run.outcome.status.value
    assert (said["objective"], said["bound"]) == (run.outcome.objective, run.outcome.bound)
    assert said["national_mkrw"] == sum(a.national_mkrw for a in awards) > 0
    assert said["gain_central_mkrw"] == pytest.approx(sum(a.gain_central_mkrw for a in awards))
    assert said["gain_low_mkrw"] < said["gain_central_mkrw"] < said["gain_high_mkrw"]
    assert said["parks"] == len({a.park_id for a in awards})
    assert said["awards"] == len(awards)
    assert len(said["by_region"]) == 8
    by_region = sum(region["national_mkrw"] for region in said["by_region"].values())
    assert by_region == said["national_mkrw"]


def test_the_floor_of_the_question_is_kept_in_the_answer(answer: Answer) -> None:
    assert answer.json["by_region"]["jeju"]["national_mkrw"] >= 14_000


def test_workbook_and_summary_tell_the_same_figures(answer: Answer, book: Workbook) -> None:
    said = answer.json
    summary = {row[0]: row[1] for row in book["요약"].iter_rows(values_only=True)}

    assert summary["실행번호"] == said["run_id"]
    assert summary["상태 설명"] == said["status_ko"]
    assert summary["국비"] == said["national_mkrw"]
    assert summary["목적값"] == pytest.approx(said["objective"], rel=1e-12)
    assert summary["기대 부가가치 중간"] == pytest.approx(said["gain_central_mkrw"], rel=1e-12)
    total = {row[0]: row[-1] for row in book["연도×권역"].iter_rows(values_only=True)}
    assert total["합계"] == said["national_mkrw"]


def test_every_award_stands_in_the_workbook_with_its_money(run: Run, book: Workbook) -> None:
    header, *rows = book["배분"].iter_rows(values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    written = sorted(
        (line["단지코드"], line["패키지 코드"], line["착수연도"], line["국비(백만원)"])
        for line in lines
        if line["단지코드"]
    )
    assert run.plan is not None

    assert written == sorted(
        (a.park_id, a.package_id, a.start_year, a.national_mkrw) for a in run.plan.awards
    )


def test_the_map_names_every_funded_park_and_loads_nothing_from_outside(
    run: Run, folder: Path, snapshot: Snapshot
) -> None:
    page = (folder / "map.html").read_text("utf-8")
    names = dict(zip(snapshot.parks["park_id"], snapshot.parks["name_ko"], strict=True))
    assert run.plan is not None

    for park_id in run.plan.park_ids:
        assert names[park_id] in page or json.dumps(names[park_id])[1:-1] in page
    loads = r"""(?:src|href|action|data)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(loads, markup) == []
    assert re.findall(r"\b(?:fetch|import)\s*\(\s*[\"']https?:", page) == []
    assert "Content-Security-Policy" in page


def test_the_model_can_be_read_back_by_another_program(folder: Path) -> None:
    text = (folder / "model.mps").read_text("utf-8")

    assert "ROWS" in text
    assert text.rstrip().endswith("ENDATA")


def test_a_new_run_replaces_the_whole_set_and_nothing_else(
    ask: Ask, question: Write, tmp_path: Path
) -> None:
    out = tmp_path / "결과"
    out.mkdir()
    (out / "model.mps").write_text("지난 모형", "utf-8")
    (out / "plan.json").write_text("지난 계획", "utf-8")
    (out / "메모.txt").write_text("내 것", "utf-8")
    answer = ask("run", question(), "--out", out)

    assert answer.code == ExitCode.OK
    names = sorted(path.name for path in out.iterdir())
    assert names == ["map.html", "plan.json", "plan.xlsx", "메모.txt"]
    assert (out / "메모.txt").read_text("utf-8") == "내 것"
    assert Run.from_json((out / "plan.json").read_bytes()).plan is not None


def test_the_plain_report_is_korean_and_names_the_files(
    ask: Ask, question: Write, tmp_path: Path
) -> None:
    answer = ask("run", question(), "--out", tmp_path / "결과")

    assert "작은 물음: 증명된 최적 계획입니다" in answer.out
    assert f"쓴 파일: {tmp_path / '결과' / 'plan.xlsx'}" in answer.out
    assert "추정" in answer.out


def test_the_time_limit_of_the_command_is_part_of_the_question(run: Run) -> None:
    assert run.scenario.solver.time_limit_s == 60


def test_engine_of_the_command_is_part_of_the_question() -> None:
    scenario = find_scenario("baseline")

    assert with_engine(scenario, None) == scenario
    assert with_engine(scenario, "cbc").solver.engine == "cbc"


def test_data_that_change_in_between_are_refused_and_nothing_is_written(
    ask: Ask, question: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(*_: Any) -> Snapshot:
        return replace(load_snapshot(), digest="0" * 64)

    monkeypatch.setattr("cluster_planner.cli.run.load_snapshot", other)
    answer = ask("run", question(), "--out", tmp_path / "결과")

    assert answer.code == ExitCode.BAD_INPUT
    assert "계산하는 동안 자료가 바뀌었습니다" in answer.err
    assert not (tmp_path / "결과").exists()


@pytest.mark.parametrize("name", ["baseline", "기준안"])
def test_a_shipped_scenario_is_found_by_file_and_by_display_name(name: str) -> None:
    assert find_scenario(name, data_home()).name == "기준안"


def test_a_file_is_preferred_to_a_shipped_name(
    tmp_path: Path, question: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    question().rename(tmp_path / "baseline")
    monkeypatch.chdir(tmp_path)

    assert find_scenario("baseline", data_home()).name == "작은 물음"


def test_a_stop_before_any_plan_ends_with_4_and_writes_nothing(
    ask: Ask, question: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Beside.plan

    def stopped(*question: Any) -> Run:
        run = plan(*question)
        outcome = run.outcome.model_copy(
            update={"status": SolveStatus.CANCELLED, "objective": None, "bound": None}
        )
        return run.model_copy(update={"outcome": outcome, "plan": None})

    monkeypatch.setattr(Beside, "plan", stopped)
    answer = ask("run", question(), "--out", tmp_path / "결과")

    assert answer.code == ExitCode.CANCELLED
    assert "계획을 찾기 전에 중단했습니다" in answer.out
    assert not (tmp_path / "결과").exists()
