"""Answers of many solves are kept, found again, and told as they were."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.store.shelf import Shelf
from tests.cli.conftest import Answer
from tests.cli.test_sweeps import THREE_PARKS
from tests.real_data import asked

Ask = Callable[..., Answer]
Write = Callable[..., Path]


@pytest.mark.usefixtures("alone")
def test_an_answer_is_kept_and_shown_again_in_the_same_words(
    ask: Ask, question: Write, home: Path
) -> None:
    answer = ask("alternatives", question(THREE_PARKS), "--k", 2, "--within", 90)
    listed = ask("sweeps", "작은", "대안", "--json").json
    (kept,) = listed["sweeps"]
    shown = ask("sweeps", "show", kept["sweep_id"][:8])

    assert f"보관한 답: {kept['sweep_id']}" in answer.out
    assert (kept["kind"], kept["options"], kept["whole"]) == (
        "alternatives",
        {"k": 2, "within": 90},
        True,
    )
    assert kept["snapshot_digest"] in Shelf(home).archives.digests()
    said = [line for line in answer.out.splitlines() if "보관한 답" not in line]
    assert shown.out.splitlines()[1:] == said
    assert "대안(k=2, within=90)" in shown.out.splitlines()[0]


@pytest.mark.usefixtures("alone")
def test_the_same_question_again_is_one_answer_and_another_is_another(
    ask: Ask, question: Write, home: Path
) -> None:
    first = ask("frontier", question(THREE_PARKS), "--points", 2, "--json").json
    again = ask("frontier", question(THREE_PARKS), "--points", 2, "--json").json
    other = ask("frontier", question(THREE_PARKS), "--points", 1, "--json").json
    shown = ask("sweeps", "show", first["sweep_id"], "--json").json

    assert first["sweep_id"] == again["sweep_id"] != other["sweep_id"]
    assert shown["answer"] == {k: v for k, v in again.items() if k != "sweep_id"}
    assert ask("sweeps", "--newest", 1, "--json").json["count"] == 2


@pytest.mark.usefixtures("alone")
def test_an_answer_that_cannot_be_kept_is_told_and_given(
    ask: Ask, question: Write, home: Path
) -> None:
    home.mkdir()
    (home / "planner.db").write_bytes(b"damaged " * 1000)

    answer = ask("values", question(THREE_PARKS), "--json")

    assert answer.code == ExitCode.OK
    assert "답을 보관하지 못했습니다" in answer.err
    assert answer.json["values"]
    assert "sweep_id" not in answer.json


@pytest.mark.usefixtures("alone")
def test_no_keep_keeps_no_answer(ask: Ask, question: Write, home: Path) -> None:
    assert ask("values", question(THREE_PARKS), "--no-keep").code == ExitCode.OK
    assert not home.exists()


def test_an_answer_of_another_shape_is_listed_and_given_as_it_is(ask: Ask, home: Path) -> None:
    scenario = asked()
    sweep_id = Shelf(home).sweeps.keep("screen.frontier", scenario, "ab" * 32, {}, {"points": [1]})

    words, plain = ask("sweeps", "show", sweep_id), ask("sweeps", "show", sweep_id, "--json")

    assert (words.code, plain.json["answer"]) == (ExitCode.OK, {"points": [1]})
    assert "--json" in words.out
    assert ask("sweeps", "show", "없는 번호").code == ExitCode.BAD_INPUT
