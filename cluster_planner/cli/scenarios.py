"""The scenario that a command was asked for."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.errors import Finding, ScenarioError, StoreError
from cluster_planner.sources.scenarios import find_scenario, is_path
from cluster_planner.store.home import home_folder

_VERSION: Final = re.compile(r"(?P<named>.+)@(?P<version>[0-9]{1,6})", re.ASCII)


def asked_scenario(given: str, data_folder: Path | None) -> Scenario:
    """Return the scenario of a file, of a name in the data, or of a saved one: id, name, ID@VERSION.

    Raises ScenarioError when there is none, it is broken, or a name means two; StoreError when it
    is a saved one that cannot be read.
    """
    try:
        shipped = find_scenario(given, data_folder)
    except ScenarioError as error:
        if is_path(given):
            raise
        if (saved := _saved(given)) is None:
            raise ScenarioError(_also_saved(error.findings, given)) from error
        return saved
    if is_path(given) or shipped.name != given:  # the name of a file of the data is its own
        return shipped
    with suppress(StoreError):  # without the database no saved one can be meant
        if _saved(given) is not None:
            problem = "기본 시나리오와 저장된 시나리오의 이름이 같습니다"
            remedy = "기본 시나리오는 파일 이름(baseline)으로, 저장된 것은 번호로 부르세요"
            raise ScenarioError(Finding(f"시나리오 {given}", problem, remedy))
    return shipped


def _saved(given: str) -> Scenario | None:
    """Return the saved scenario, None where none has this id or name. Raises StoreError."""
    # Imported when needed: most scenarios are files, and the database is slow to load.
    from cluster_planner.store.shelf import Shelf

    scenarios = Shelf(home_folder()).scenarios
    for named, version in _readings(given):
        try:
            found = scenarios.find(named)
        except StoreError:
            continue  # none of this name
        return scenarios.get(found.scenario_id, version)
    return None


def _readings(given: str) -> Iterator[tuple[str, int | None]]:
    """Yield what may be meant: a name may hold an @ itself."""
    yield given, None
    if at := _VERSION.fullmatch(given):
        yield at["named"], int(at["version"])


def _also_saved(findings: tuple[Finding, ...], given: str) -> tuple[Finding, ...]:
    remedy = "저장된 시나리오는 cluster-planner scenario list로 보세요"
    return (*findings, Finding(f"시나리오 {given}", "저장된 시나리오에도 없습니다", remedy))


def with_time_limit(scenario: Scenario, seconds: float | None) -> Scenario:
    """Return the scenario with another time limit, checked like one that was read."""
    return _with_setting(scenario, "time_limit_s", seconds, "--time-limit")


def with_engine(scenario: Scenario, engine: str | None) -> Scenario:
    """Return the scenario for another solver (`highs` or `cbc`)."""
    return _with_setting(scenario, "engine", engine, "--engine")


def with_gap(scenario: Scenario, asked_pct: float | None, least_pct: float) -> Scenario:
    """Return the scenario for many solves: with the asked gap, else with at least `least_pct`."""
    gap = max(least_pct / 100, scenario.solver.gap) if asked_pct is None else asked_pct / 100
    return _with_setting(scenario, "gap", gap, "--gap")


def _with_setting(
    scenario: Scenario, name: str, value: float | str | None, option: str
) -> Scenario:
    if value is None:
        return scenario
    content = scenario.model_dump()
    content["solver"][name] = value
    return scenario_from(content, option)
