"""`cluster-planner compare` on kept plans."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from tests.cli.conftest import Answer
from tests.explain.differences.runs import after, asked, before

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
        "다른 단지로 옮겨 간 국비는 280억 원입니다.",
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
    assert "파일이 없습니다" in answer.err


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
    assert "예산 이월 같음(간격 안) −140억 원" in " ".join(told.out.split())
