"""How a plan looks on the map: which parks stand out, in which colour and size."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final, Literal

import pandas as pd

from cluster_planner.present import words
from cluster_planner.present.layers import Styles, point_style
from cluster_planner.present.map_elements import Legend, LegendEntry
from cluster_planner.present.palette import Theme, step

ColourBy = Literal["money", "package"]

MONEY_STEPS_MKRW: Final = (1_000, 3_000, 10_000, 30_000, 100_000)
"""Lower bounds of the second and later money classes: 10, 30, 100, 300 and 1,000억."""


def plan_styles(
    park_ids: Iterable[str], plan: pd.DataFrame, theme: Theme, colour_by: ColourBy = "money"
) -> Styles:
    """Return a style for every park: awarded ones by money or package, the others faint.

    `plan` has one row per awarded park: park_id, national_mkrw, package_ids (joined by ';', the
    dearest first). Raises ValueError when a park has two rows.
    """
    if plan["park_id"].duplicated().any():
        raise ValueError("plan frame: a park has two rows → sum awards per park first")
    awarded = {row["park_id"]: row for row in plan.to_dict("records")}
    return {
        park_id: _award_style(awarded[park_id], theme, colour_by)
        if park_id in awarded
        else faint_style(theme)
        for park_id in park_ids
    }


def faint_style(theme: Theme) -> dict[str, Any]:
    """Return the style of a park the plan leaves out."""
    return point_style(theme.faint, 2.0, theme, opacity=0.55) | {"weight": 0.0}


def money_radius(national_mkrw: float) -> float:
    """Return a point radius (pixels) whose area grows with the money, within limits."""
    return round(min(16.0, 4.5 + 0.045 * math.sqrt(max(0.0, national_mkrw))) * 2) / 2


def plan_legend(theme: Theme, plan: pd.DataFrame, colour_by: ColourBy = "money") -> Legend:
    """Return the legend of `plan_styles`."""
    note = "점이 클수록 국비가 큽니다 · 흐린 점은 미선정"
    if colour_by == "money":
        ends = ("10억 미만", "100억", "1,000억 이상")
        return Legend("국비 배분", ramp=theme.oranges, ramp_labels=ends, note=note)
    used = set(plan["package_ids"].map(main_package))
    entries = tuple(
        LegendEntry(words.PACKAGE_LABELS[package_id], colour)
        for package_id, colour in theme.packages.items()
        if package_id in used
    )
    return Legend("주된 사업 묶음", entries=entries, note=note)


def main_package(package_ids: str) -> str:
    """Return the first id of a ';'-joined list."""
    return package_ids.split(";", 1)[0]


def plan_lines(row: Any) -> list[str]:
    """Return the card lines of an awarded park."""
    packages = ", ".join(words.PACKAGE_LABELS[p] for p in str(row["package_ids"]).split(";"))
    return [f"국비 {words.money(row['national_mkrw'])}", packages]


def _award_style(row: Any, theme: Theme, colour_by: ColourBy) -> dict[str, Any]:
    national = float(row["national_mkrw"])
    if colour_by == "money":
        colour = step(national, MONEY_STEPS_MKRW, theme.oranges)
    else:
        colour = theme.packages[main_package(row["package_ids"])]
    return point_style(colour, money_radius(national), theme, opacity=0.92)
