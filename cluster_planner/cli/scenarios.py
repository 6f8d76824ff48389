"""The scenario that a command was asked for."""

from cluster_planner.domain.scenario import Scenario, scenario_from


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
