"""Parks drawn from the real ones: size and statistics of one, the place of another of its region."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot

_SPREAD = 0.3
"""Standard deviation of the log of a generated park's size over its template's."""
_JITTER_DEG = 0.02
_PLACE = ["sido_code", "sigungu_code", "lon", "lat", "coord_source", "subsidy_tier", "crisis_from"]
_FIRMS = ["tenants", "operating"]
_AREAS = ["designated_area_thousand_m2", "facility_area_thousand_m2"]


@dataclass(frozen=True)
class DrawnParks:
    """Tables about generated parks, and which real park each was drawn from."""

    tables: dict[str, pd.DataFrame]
    """parks, park_divisions, national_complexes, national_stats."""
    template_of: dict[str, str]
    """Generated park → real park."""


def drawn_parks(snapshot: Snapshot, count: int, seed: int) -> DrawnParks:
    """So many generated parks, each region with its real share.

    A park with published statistics is drawn with them, all scaled like its firms.
    """
    rng = np.random.default_rng([seed, 2])
    real = snapshot.parks
    drawn = real.iloc[_spread_over(rng, len(real), count)].reset_index(drop=True)
    ids = pd.Series([f"gen_{i:05}" for i in range(1, count + 1)])
    factor = pd.Series(np.exp(rng.normal(0.0, _SPREAD, count)))
    parks = _parks(rng, real, drawn, ids, factor, seed)
    link = pd.DataFrame({"template": drawn["park_id"], "park_id": ids, "factor": factor})
    tables = {"parks": parks, "park_divisions": _divisions(snapshot, link)}
    return DrawnParks(
        tables | _statistics(snapshot, link), dict(zip(ids, drawn["park_id"], strict=True))
    )


def _spread_over(rng: np.random.Generator, real: int, count: int) -> np.ndarray:
    """Rows of the real table: each as often as the next, the remainder at random."""
    rest = rng.choice(real, size=count % real, replace=False)
    return np.sort(np.concatenate([np.tile(np.arange(real), count // real), rest]))


def _parks(
    rng: np.random.Generator,
    real: pd.DataFrame,
    drawn: pd.DataFrame,
    ids: pd.Series,
    factor: pd.Series,
    seed: int,
) -> pd.DataFrame:
    made = drawn.assign(park_id=ids, name_ko=ids.str.replace("gen_", "생성_단지_"))
    made = made.assign(official_name_ko=made["name_ko"], aliases="", note="")
    rows = {str(region): group.index for region, group in real.groupby("region_id")}
    at = [rng.choice(rows[region]) for region in drawn["region_id"]]
    for column in _PLACE:
        made[column] = real[column].iloc[at].array
    for axis in ("lon", "lat"):
        made[axis] = (made[axis] + rng.uniform(-_JITTER_DEG, _JITTER_DEG, len(made))).round(5)
    for column in _FIRMS:
        made[column] = (drawn[column].astype("float64") * factor).round().astype("Int64")
    for column in _AREAS:
        made[column] = (drawn[column] * factor).round()
    made["national_id"] = [
        ";".join(f"{park}_{unit}" for unit in str(units).split(";")) if pd.notna(units) else units
        for park, units in zip(ids, drawn["national_id"], strict=True)
    ]
    made["source"] = f"생성(seed {seed}): 사실이 아님"
    made["confidence"] = "inferred"
    return made.astype(real.dtypes.to_dict())


def _divisions(snapshot: Snapshot, link: pd.DataFrame) -> pd.DataFrame:
    own = snapshot.park_divisions.rename(columns={"park_id": "template"})
    return own.merge(link[["template", "park_id"]], on="template")[
        list(snapshot.park_divisions.columns)
    ]


def _statistics(snapshot: Snapshot, link: pd.DataFrame) -> dict[str, pd.DataFrame]:
    units = snapshot.national_complexes.rename(
        columns={"park_id": "template", "national_id": "unit"}
    ).merge(link, on="template")
    units["national_id"] = units["park_id"] + "_" + units["unit"]
    units["name_ko"] = "생성_" + units["national_id"]
    units["complex_row_ids"] = ""
    stats = snapshot.national_stats.rename(columns={"national_id": "unit"}).merge(
        units[["unit", "national_id", "factor"]], on="unit"
    )
    share = stats["metric_id"].str.startswith("utilization")
    scaled = (stats["value"] * stats["factor"]).round()
    stats["value"] = stats["value"].where(share, scaled)
    return {
        "national_complexes": units[list(snapshot.national_complexes.columns)],
        "national_stats": stats[list(snapshot.national_stats.columns)],
    }
