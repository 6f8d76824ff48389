"""Which inputs of two scenarios differ, field by field and one subject at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cluster_planner.domain.scenario import Fund, RegionRule, Scenario

Value = int | float | str | bool | Fund | tuple[Any, ...] | None

WORDS_ONLY: Final = frozenset({"name", "description", "programmes.label", "programmes.basis"})
"""Paths that say something about the question and do not change it."""

_SCALARS: Final = (
    "name",
    "description",
    "years",
    "carry_over_pct",
    "liability_cap_mkrw",
    "noncapital_share_min_pct",
    "local_matching",
    "partner_capacity_pct",
    "allow_estimates",
)
_GROUPS: Final = ("weights", "horizon", "solver")


@dataclass(frozen=True)
class InputChange:
    """One input with what it is in either scenario; None means not given or no limit."""

    path: str
    """As in a scenario file without ids: regions.floor_mkrw."""
    subject: tuple[str, ...]
    """Ids that the value is for: a region; a programme and a year; a park and a package."""
    before: Value
    after: Value

    @property
    def group(self) -> str:
        """Field of the scenario that it belongs to: regions."""
        return self.path.partition(".")[0]


def changed_inputs(base: Scenario, other: Scenario) -> tuple[InputChange, ...]:
    """Every input that differs, in the order of a scenario file."""
    return tuple(
        change
        for part in (_plain, _parks, _programmes, _limits, _fund, _decided, _objective)
        for change in part(base, other)
        if change.before != change.after
    )


def _plain(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    for path in _SCALARS:
        yield InputChange(path, (), getattr(base, path), getattr(other, path))
    for group in _GROUPS:
        before, after = getattr(base, group), getattr(other, group)
        for field, value in before:
            yield InputChange(f"{group}.{field}", (), value, getattr(after, field))


def _parks(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    yield InputChange("parks.scope", (), base.parks.scope, other.parks.scope)
    for field in ("include", "exclude"):
        before, after = set(getattr(base.parks, field)), set(getattr(other.parks, field))
        for park_id in sorted(before | after):
            yield InputChange(f"parks.{field}", (park_id,), park_id in before, park_id in after)


def _programmes(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    before = {budget.programme_id: budget for budget in base.programmes}
    after = {budget.programme_id: budget for budget in other.programmes}
    years = sorted({*base.years, *other.years})
    for programme_id in dict.fromkeys((*before, *after)):
        for year in years:
            subject = (programme_id, str(year))
            budgets = base.budget_mkrw(programme_id, year), other.budget_mkrw(programme_id, year)
            yield InputChange("programmes", subject, *budgets)
        for field in ("label", "basis"):
            said = (getattr(side.get(programme_id), field, None) for side in (before, after))
            yield InputChange(f"programmes.{field}", (programme_id,), *said)


def _limits(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    yield from _by_key("national_cap_mkrw", base.national_cap_mkrw, other.national_cap_mkrw)
    for region_id in sorted({*base.regions, *other.regions}):
        before = base.regions.get(region_id, RegionRule())
        after = other.regions.get(region_id, RegionRule())
        for field, value in before:
            yield InputChange(f"regions.{field}", (region_id,), value, getattr(after, field))
    yield from _by_key("partner_reach_km", base.partner_reach_km, other.partner_reach_km)


def _fund(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    if base.fund is None or other.fund is None:
        yield InputChange("fund", (), base.fund, other.fund)
        return
    for field, value in base.fund:
        yield InputChange(f"fund.{field}", (), value, getattr(other.fund, field))


def _decided(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    locks = [{(k.park_id, k.package_id): k.by_year for k in s.locks} for s in (base, other)]
    yield from _by_key("locks", *locks)
    done = [{(c.park_id, c.package_id): c for c in s.committed} for s in (base, other)]
    started = [{key: c.start_year for key, c in side.items()} for side in done]
    yield from _by_key("committed", *started)
    both = done[0].keys() & done[1].keys()
    charged = [{key: side[key].charged for key in both} for side in done]
    yield from _by_key("committed.charged", *charged)


def _objective(base: Scenario, other: Scenario) -> Iterator[InputChange]:
    before, after = base.objective, other.objective
    yield InputChange("objective.kind", (), before.kind, after.kind)
    yield from _by_key("objective.weights", before.weights, after.weights)
    for field in ("floor_pct", "floor_mkrw_per_firm"):
        yield InputChange(f"objective.{field}", (), getattr(before, field), getattr(after, field))
    orders = (tuple((p.criterion, p.give_pct) for p in rule.order) for rule in (before, after))
    yield InputChange("objective.order", (), *orders)


def _by_key(
    path: str, before: Mapping[Any, Any], after: Mapping[Any, Any]
) -> Iterator[InputChange]:
    for key in sorted({*before, *after}):
        subject = tuple(map(str, key)) if isinstance(key, tuple) else (str(key),)
        yield InputChange(path, subject, before.get(key), after.get(key))
