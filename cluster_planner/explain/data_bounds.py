"""From where on a change of the data is worth a look before it is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

FLOORS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "tenants": 20,
        "operating": 20,
        "designated_area_thousand_m2": 100,
        "managed_area_thousand_m2": 100,
        "facility_area_thousand_m2": 100,
        "sale_target_thousand_m2": 100,
        "sold_thousand_m2": 100,
        "unsold_thousand_m2": 100,
        "area_thousand_m2": 100,
        "sale_rate_pct": 20,
        "factories": 20,
        "workers": 200,
    }
)
"""Absolute change (in the column's unit) below which no change is a jump: 3 firms instead of 2 are
50 % more and no news. 가정: a twentieth of a per cent of the nation's firms and land."""
NATIONAL_FLOORS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "jobs": 500,
        "jobs_female": 500,
        "jobs_male": 500,
        "tenants": 20,
        "operating": 20,
        "mfg_operating": 20,
        "renters": 20,
        "production_mkrw": 100_000,
        "capacity_mkrw": 100_000,
        "exports_kusd": 50_000,
        "utilization_pct": 20,
    }
)
"""The same for `value` of the national statistics, by metric_id without its quarter."""
_QUARTERS: Final = ("_prev_quarter", "_quarter")


@dataclass(frozen=True)
class Bounds:
    """A figure jumped when it changed by more than `relative` and by more than its floor."""

    relative: float = 0.30
    moved_km: float = 2.0
    floors: Mapping[str, float] = field(default_factory=lambda: FLOORS)
    metric_floors: Mapping[str, float] = field(default_factory=lambda: NATIONAL_FLOORS)

    def floor(self, column: str, metric_id: str = "") -> float:
        """Return the floor of a column; 0 where none is stated."""
        if column == "value" and metric_id:
            for quarter in _QUARTERS:
                metric_id = metric_id.removesuffix(quarter)
            return self.metric_floors.get(metric_id, 0.0)
        return self.floors.get(column, 0.0)


BOUNDS: Final = Bounds()
