"""docs/python.md runs from top to bottom, and knows every public name and no other."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from cluster_planner import api

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "python.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
CALLS = re.findall(r"`(\w+)\((.*?)\)`", TEXT)


def test_every_block_runs_after_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    said = []
    for block in BLOCKS:
        exec(compile(block, "docs/python.md", "exec"), names)
        said.append(capsys.readouterr().out)
    first, many, wrong = said
    run, steps = names["run"], names["steps"]

    assert isinstance(run, api.Run)
    assert isinstance(steps, api.Ladder)
    assert first.startswith(api.status_sentence(run))
    assert first.count("\n") == 2 + len(run.plan.park_ids)  # the status, the header, the parks
    assert [line.split(":")[0] for line in many.splitlines()[-2:]] == ["예산 90%", "예산 100%"]
    assert api.money(steps.rungs[1].free_score) in many
    assert [line.split(":")[0].split()[-1] for line in wrong.splitlines()] == [
        "carry_over_pct",
        "solver.gap",
    ]


def test_first_plan_takes_ten_lines() -> None:
    assert len(BLOCKS[0].splitlines()) <= 10


def test_every_public_name_is_told_and_no_other() -> None:
    told = set(re.findall(r"`(\w+)(?:\(.*?\))?`", TEXT))
    calls = {name for name, _ in CALLS}

    assert [] == sorted(set(api.__all__) - told)
    assert [] == sorted(calls - set(api.__all__) - {"to_json", "help"})


def test_arguments_are_those_of_the_functions() -> None:
    wrong = [
        f"{name}({argument})"
        for name, given in CALLS
        if name in api.__all__ and '"' not in given
        for argument in filter(None, given.split(", "))
        if not _takes(name, argument)
    ]

    assert [] == wrong


def _takes(name: str, argument: str) -> bool:
    wanted, _, default = argument.lstrip("*").partition("=")
    parameter = inspect.signature(getattr(api, name)).parameters.get(wanted)
    if parameter is None or not default:
        return parameter is not None
    return ast.literal_eval(default) == parameter.default


def test_gap_of_the_word_최적_is_the_one_in_the_text() -> None:
    assert f"{100 * api.PROOF_GAP:g} %(`PROOF_GAP`)" in TEXT


def test_readme_points_here() -> None:
    assert "](docs/python.md)" in (DOCS.parent / "README.md").read_text("utf-8")
