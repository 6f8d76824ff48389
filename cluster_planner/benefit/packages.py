"""The packages of the tables as the values that the problem is made of."""

from typing import Any

import pandas as pd

from cluster_planner.domain.problem import Package
from cluster_planner.domain.scenario import Horizon
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.units import split_list


def packages_of(snapshot: Snapshot, with_fund: bool = False) -> dict[str, Package]:
    """Every package of packages.csv under its id.

    The table says how many projects another project allows; a Package says it in units. Without
    the fund the firms pay all private money themselves.
    """
    size = snapshot.packages.set_index("package_id")["units_per_project"]
    return {
        str(row.package_id): _package(row, size, with_fund)
        for row in snapshot.packages.itertuples()
    }


def _package(row: Any, size: "pd.Series[int]", with_fund: bool) -> Package:
    leader = None if pd.isna(row.follows) else str(row.follows)
    scale = 1.0 if leader is None else int(row.units_per_project) / int(size[leader])
    return Package(
        package_id=row.package_id,
        programme_id=row.envelope_id,
        once_per_park=bool(row.once_per_park),
        national_mkrw=int(row.national_mkrw),
        local_mkrw=int(row.local_mkrw),
        private_mkrw=int(row.private_mkrw),
        payment_pct=tuple(int(p) for p in split_list(row.payment_pct)),
        needs_in_park=split_list(row.needs_in_park),
        follows=leader,
        follows_ratio=float(row.follows_ratio) * scale,
        lag_years=int(row.lag_years),
        fund_mkrw=int(row.private_mkrw * row.fund_pct / 100) if with_fund else 0,
    )


def annuities(
    snapshot: Snapshot, years: tuple[int, ...], horizon: Horizon
) -> dict[tuple[str, int], float]:
    """(package, start year) → years of full effect until the end, discounted to the first year.

    The effect begins `build_years` after the start and counts up to and including
    `horizon.benefit_until`.
    """
    rate = 1 + horizon.discount_rate_pct / 100
    build = snapshot.packages.set_index("package_id")["build_years"]
    return {
        (str(package), start): sum(
            rate ** (years[0] - year)
            for year in range(start + int(delay), horizon.benefit_until + 1)
        )
        for package, delay in build.items()
        for start in years
    }
