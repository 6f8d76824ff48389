"""`why` and `why-infeasible` from the shell, on small questions about real parks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.cli.codes import ExitCode
from cluster_planner.domain.park_names import find_park
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.scenario import read_scenario
from cluster_planner.errors import ScenarioError
from cluster_planner.explain.reasons import Loss
from cluster_planner.pipeline import plan_scenario
from cluster_planner.present.reason_words import exact_money, loss_sentence
from tests.cli.conftest import Answer
from tests.real_data import asked, real_snapshot

Ask = Callable[..., Answer]
Write = Callable[..., Path]
PARKS = asked().parks.model_dump()
PARKS = {"scope": "core", "exclude": list(PARKS["exclude"])}
EASY = {"parks": PARKS, "regions": {}, "liability_cap_mkrw": 50_000}
HARD = {"parks": PARKS, "regions": {"southeast": {"floor_mkrw": 30_000}}}


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real data are read once for all questions."""
    for module in ("why", "why_infeasible"):
        name = f"cluster_planner.cli.{module}.load_snapshot"
        monkeypatch.setattr(name, lambda folder: real_snapshot())


def test_why_tells_the_loss_and_what_stops_more(ask: Ask, question: Write) -> None:
    path = question(EASY)
    answer = ask("why", "여수", "--scenario", path, "--json")
    told = ask("why", "p_yeosu", "--scenario", path)

    assert (answer.code, told.code) == (ExitCode.OK, ExitCode.OK)
    reason = answer.json["reason"]
    assert answer.json["park_id"] == "p_yeosu"
    assert reason["in_plan"] is True
    assert reason["loss"]["forced"] == "out"
    assert 0 < reason["loss"]["low_mkrw"] <= reason["loss"]["high_mkrw"]
    assert reason["bindings"]
    assert "여수: 계획에 들어 있습니다." in told.out
    assert "이 단지를 빼면 목적값을" in told.out
    for sentence in answer.json["sentences"]:
        assert sentence in told.out


def test_why_tells_what_keeps_a_park_from_being_a_candidate(ask: Ask, question: Write) -> None:
    answer = ask("why", PARKS["exclude"][0], "--scenario", question(EASY))

    assert answer.code == ExitCode.OK
    assert "후보가 아닙니다." in answer.out
    assert "parks.exclude" in answer.out


def test_why_infeasible_writes_a_scenario_that_has_a_plan(
    ask: Ask, question: Write, tmp_path: Path
) -> None:
    path, repaired = question(HARD), tmp_path / "수리안.yaml"
    answer = ask("why-infeasible", path, "--repair", repaired, "--json")

    assert answer.code == ExitCode.NO_PLAN
    assert "region_floor__southeast" in answer.json["conflict"]
    assert answer.json["files"] == [str(repaired)]
    prices = [repair["price_mkrw"] for repair in answer.json["repairs"]]
    assert prices == sorted(prices)
    assert prices[0] > 0
    assert read_scenario(repaired).name == "작은 물음 (수리안)"
    assert ask("why-infeasible", repaired).code == ExitCode.OK


def test_why_infeasible_says_the_repair_in_korean(ask: Ask, question: Write) -> None:
    answer = ask("why-infeasible", question(HARD))

    assert "동남권 최소배분" in answer.err
    assert "동남권 최소배분을" in answer.out
    assert "낮추면 가능합니다" in answer.out


def test_repair_never_overwrites_a_file(ask: Ask, question: Write) -> None:
    path = question(HARD)
    before = path.read_bytes()
    answer = ask("why-infeasible", path, "--repair", path)

    assert answer.code == ExitCode.BAD_INPUT
    assert path.read_bytes() == before


def test_unknown_and_shared_names_are_refused_with_help(ask: Ask, question: Write) -> None:
    answer = ask("why", "없는단지", "--scenario", question(EASY))

    assert answer.code == ExitCode.BAD_INPUT
    assert "그런 단지가 없습니다" in answer.err
    with pytest.raises(ScenarioError, match="단지 "):
        find_park(real_snapshot(), "")


@pytest.mark.parametrize(
    ("given", "park_id"),
    [
        ("p_changwon", "p_changwon"),
        ("창원", "p_changwon"),
        ("창원국가산단", "p_changwon"),
        ("창원일반산단", "p_248210"),
        ("창원[재생사업지구:부분]", "p_changwon"),
    ],
)
def test_every_kind_of_name_finds_the_park_and_a_core_park_first(given: str, park_id: str) -> None:
    assert find_park(real_snapshot(), given) == park_id


@pytest.mark.parametrize(
    ("loss", "sentence"),
    [
        (
            Loss("out", SolveStatus.PROVEN, 100.0, 250.0),
            "1억 원 이상 2.5억 원 이하 잃습니다(증명된",
        ),
        (Loss("in", SolveStatus.FOUND, 0.0, 250.0), "많아야 2.5억 원 잃습니다(두 풀이의 간격 안"),
        (Loss("out", SolveStatus.PROVEN, 0.0, 0.0), "빼면 목적값을 잃지 않습니다(증명됨)"),
        (Loss("in", SolveStatus.INFEASIBLE), "꼭 넣으면 조건을 모두 지키는 계획이 없습니다"),
        (Loss("in", SolveStatus.NOTHING), "제한 시간 안에 알아내지 못했습니다"),
    ],
)
def test_loss_claims_no_more_than_is_proven(loss: Loss, sentence: str) -> None:
    assert sentence in loss_sentence(loss)


def test_money_to_act_on_is_never_rounded() -> None:
    assert [exact_money(m) for m in (180_000, 123_456, 1, 20)] == [
        "1,800억 원",
        "1,234.56억 원",
        "0.01억 원",
        "0.2억 원",
    ]


def test_budget_factor_is_told_only_when_asked(ask: Ask, question: Write) -> None:
    scenario = read_scenario(question(EASY))
    chosen = plan_scenario(real_snapshot(), scenario).plan
    assert chosen is not None
    candidates = {c.park_id for c in problem_of(real_snapshot(), scenario).candidates}
    left_out = min(candidates - set(chosen.park_ids))
    answer = ask("why", left_out, "--scenario", question(EASY), "--budget")

    assert "후보이지만 계획에 들지 않았습니다." in answer.out
    assert "이 단지를 꼭 넣으면" in answer.out
    assert "모든 예산과 상한을" in answer.out


def test_name_that_several_parks_share_lists_their_ids() -> None:
    with pytest.raises(ScenarioError, match=r"여러 단지가 쓰는 이름입니다.*p_143010"):
        find_park(real_snapshot(), "보은")
