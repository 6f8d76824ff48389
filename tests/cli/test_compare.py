"""`cluster-planner compare` on kept plans."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from tests.cli.conftest import Answer
from tests.explain.differences.runs import after, asked, before
from tests.real_data import asked as few
from tests.real_data import budget

Ask = Callable[..., Answer]


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Run, str], Path]:
    """Write a run the way `run --out` does and return its folder."""

    def write(run: Run, name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "plan.json").write_text(run.to_json(), "utf-8")
        return folder

    return write


def test_sentences_and_tables_of_two_folders(ask: Ask, keep: Callable[[Run, str], Path]) -> None:
    answer = ask("compare", keep(before(), "하나"), keep(after(asked(carry_over_pct=5.0)), "둘"))

    assert answer.code == 0
    for told in (
        "국비                                560억 원",
        "−140억 원",
        "다음 해로 넘길 수 있는 사업 예산  전국  0%  5%",
        "구미  새로 들어옴  +140억 원    조건에서 곧바로 설명되지 않음",
        "여수  빠짐         −140억 원    조건에서 곧바로 설명되지 않음",
        "(옮겨 간 국비 140억 원)",
        "AI 팩토리 선도  280억 원  140억 원  −140억 원",
        "2031년(기간 뒤)",
        "a         다른 단지로 옮김  2         2         ＋구미, −창원",
        "참여기관 1곳이 새로 참여하고 1곳이 빠졌으며, 1곳은 일이 바뀌었습니다.",
    ):
        assert " ".join(told.split()) in " ".join(answer.out.split())


def test_json_of_a_file_and_a_folder(ask: Ask, keep: Callable[[Run, str], Path]) -> None:
    first, second = keep(before(), "하나"), keep(after(), "둘")
    answer = ask("compare", first / "plan.json", second, "--json")
    told = answer.json

    assert answer.code == 0
    (one,) = told["differences"]
    assert {p["park_id"]: p["standing"] for p in one["parks"]} == {
        "p_gumi": "entered",
        "p_yeosu": "left",
        "p_changwon": "less",
    }
    assert one["verdict"] == "equal"
    assert told["attributions"] == []


def test_every_bad_place_is_named_at_once(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "깨짐.json").write_text(json.dumps({"run_id": 1}), "utf-8")
    answer = ask("compare", tmp_path / "없음.json", tmp_path / "깨짐.json", tmp_path)

    assert answer.code == 2
    assert "고칠 것 3건" in answer.err
    assert "계획 파일이 아닙니다" in answer.err
    assert answer.err.count("그런 실행이 없습니다") == 2


@pytest.mark.parametrize("count", [1, 5])
def test_two_to_four_runs_are_compared(
    ask: Ask, keep: Callable[[Run, str], Path], count: int
) -> None:
    folder = keep(before(), "하나")
    answer = ask("compare", *[folder] * count)

    assert answer.code == 2
    assert f"{count}개를 적었습니다 → 2–4개를 적으세요" in answer.err


def test_attribution_tells_each_group_and_the_rest(
    ask: Ask, keep: Callable[[Run, str], Path]
) -> None:
    """One group is the whole change, so this solves nothing (tests/sweeps solves)."""
    places = keep(before(), "하나"), keep(after(asked(carry_over_pct=5.0)), "둘")
    answer = ask("compare", *places, "--attribute", "--json")
    told = ask("compare", *places, "--attribute")

    (found,) = answer.json["attributions"]
    assert [share["group"] for share in found["shares"]] == ["carry_over_pct"]
    assert found["whole"]["national_mkrw"] == -14_000
    assert (found["rest_national_mkrw"], found["rest_score"]) == (0, 0)
    assert "예산 이월 같음(간격 안) −3억 원 ~ +3억 원 −140억 원" in " ".join(told.out.split())


def test_a_kept_run_is_named_by_its_number(
    ask: Ask, keep: Callable[[Run, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path / "home"))
    run_id = Shelf(tmp_path / "home").runs.keep(before(run_id="a" * 16))
    answer = ask("compare", run_id, keep(after(), "둘"), "--json")

    assert answer.json["base"]["run_id"] == run_id


def test_the_data_of_each_run_are_found_and_what_they_explain_is_solved(
    ask: Ask, keep: Callable[[Run, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two inputs: a budget and the data; each is moved alone, on the data that belong to it."""
    home, other = tmp_path / "home", tmp_path / "data"
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(home))
    shutil.copytree(data_home(), other)
    effects = (other / "effects.csv").read_text("utf-8")
    (other / "effects.csv").write_text(effects.replace("5,30.1,30.1", "5,25,30.1"), "utf-8")
    snapshot = load_snapshot(other)
    SnapshotShelf.of(home).keep(other, snapshot.digest)
    less = few(programmes=[budget("complex_ax", 14_000), budget("ai_factory", 4_500)])
    runs = plan_scenario(load_snapshot(), few()), plan_scenario(snapshot, less)
    places = keep(runs[0], "하나"), keep(runs[1], "둘")
    told = ask("compare", *places, "--attribute", "--json", "--workers", "1").json
    (found,) = told["attributions"]
    (pair,) = told["differences"]

    assert [(c["table"], c["column"]) for c in pair["data"]["changes"]] == [
        ("effects", "process_effect_central_pct")
    ]
    effects_of = {share["group"]: share["effect"] for share in found["shares"]}
    assert set(effects_of) == {"programmes", "data"}
    assert effects_of["data"]["score_high"] < 0
    parts = [one["score"] for one in effects_of.values()]
    assert sum(parts) + found["rest_score"] == pytest.approx(found["whole"]["score"])
    assert found["rest_score_low"] <= found["rest_score"] <= found["rest_score_high"]


def test_data_that_are_gone_are_told_and_the_rest_is_compared(
    ask: Ask, keep: Callable[[Run, str], Path]
) -> None:
    places = keep(before(), "하나"), keep(after(snapshot_digest="1" * 64), "둘")
    answer = ask("compare", *places)

    assert answer.code == 0
    assert "이 실행을 만든 자료 111111111111이(가) 이 컴퓨터에 없습니다" in answer.err
    assert "무엇이 다른지 견주지 못했습니다" in answer.out
    assert "구미" in answer.out


def test_the_same_run_twice_differs_in_nothing_and_leaves_nothing_to_share(
    ask: Ask, keep: Callable[[Run, str], Path]
) -> None:
    place = keep(before(), "하나")
    told = " ".join(ask("compare", place, place, "--attribute").out.split())

    for sentence in (
        "시나리오의 조건이 모두 같습니다.",
        "두 계획의 배분이 같습니다.",
        "참여기관의 일이 같습니다.",
        "바뀐 조건이 없어 나눌 몫이 없습니다.",
    ):
        assert sentence in told


def test_a_run_without_a_plan_is_compared_without_inventing_zeros(
    ask: Ask, keep: Callable[[Run, str], Path]
) -> None:
    answer = ask("compare", keep(before(), "하나"), keep(after(plan=None), "둘"), "--attribute")
    told = " ".join(answer.out.split())

    assert answer.code == 0
    assert "국비 560억 원 계획 없음 –" in told
    assert "무엇이 옮겨 갔는지 말할 수 없습니다" in told
    assert "권역별 국비입니다" not in told
