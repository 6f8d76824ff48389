"""The fuzzing starts from files that are read, and changes of them come again with their number."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.groups import Group
from cluster_planner.sources.readers import Asked, readings_of
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import SEEDS, write_seeds

_FEW = 4


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    write_seeds(folder)
    return folder


def _copied(seed: Path, folder: Path, change: Random | None = None) -> Group:
    folder.mkdir()
    for path in sorted(seed.iterdir()):
        content = path.read_bytes()
        (folder / path.name).write_bytes(mutated(content, change) if change else content)
    paths = sorted(folder.iterdir(), key=lambda path: path.suffix != ".shp")
    return Group(paths[0].name, tuple(paths))


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_every_seed_is_read(seeds: Path, kind: str, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    group = _copied(seeds / kind, tmp_path / "given")

    (reading,) = readings_of(group, tmp_path / "work", Asked(), lambda words: None)

    assert reading.report.rows_kept
    assert not reading.report.findings


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_a_broken_file_gives_a_reading_or_sentences(seeds: Path, kind: str, tmp_path: Path) -> None:
    for number in range(_FEW):
        work = tmp_path / f"work-{number}"
        work.mkdir()
        group = _copied(seeds / kind, tmp_path / f"given-{number}", Random(number))
        told: Sequence[object]
        try:
            told = readings_of(group, work, Asked(), lambda words: None)
        except DataError as error:
            told = error.findings
        assert told


def test_the_same_number_breaks_the_same_way(seeds: Path) -> None:
    content = (seeds / "status_xlsx").iterdir().__next__().read_bytes()

    assert mutated(content, Random(5)) == mutated(content, Random(5))
    assert mutated(content, Random(5)) != mutated(content, Random(6))
