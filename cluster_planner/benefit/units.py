"""Units: the parts of a park, by division, that are large enough to be converted."""

from dataclasses import dataclass

from cluster_planner.domain.problem import Range
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.engine_fit import engine_fit
from cluster_planner.indicators.jobs import jobs_per_firm
from cluster_planner.indicators.readiness import readiness
from cluster_planner.indicators.value_at_stake import value_at_stake


@dataclass(frozen=True)
class Unit:
    """One division of one park."""

    division_id: str
    firms: float
    value: Range
    """Yearly added value that a conversion could touch × the park's readiness, million won."""
    engine_fit: float
    estimated: bool
    readiness: float = 0.0
    """Of its park; already a factor of `value`."""
    jobs: float = 0.0
    """Workers of its firms; 추정 where none are published."""


def units_of(snapshot: Snapshot, allow_estimates: bool) -> dict[str, tuple[Unit, ...]]:
    """Park → its units with enough firms (가정: `minimum_firms`) and any value.

    Units whose production is estimated are left out unless they are allowed.
    """
    table = value_at_stake(snapshot)
    table["engine_fit"] = engine_fit(snapshot, table)
    table["readiness"] = table["park_id"].map(readiness(snapshot))
    table["jobs"] = table["firms"] * table["park_id"].map(jobs_per_firm(snapshot))
    least = snapshot.assumptions.set_index("assumption_id")["value"]["minimum_firms"]
    keep = (table["firms"] >= least) & (table["central_mkrw"] > 0)
    if not allow_estimates:
        keep &= ~table["estimated"]
    units: dict[str, tuple[Unit, ...]] = {}
    for row in table[keep].to_dict("records"):
        value = Range(row["low_mkrw"], row["central_mkrw"], row["high_mkrw"])
        unit = Unit(
            division_id=row["division_id"],
            firms=float(row["firms"]),
            value=value.times(float(row["readiness"])),
            engine_fit=float(row["engine_fit"]),
            estimated=bool(row["estimated"]),
            readiness=float(row["readiness"]),
            jobs=float(row["jobs"]),
        )
        units[row["park_id"]] = (*units.get(row["park_id"], ()), unit)
    return units
