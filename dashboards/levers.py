"""What the scenario panel can turn, and the scenario that its positions ask for.

A lever position is plain content: it is turned into a scenario only by `scenario_from`, so the
screen refuses exactly what the command line refuses. Money is 억원 here, because that is what the
reader types, and million won in the scenario.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cluster_planner.domain.scenario import Scenario, scenario_from

MKRW_PER_EOK = 100
Number = float | int | str | None


@dataclass(frozen=True)
class Levers:
    """Positions of the scenario panel. Numbers may be anything that a person can type."""

    name: str
    cap_eok: Number
    """Mean yearly cap over all national money; the profile over the years stays."""
    programme_pct: Mapping[str, Number] = field(default_factory=dict)
    """Programme → its envelope in % of the starting scenario."""
    noncapital_pct: Number = 0.0
    carry_over_pct: Number = 0.0
    partner_capacity_pct: Number = 100.0
    region_floor_eok: Mapping[str, Number] = field(default_factory=dict)
    region_min_parks: Mapping[str, Number] = field(default_factory=dict)
    scope: str = "core"
    allow_estimates: bool = True
    engine_fit: Number = 0.0
    ageing: Number = 0.0
    locks: tuple[str, ...] = ()
    """Parks that must get a 기반 package within the horizon."""
    excludes: tuple[str, ...] = ()
    time_limit_s: Number = 60

    def turned(self, **positions: Any) -> "Levers":
        """The same panel with some levers in another position."""
        return replace(self, **positions)


def levers_of(scenario: Scenario) -> Levers:
    """The positions that ask for `scenario` itself."""
    return Levers(
        name=scenario.name,
        cap_eok=round(_mean_cap_mkrw(scenario) / MKRW_PER_EOK),
        programme_pct={budget.programme_id: 100 for budget in scenario.programmes},
        noncapital_pct=scenario.noncapital_share_min_pct,
        carry_over_pct=scenario.carry_over_pct,
        partner_capacity_pct=scenario.partner_capacity_pct,
        region_floor_eok={r: v.floor_mkrw / MKRW_PER_EOK for r, v in scenario.regions.items()},
        region_min_parks={r: v.min_parks for r, v in scenario.regions.items()},
        scope=scenario.parks.scope,
        allow_estimates=scenario.allow_estimates,
        engine_fit=scenario.weights.engine_fit,
        ageing=scenario.weights.ageing,
        locks=tuple(sorted({lock.park_id for lock in scenario.locks})),
        excludes=scenario.parks.exclude,
        time_limit_s=scenario.solver.time_limit_s,
    )


def scenario_of(base: Scenario, levers: Levers) -> Scenario:
    """`base` with the levers turned. Raises ScenarioError with every finding."""
    return scenario_from(_content(base, levers), "시나리오")


def _content(base: Scenario, levers: Levers) -> dict[str, Any]:
    content = base.model_dump(mode="python")
    content["name"] = levers.name
    content["national_cap_mkrw"] = _caps(base, levers.cap_eok)
    for budget in content["programmes"]:
        percent = levers.programme_pct.get(budget["programme_id"], 100)
        budget["national_mkrw"] = {
            year: _scaled(amount, percent) for year, amount in budget["national_mkrw"].items()
        }
    content["noncapital_share_min_pct"] = levers.noncapital_pct
    content["carry_over_pct"] = levers.carry_over_pct
    content["partner_capacity_pct"] = levers.partner_capacity_pct
    content["regions"] = _regions(base, levers)
    content["parks"] = content["parks"] | {"scope": levers.scope, "exclude": levers.excludes}
    content["allow_estimates"] = levers.allow_estimates
    content["weights"] = {"engine_fit": levers.engine_fit, "ageing": levers.ageing}
    content["locks"] = _locks(base, levers.locks)
    content["solver"] = content["solver"] | {"time_limit_s": levers.time_limit_s}
    return content


def _caps(base: Scenario, cap_eok: Number) -> Mapping[int, Any]:
    mean = _mean_cap_mkrw(base)
    if not isinstance(cap_eok, int | float):
        return dict.fromkeys(base.years, cap_eok)
    if round(mean / MKRW_PER_EOK) == cap_eok and base.national_cap_mkrw:
        return base.national_cap_mkrw
    profile = {year: _cap_mkrw(base, year) for year in base.years}
    if not mean:
        return dict.fromkeys(base.years, round(cap_eok * MKRW_PER_EOK))
    return {y: round(cap_eok * MKRW_PER_EOK * amount / mean) for y, amount in profile.items()}


def _cap_mkrw(base: Scenario, year: int) -> int:
    offered = sum(budget.national_mkrw.get(year, 0) for budget in base.programmes)
    return base.national_cap_mkrw.get(year, offered)


def _mean_cap_mkrw(base: Scenario) -> float:
    return sum(_cap_mkrw(base, year) for year in base.years) / len(base.years)


def _scaled(amount_mkrw: int, percent: Number) -> Any:
    # What is not a number stays as typed, so that the scenario's own check names it.
    return round(amount_mkrw * percent / 100) if isinstance(percent, int | float) else percent


def _regions(base: Scenario, levers: Levers) -> dict[str, Any]:
    regions: dict[str, Any] = {r: rule.model_dump() for r, rule in base.regions.items()}
    for region_id, floor in levers.region_floor_eok.items():
        regions.setdefault(region_id, {})["floor_mkrw"] = _scaled(MKRW_PER_EOK, _times100(floor))
    for region_id, parks in levers.region_min_parks.items():
        regions.setdefault(region_id, {})["min_parks"] = parks
    return regions


def _times100(value: Number) -> Number:
    return value * 100 if isinstance(value, int | float) else value


def _locks(base: Scenario, park_ids: tuple[str, ...]) -> list[dict[str, Any]]:
    kept = [lock.model_dump() for lock in base.locks if lock.park_id in park_ids]
    known = {lock["park_id"] for lock in kept}
    new = [{"park_id": p, "by_year": base.years[-1]} for p in park_ids if p not in known]
    return kept + new
