"""`export --as png --map` draws any coloured map of the screen, or says which there are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from tests.cli.conftest import Answer
from tests.present.plan_cases import hand_made

Ask = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.json").write_text(hand_made().to_json(), "utf-8")
    return tmp_path


def test_a_map_is_drawn_by_its_name(ask: Ask, folder: Path) -> None:
    path = folder / "단지.png"

    answer = ask("export", folder, "--as", "png", "--map", "parks:region", "--out", path)

    assert answer.code == ExitCode.OK, answer.err
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("kind", "name", "told"), [("png", "없음", "jobs(고용)"), ("pdf", "parks", "--as png")]
)
def test_a_map_that_cannot_be_is_refused_before_anything_is_made(
    ask: Ask, folder: Path, kind: str, name: str, told: str
) -> None:
    answer = ask("export", folder, "--as", kind, "--map", name, "--out", folder / "x")

    assert answer.code == ExitCode.BAD_INPUT
    assert told in answer.err
    assert not (folder / "x").exists()
