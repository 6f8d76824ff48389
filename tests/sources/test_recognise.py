"""What a file holds is told by its content; its name decides nothing."""

from pathlib import Path

import pytest

from cluster_planner.domain.imports import FileKind
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError
from cluster_planner.present.templates import template_bytes
from cluster_planner.sources.groups import Group, group_files
from cluster_planner.sources.readers import Asked, readings_of
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.recognise import group_form
from tests.fuzz.seeds import write_seeds
from tests.sources.hostile import layers

KINDS = {
    "status_xlsx": FileKind.STATUS,
    "status_csv": FileKind.STATUS,
    "trend_xlsx": FileKind.TREND,
    "partners_xlsx": FileKind.PARTNERS,
    "programmes_xlsx": FileKind.PROGRAMMES,
    "factories_csv": FileKind.FACTORIES,
    "shapefile_zip": FileKind.SHAPES,
    "geopackage": FileKind.SHAPES,
    "geojson": FileKind.SHAPES,
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    write_seeds(folder)
    return folder


def _read(path: Path, name: str) -> Reading:
    work = path.parent / "work"
    work.mkdir()
    (reading,) = readings_of(Group(name, (path,)), work, Asked(), lambda words: None)
    return reading


@pytest.mark.parametrize(("seed", "kind"), KINDS.items())
def test_every_kind_is_known_under_any_name(
    seeds: Path, seed: str, kind: FileKind, tmp_path: Path
) -> None:
    (source,) = (seeds / seed).iterdir()
    path = tmp_path / "given-0"
    path.write_bytes(source.read_bytes())

    # The day of a list without a title may stand in its name only.
    reading = _read(path, "자료_20251231.bin")

    assert kind is reading.report.kind
    assert "파일 종류" == reading.report.decisions[0].what


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["partners", "programmes"])
def test_an_empty_template_is_known(
    snapshot: Snapshot, tmp_path: Path, kind: str, form: str
) -> None:
    path = tmp_path / "given-0"
    path.write_bytes(template_bytes(kind, snapshot, form))  # type: ignore[arg-type]

    try:
        known = _read(path, f"서식.{form}").report.kind
    except DataError as error:
        pytest.fail(str(error))

    assert FileKind(kind) is known


def test_parts_of_two_shapefiles_in_one_group_are_refused(tmp_path: Path) -> None:
    parts = layers.shapefile(tmp_path / "shp")
    twice = [part.with_suffix(part.suffix.upper()) for part in parts]
    for part, again in zip(parts, twice, strict=True):
        again.write_bytes(part.read_bytes())
    if len(list((tmp_path / "shp").iterdir())) == len(parts):
        pytest.skip("this file system knows no case")
    (group,) = group_files([*parts, *twice])

    with pytest.raises(DataError, match="두 번"):
        group_form(group)
