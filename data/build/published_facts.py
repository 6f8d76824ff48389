"""The totals that the two statistics print themselves, for the days of our tables."""

from __future__ import annotations

from cluster_planner.domain.complex_ids import STATUS_SOURCE
from cluster_planner.domain.published import PublishedTotal
from cluster_planner.sources.kicox.trend_layout import SOURCE as TREND_SOURCE

_STATUS = {
    "complexes": 1_359,
    "complex_rows": 1_363,
    "tenants": 131_269,
    "operating": 120_957,
    "area_thousand_m2": 1_487_188,
}
_TREND = {
    "national_complexes": 40,
    "national_tenants": 65_209,
    "national_jobs": 984_829,
    "production_mkrw_printed": 176_798_624,
}
PUBLISHED = {
    **{name: PublishedTotal(n, STATUS_SOURCE, "2025-12-31") for name, n in _STATUS.items()},
    **{name: PublishedTotal(n, TREND_SOURCE, "2026-03-31") for name, n in _TREND.items()},
}
