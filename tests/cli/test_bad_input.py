"""Every wrong question ends with its own code and a sentence that names place and remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cluster_planner.cli.codes import ExitCode
from tests.cli.conftest import YEARS, Answer, shell

Ask = Callable[..., Answer]
Write = Callable[..., Path]


def _budget(**amounts: int) -> dict[str, Any]:
    years = {int(year.removeprefix("y")): amount for year, amount in amounts.items()}
    entry = {"programme_id": "complex_ax", "national_mkrw": years, "label": "가정", "basis": "시험"}
    return {"programmes": [entry]}


NO_MONEY = _budget(**{f"y{year}": 0 for year in YEARS})
BAD: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "unknown key": ({"buget": 1}, ("물음.yaml buget", "모르는 항목", "철자를 확인하거나 지우세요")),
    "unknown nested key": (
        {"regions": {"jeju": {"flor_mkrw": 1}}},
        ("물음.yaml regions.jeju.flor_mkrw", "모르는 항목", "철자를 확인하거나 지우세요"),
    ),
    "budget 0": (NO_MONEY, ("programmes", "예산이 모두 0원", "0보다 큰 예산을 넣으세요")),
    "cap 0": (
        {"national_cap_mkrw": dict.fromkeys(YEARS, 0)},
        ("national_cap_mkrw", "모두 0원", "0보다 크게 고치거나"),
    ),
    "negative budget": (_budget(y2026=-1), ("2026", "너무 작습니다", "0 이상으로 고치세요")),
    "floors above budget": (
        {"regions": {"jeju": {"floor_mkrw": 900_000}, "gangwon": {"floor_mkrw": 1}}},
        ("regions.floor_mkrw", "9,000.01억 원이 쓸 수 있는 국비", "예산을 늘리세요"),
    ),
    "floor above cap": (
        {"regions": {"jeju": {"floor_mkrw": 5, "cap_mkrw": 4}}},
        ("regions.jeju", "상한 0.04억 원보다", "최소배분을 낮추거나 상한을 높이세요"),
    ),
    "unknown park in a lock": (
        {"locks": [{"park_id": "p_atlantis", "by_year": 2027}]},
        ("locks", "모르는 단지입니다: p_atlantis", "park_id를 쓰세요"),
    ),
    "unknown park left out": (
        {"parks": {"exclude": ["p_atlantis"]}},
        ("parks.exclude", "모르는 단지입니다: p_atlantis", "park_id를 쓰세요"),
    ),
    "unknown region": (
        {"regions": {"seoul": {}}},
        ("regions", "모르는 권역입니다: seoul", "다음에서 고르세요"),
    ),
    "unknown envelope": (
        {"programmes": [_budget(y2026=5)["programmes"][0] | {"programme_id": "moon"}]},
        ("programmes", "모르는 예산 묶음입니다: moon", "다음에서 고르세요"),
    ),
    "lock against exclusion": (
        {
            "parks": {"exclude": ["p_changwon"]},
            "locks": [{"park_id": "p_changwon", "by_year": 2027}],
        },
        ("locks.0", "고정하면서 제외", "하나만 남기세요"),
    ),
    "lock outside the years": (
        {"locks": [{"park_id": "p_changwon", "by_year": 2040}]},
        ("locks.0", "2040년이 계획 밖", "2026–2030 안에서 고르세요"),
    ),
    "text for a number": (
        {"carry_over_pct": "많이"},
        ("물음.yaml carry_over_pct", "꼴이 맞지 않습니다", "형식을 확인하세요"),
    ),
}


@pytest.mark.parametrize(("changes", "words"), BAD.values(), ids=BAD)
def test_bad_scenarios_end_with_2_and_name_place_and_remedy(
    ask: Ask, question: Write, tmp_path: Path, changes: dict[str, Any], words: tuple[str, ...]
) -> None:
    answer = ask("run", question(changes), "--out", tmp_path / "결과")

    assert answer.code == ExitCode.BAD_INPUT
    assert answer.out == ""
    for word in words:
        assert word in answer.err
    assert "Traceback" not in answer.err
    assert not (tmp_path / "결과").exists()


def test_all_findings_of_a_scenario_come_at_once(ask: Ask, question: Write, tmp_path: Path) -> None:
    scenario = question({"buget": 1, "carry_over_pct": -1})
    answer = ask("run", scenario, "--out", tmp_path / "o", "--json")

    assert answer.code == ExitCode.BAD_INPUT
    assert answer.json["status"] == "bad_input"
    wheres = [finding["where"] for finding in answer.json["findings"]]
    assert wheres == ["물음.yaml carry_over_pct", "물음.yaml buget"]


@pytest.mark.parametrize("name", ["없는.yaml", "없는/폴더/기준안", "baseline.yml"])
def test_a_missing_file_is_named(ask: Ask, tmp_path: Path, name: str) -> None:
    answer = ask("run", tmp_path / name, "--out", tmp_path / "o")

    assert answer.code == ExitCode.BAD_INPUT
    assert f"{tmp_path / name}: 파일이 없습니다 → 경로와 파일 이름을 확인하세요" in answer.err


def test_an_unknown_name_lists_the_scenarios_there_are(ask: Ask, tmp_path: Path) -> None:
    answer = ask("run", "기준", "--out", tmp_path / "o")

    assert answer.code == ExitCode.BAD_INPUT
    assert "시나리오 기준" in answer.err
    assert "(balance_first, baseline, " in answer.err
    assert ", 기준안, " in answer.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name: [1\n", "YAML 문법이 맞지 않습니다"),
        (b"\xb0\xa1", "UTF-8"),
        (b"- 1\n", "값 꼴의 시나리오가 아닙니다"),
        (b"", "값 꼴의 시나리오가 아닙니다"),
        (b"name: x\n", "programmes"),
    ],
)
def test_files_that_are_no_scenario_are_refused(
    ask: Ask, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "엉망.yaml"
    path.write_bytes(content)
    answer = ask("run", path, "--out", tmp_path / "o")

    assert answer.code == ExitCode.BAD_INPUT
    assert words in answer.err


def test_a_folder_that_is_a_file_is_refused_before_solving(
    ask: Ask, question: Write, tmp_path: Path
) -> None:
    taken = tmp_path / "결과"
    taken.write_text("내 것", "utf-8")
    answer = ask("run", question(), "--out", taken)

    assert answer.code == ExitCode.BAD_INPUT
    assert f"{taken}: 쓸 수 없습니다" in answer.err
    assert "다른 --out 폴더를 쓰거나" in answer.err
    assert taken.read_text("utf-8") == "내 것"


def test_missing_data_is_a_list_of_findings(ask: Ask, question: Write, tmp_path: Path) -> None:
    (tmp_path / "빈").mkdir()
    answer = ask("run", question(), "--out", tmp_path / "o", "--data", tmp_path / "빈")

    assert answer.code == ExitCode.BAD_INPUT
    assert "자료에서 고칠 것" in answer.err
    assert "parks.csv" in answer.err
    assert "sido.geojson" in answer.err


def test_a_conflict_of_conditions_ends_with_3_and_leaves_the_folder_alone(
    ask: Ask, question: Write, tmp_path: Path
) -> None:
    out = tmp_path / "결과"
    out.mkdir()
    (out / "plan.json").write_text("지난 계획", "utf-8")
    # Every park of 제주 gets 기반 at most, which costs more than this cap allows.
    scenario = question({"regions": {"jeju": {"floor_mkrw": 100, "cap_mkrw": 200}}})
    answer = ask("run", scenario, "--out", out, "--json")

    assert answer.code == ExitCode.NO_PLAN
    assert answer.json["status"] == "infeasible"
    assert answer.json["files"] == []
    assert "조건 충돌" in answer.json["status_ko"]
    assert "제주" in answer.err
    assert " → " in answer.err
    assert [path.name for path in out.iterdir()] == ["plan.json"]
    assert (out / "plan.json").read_text("utf-8") == "지난 계획"


def test_the_shell_sees_the_same_codes_and_no_traceback(question: Write, tmp_path: Path) -> None:
    answer = shell("run", question({"buget": 1}), "--out", tmp_path / "o", PYTHONIOENCODING="ascii")

    assert answer.code == 2
    assert "물음.yaml buget: 모르는 항목입니다 → 철자를 확인하거나 지우세요" in answer.err
    assert "Traceback" not in answer.err


def test_hostile_text_in_a_scenario_cannot_steer_the_terminal(
    ask: Ask, question: Write, tmp_path: Path
) -> None:
    scenario = question({"carry_over_pct": "\x1b]0;나쁨\x07"})
    answer = ask("run", scenario, "--out", tmp_path / "o")

    assert answer.code == ExitCode.BAD_INPUT
    assert "\x1b" not in answer.err
