"""Find the scenario that a reader means: a file, or the name of one that comes with the program."""

from collections.abc import Iterator
from pathlib import Path

from cluster_planner.domain.scenario import Scenario, read_scenario
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.sources.embedded import data_home

SUFFIXES = (".yaml", ".yml")


def find_scenario(given: str, data_folder: Path | None = None) -> Scenario:
    """Return the scenario at a path, or the one whose file or display name is `given`.

    Anything that looks like a path (a suffix, a separator) is only ever a path. Names are those
    of the data folder, by default the one that comes with the program. Raises ScenarioError when
    there is none, or when it is broken.
    """
    path = Path(given)
    if is_path(given):
        return read_scenario(path)
    shipped = tuple(sorted(((data_folder or data_home()) / "scenarios").glob("*.yaml")))
    for candidate in shipped:
        if candidate.stem == given:
            return read_scenario(candidate)
    for name, scenario in _named(shipped):
        if name == given:
            return scenario
    raise ScenarioError(_unknown(given, shipped))


def is_path(given: str) -> bool:
    """Return whether a scenario is asked for by its file and not by a name."""
    path = Path(given)
    return path.suffix.lower() in SUFFIXES or path.name != given or path.is_file()


def _named(paths: tuple[Path, ...]) -> Iterator[tuple[str, Scenario]]:
    for path in paths:
        try:
            scenario = read_scenario(path)
        except ScenarioError:
            continue  # a broken neighbour is no reason not to find the one that was asked for
        yield scenario.name, scenario


def _unknown(given: str, shipped: tuple[Path, ...]) -> Finding:
    names = {path.stem: None for path in shipped} | {name: None for name, _ in _named(shipped)}
    known = ", ".join(names) or "없음"
    return Finding(
        f"시나리오 {given}",
        "그런 파일도, 그런 이름의 기본 시나리오도 없습니다",
        f"YAML 파일의 경로를 쓰거나 기본 시나리오({known}) 가운데 고르세요",
    )
