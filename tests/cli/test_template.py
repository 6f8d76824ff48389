"""`template` writes a file that `import` takes back, and never over another one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.sources.lists import read_partners, read_programmes
from tests.cli.conftest import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize("name", ["서식.xlsx", "서식.csv"])
def test_the_template_of_partners_is_written_as_its_name_says(
    ask: Ask, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name

    answer = ask("template", "partners", "--out", str(path))

    assert answer.code == ExitCode.OK
    assert path.read_bytes().startswith(b"PK" if name.endswith("xlsx") else b"\xef\xbb\xbf")
    assert read_partners(path, path.name).report.refusals == ()


def test_a_file_that_is_there_is_kept(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "서식.xlsx"
    path.write_text("내 목록")

    answer = ask("template", "programmes", "--out", str(path))

    assert answer.code == ExitCode.BAD_INPUT
    assert path.read_text() == "내 목록"
    assert ask("template", "programmes", "--out", str(path), "--force").code == ExitCode.OK
    assert read_programmes(path, path.name).report.rows_read == 0


def test_an_unknown_list_is_refused_in_korean(ask: Ask) -> None:
    answer = ask("template", "firms")

    assert answer.code == ExitCode.BAD_INPUT
    assert "가운데 고르세요" in answer.err
