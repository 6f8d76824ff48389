"""Scenarios made from others, checked again, and written to files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.errors import Finding, ScenarioError, unwritable


def scenario_with(scenario: Scenario, **fields: Any) -> Scenario:
    """Return the scenario with other fields; the given one stays as it is.

    Of a part that has fields itself (`parks`, `solver`, `weights`, `horizon`, `objective`, `fund`)
    a mapping changes only what it names; any other value replaces the field. Money is million won.
    Raises ScenarioError with every finding.
    """
    content = scenario.model_dump()
    for name, value in fields.items():
        part = getattr(scenario, name, None)
        if isinstance(part, BaseModel) and isinstance(value, Mapping):
            content[name] = content[name] | dict(value)
        else:
            content[name] = value
    return scenario_from(content)


def with_budget(
    scenario: Scenario, programme_id: str, national_mkrw: Mapping[int, int], basis: str
) -> Scenario:
    """Return the scenario with other national money of one programme in the years given.

    Amounts are million won by year; other years stay. The budget counts as 가정 from then on, and
    `basis` says why. Raises ScenarioError for a programme that the scenario does not have, a year
    outside its years, or an amount that is none.
    """
    programmes = scenario.model_dump()["programmes"]
    for budget in programmes:
        if budget["programme_id"] == programme_id:
            budget["national_mkrw"] |= national_mkrw
            budget |= {"label": "가정", "basis": basis}
            return scenario_with(scenario, programmes=programmes)
    known = ", ".join(budget["programme_id"] for budget in programmes)
    problem = f"이 시나리오에 없는 예산 묶음입니다: {programme_id}"
    raise ScenarioError(Finding("programmes", problem, f"다음에서 고르세요: {known}"))


def scenario_text(scenario: Scenario) -> str:
    """Return the YAML text of a scenario, which `read_scenario` reads back as the same scenario."""
    content = _plain(scenario.model_dump())
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    # A mark that YAML takes for the end of a line (NEL) is only safe where everything is escaped.
    return text if yaml.safe_load(text) == content else yaml.safe_dump(content, sort_keys=False)


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario as YAML that `read_scenario` and every command read; an old file goes.

    Raises ScenarioError when the file cannot be written.
    """
    try:
        path.write_text(scenario_text(scenario), "utf-8")
    except OSError as error:
        raise ScenarioError(unwritable(path)) from error


def _plain(value: Any) -> Any:
    """Lists for tuples: YAML has no tuples."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
