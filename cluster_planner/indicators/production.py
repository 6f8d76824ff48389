"""What parks produce: published where it is published, estimated and marked where it is not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot

MANUFACTURING = (
    "food",
    "textile",
    "wood_paper",
    "petrochem",
    "nonmetal",
    "steel",
    "machinery",
    "electronics",
    "transport",
    "other",
)
FEWEST = 6
"""Parks with published production that a fit needs: twice its three unknowns."""
_CELL = ["national_id", "industry_id"]
_TAIL = 0.05
"""The interval leaves out a twentieth of the residuals on each side: a nominal 90 % interval."""


def industry_cells(snapshot: Snapshot, metric_id: str) -> pd.DataFrame:
    """One row per statistical unit × industry of a metric: national_id, park_id, industry_id,
    value, state. Totals over firm sizes only."""
    stats = snapshot.national_stats
    chosen = stats[(stats["metric_id"] == metric_id) & (stats["size_id"] == "all")]
    parks = snapshot.national_complexes.set_index("national_id")["park_id"]
    cells = chosen[["national_id", "industry_id", "value", "state"]].copy()
    cells["park_id"] = cells["national_id"].map(parks)
    return cells


def industry_production(snapshot: Snapshot, quarters_per_year: float) -> pd.DataFrame:
    """Yearly production by park and industry, million won, with its firms.

    Columns: park_id, industry_id, production_mkrw, firms, spread (whether a suppressed figure was
    filled from the printed total of the unit in proportion to operating firms).
    Source: KICOX 국가산업단지 산업동향. A unit whose total is suppressed or missing has no rows, and
    where none is known the table is empty.
    """
    firms = industry_cells(snapshot, "operating").set_index(_CELL)["value"]
    cells = industry_cells(snapshot, "production_mkrw_quarter")
    cells["firms"] = firms.reindex(pd.MultiIndex.from_frame(cells[_CELL])).fillna(0).to_numpy()
    cells["spread"] = cells["state"] == "suppressed"
    rows = [cells.iloc[:0]]
    for _, unit in cells.groupby("national_id", sort=True):
        printed = unit[(unit["industry_id"] == "total") & (unit["state"] == "value")]
        if printed.empty:
            continue
        mine = unit[unit["industry_id"].isin(MANUFACTURING)]
        rows.append(mine.assign(value=_filled(mine, float(printed["value"].iloc[0]))))
    table = pd.concat(rows[1:] or rows)
    table["production_mkrw"] = table["value"] * quarters_per_year
    sums = table.groupby(["park_id", "industry_id"], sort=True).agg(
        production_mkrw=("production_mkrw", "sum"), firms=("firms", "sum"), spread=("spread", "any")
    )
    return sums.reset_index()


def _filled(unit: pd.DataFrame, total: float) -> "pd.Series[float]":
    """Known values as they are; what the total leaves goes to suppressed industries by firms."""
    known = unit["value"].where(unit["state"] == "value", 0.0).fillna(0.0)
    left = max(0.0, total - float(known.sum()))
    weight = unit["firms"].where(unit["spread"], 0.0)
    if left == 0 or weight.sum() == 0:
        return known
    return known + left * weight / weight.sum()


@dataclass(frozen=True)
class ProductionEstimate:
    """Production per park from its firms and factory area, fitted on parks that publish it."""

    intercept: float
    firms_slope: float
    area_slope: float
    low_factor: float
    high_factor: float
    """Multiply the central estimate by these for the ends of the nominal 90 % interval."""
    sample: int
    coverage: float
    """Share of known parks whose true value lay in the interval fitted without them."""

    def central_mkrw(self, firms: np.ndarray, area_thousand_m2: np.ndarray) -> np.ndarray:
        """Yearly production of parks with so many operating firms and 산업시설구역, million won."""
        logs = self.firms_slope * np.log(firms) + self.area_slope * np.log(area_thousand_m2)
        return np.asarray(np.exp(self.intercept + logs))


def fit_production(known: pd.DataFrame) -> ProductionEstimate | None:
    """Fit log production on log firms and log area, with the interval from left-out residuals.

    `known` has firms, area_thousand_m2 and production_mkrw; only rows with all above zero count.
    None where fewer than `FEWEST` do: nothing is estimated from them.
    """
    usable = known[(known > 0).all(axis=1)]
    if len(usable) < FEWEST:
        return None
    logs = np.log(usable[["firms", "area_thousand_m2"]].to_numpy(dtype=float))
    x = np.column_stack([np.ones(len(usable)), logs])
    y = np.log(usable["production_mkrw"].to_numpy(dtype=float))
    intercept, firms_slope, area_slope = _line(x, y)
    low, high = np.quantile(_left_out(x, y), [_TAIL, 1 - _TAIL])
    inside = [_covers(np.delete(x, i, axis=0), np.delete(y, i), x[i], y[i]) for i in range(len(x))]
    return ProductionEstimate(
        intercept=float(intercept),
        firms_slope=float(firms_slope),
        area_slope=float(area_slope),
        low_factor=float(np.exp(low)),
        high_factor=float(np.exp(high)),
        sample=len(x),
        coverage=float(np.mean(inside)),
    )


def _line(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0])


def _left_out(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Residual of each point against the line fitted without it."""
    return np.array(
        [y[i] - x[i] @ _line(np.delete(x, i, axis=0), np.delete(y, i)) for i in range(len(x))]
    )


def _covers(x: np.ndarray, y: np.ndarray, new_x: np.ndarray, new_y: float) -> bool:
    low, high = np.quantile(_left_out(x, y), [_TAIL, 1 - _TAIL])
    return bool(low <= new_y - new_x @ _line(x, y) <= high)
