"""The scenarios that come with the program, and those that a planner brings as a file."""

import logging
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from cluster_planner.benefit.checks import check
from cluster_planner.domain.scenario import Scenario, read_scenario
from cluster_planner.domain.scenario_edits import write_scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.sources.embedded import data_home

LOG = logging.getLogger(__name__)
BASELINE: Final = "baseline"
MOST_BYTES: Final = 200_000


@dataclass(frozen=True)
class Template:
    """A scenario to start from."""

    key: str
    scenario: Scenario


@cache
def templates(data_folder: Path | None = None) -> tuple[Template, ...]:
    """The scenarios of a data folder, the baseline first; one that is broken is only logged."""
    found = []
    for path in sorted(((data_folder or data_home()) / "scenarios").glob("*.yaml")):
        try:
            found.append(Template(path.stem, read_scenario(path)))
        except ScenarioError:
            LOG.exception("template %s cannot be read", path)
    return tuple(sorted(found, key=lambda one: (one.key != BASELINE, one.scenario.name)))


def scenario_of_text(text: str, snapshot: Snapshot) -> Scenario:
    """The scenario that a file says (YAML or JSON). Raises ScenarioError with every finding."""
    if len(text.encode()) > MOST_BYTES:
        problem = f"{MOST_BYTES:,}바이트보다 큽니다"
        raise ScenarioError(Finding("올린 시나리오", problem, "시나리오 파일인지 확인하세요"))
    if _repeats(text):
        problem = "되풀이 표시(&이름, *이름)가 있습니다"
        raise ScenarioError(Finding("올린 시나리오", problem, "값을 펴서 적으세요"))
    with tempfile.TemporaryDirectory(prefix="cluster-planner-") as folder:
        path = Path(folder) / "올린 시나리오"
        path.write_text(text, "utf-8")
        scenario = read_scenario(path)
    check(snapshot, scenario)
    return scenario


def text_of_scenario(scenario: Scenario) -> str:
    """A scenario as the YAML that every command reads."""
    with tempfile.TemporaryDirectory(prefix="cluster-planner-") as folder:
        path = Path(folder) / "scenario.yaml"
        write_scenario(scenario, path)
        return path.read_text("utf-8")


def _repeats(text: str) -> bool:
    """Whether an alias stands in it: a few nested ones unfold to gigabytes."""
    try:
        return any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text))
    except yaml.YAMLError:
        return False  # the reader says what is wrong with it
