"""Yearly added value that a conversion could touch, by park and division."""

from functools import lru_cache

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.production import (
    ProductionEstimate,
    fit_production,
    industry_production,
)

COLUMNS = ("park_id", "division_id", "firms", "low_mkrw", "central_mkrw", "high_mkrw", "estimated")
ENDS = ("low", "central", "high")
_NO_FIT = ProductionEstimate(0.0, 0.0, 0.0, 1.0, 1.0, sample=0, coverage=0.0)
"""Stands where nothing is estimated, over no park at all."""


def value_at_stake(snapshot: Snapshot) -> pd.DataFrame:
    """One row per unit (park × division): firms and yearly added value, million won.

    Parks with published production: production × value-added ratio of each industry, gathered
    under the division that answers to the industry; `estimated` where a suppressed figure had to
    be filled. Other parks with operating firms and a known
    산업시설구역: production estimated from both, `estimated` is true and the ends are as wide as the
    estimate is. A park without either has no row, nor has any of them where too few publish.
    """
    terms = value_terms(snapshot)
    for end in ENDS:
        terms[f"{end}_mkrw"] = terms["production_mkrw"] * terms[f"factor_{end}"]
        terms[f"{end}_mkrw"] *= terms[f"ratio_{end}"]
    table = terms.groupby(["park_id", "division_id"], as_index=False, sort=True).agg(
        {"firms": "sum"} | {f"{end}_mkrw": "sum" for end in ENDS} | {"estimated": "any"}
    )
    return table[list(COLUMNS)]


def value_terms(snapshot: Snapshot) -> pd.DataFrame:
    """What the values at stake are sums of: production × its factor × value-added ratio.

    One row per park, division and industry where production is published (the factor is 1), and
    one per estimated park (no industry; the ends of the factor are those of the estimate, its
    ratio is the industries' mean). `factor_*` and `ratio_*` have the ends low, central, high.
    """
    return _terms(snapshot).copy()


@lru_cache(maxsize=1)  # a snapshot never changes, and every scenario on it asks the same
def _terms(snapshot: Snapshot) -> pd.DataFrame:
    published = _published(snapshot)
    guessed = _estimated(snapshot, set(published["park_id"]))
    return pd.concat([published, guessed], ignore_index=True)


def production_estimate(snapshot: Snapshot) -> ProductionEstimate | None:
    """The fit behind every estimated park, with its measured coverage; None on too few parks."""
    known = _by_industry(snapshot).groupby("park_id")[["production_mkrw"]].sum()
    parks = snapshot.parks.set_index("park_id").reindex(known.index)
    return fit_production(
        known.assign(
            firms=parks["operating"].astype("float64"),
            area_thousand_m2=parks["facility_area_thousand_m2"],
        )
    )


def _by_industry(snapshot: Snapshot) -> pd.DataFrame:
    values = snapshot.assumptions.set_index("assumption_id")["value"]
    return industry_production(snapshot, float(values["quarters_per_year"]))


def _published(snapshot: Snapshot) -> pd.DataFrame:
    cells = _by_industry(snapshot)
    industries = snapshot.industries.set_index("industry_id")
    own = snapshot.park_divisions.set_index(["park_id", "industry_id"])["division_id"]
    cells["division_id"] = [
        own.get((park, industry), industries.loc[industry, "division_id"])
        for park, industry in zip(cells["park_id"], cells["industry_id"], strict=True)
    ]
    for end in ENDS:
        cells[f"ratio_{end}"] = cells["industry_id"].map(industries[f"value_added_{end}_pct"]) / 100
        cells[f"factor_{end}"] = 1.0
    return cells.rename(columns={"spread": "estimated"})


def _estimated(snapshot: Snapshot, published: set[str]) -> pd.DataFrame:
    fit = production_estimate(snapshot)
    parks = snapshot.parks
    measured = (parks["operating"] > 0) & (parks["facility_area_thousand_m2"] > 0)
    rest = parks[measured & ~parks["park_id"].isin(published)]
    if fit is None:
        rest, fit = rest.iloc[:0], _NO_FIT
    firms = rest["operating"].astype("float64")
    area = rest["facility_area_thousand_m2"]
    central = pd.Series(fit.central_mkrw(firms.to_numpy(), area.to_numpy()), index=rest.index)
    ratio = _mean_ratio(snapshot)
    named = snapshot.park_divisions.groupby("park_id")["division_id"].first()
    return pd.DataFrame(
        {
            "park_id": rest["park_id"],
            "division_id": rest["park_id"].map(named).fillna("ai_factory"),
            "firms": firms,
            "production_mkrw": central,
            "factor_low": fit.low_factor,
            "factor_central": 1.0,
            "factor_high": fit.high_factor,
            **{f"ratio_{end}": ratio[end] for end in ENDS},
            "estimated": True,
        }
    )


def _mean_ratio(snapshot: Snapshot) -> dict[str, float]:
    """Plain mean of the industries' value-added ratios: the mix of an unpublished park is unknown."""
    industries = snapshot.industries
    return {end: float(industries[f"value_added_{end}_pct"].mean()) / 100 for end in ENDS}
