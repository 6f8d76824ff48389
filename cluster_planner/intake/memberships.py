"""Parks that come and go with the official rows they stand on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from cluster_planner.domain.cells import as_text
from cluster_planner.domain.complex_ids import park_id
from cluster_planner.domain.contracts import PARK_MEMBERS, PARKS
from cluster_planner.domain.official_names import name_aliases, planner_name
from cluster_planner.domain.park_figures import park_figures
from cluster_planner.domain.tables import Table
from cluster_planner.intake.applied import Tables


def with_new_parks(tables: Tables, row_ids: Collection[str]) -> Tables:
    """Return the tables with a park of its own for each of the complex rows."""
    if not row_ids:
        return tables
    complexes = text_rows(tables["complexes"])
    regions = dict(
        zip(tables["sigungu"]["sigungu_code"], tables["sigungu"]["region_id"], strict=True)
    )
    rows = [row for row in complexes if row["row_id"] in set(row_ids)]
    parks = [_park(row, regions[row["sigungu_code"]]) for row in rows]
    members = [
        {
            "park_id": park_id(row["row_id"]),
            "member_table": "complexes",
            "member_id": row["row_id"],
            "basis": "whole",
            "note": "",
        }
        for row in rows
    ]
    return {
        **tables,
        "parks": extended(PARKS, tables["parks"], parks),
        "park_members": extended(PARK_MEMBERS, tables["park_members"], members),
    }


def without_rows(tables: Tables, row_ids: Collection[str]) -> Tables:
    """Return the tables without the complex rows, and without the parks that stood on them alone.

    The designations of such a park go with it, and so do its points outside.
    """
    gone = set(row_ids)
    complexes, members = tables["complexes"], tables["park_members"]
    closed = (members["member_table"] == "complexes") & members["member_id"].isin(gone)
    left = members[~closed]
    parks = set(members.loc[closed, "park_id"]) - set(left["park_id"])
    out = tables["point_exceptions"]
    ids = gone | parks
    lost = set(complexes.loc[complexes["row_id"].isin(gone), "complex_id"]) - set(
        complexes.loc[~complexes["row_id"].isin(gone), "complex_id"]
    )
    return {
        **tables,
        **_without_complexes(tables, lost),
        "complexes": _kept(complexes, ~complexes["row_id"].isin(gone)),
        "park_members": _kept(left, left["park_id"].notna()),
        "parks": _kept(tables["parks"], ~tables["parks"]["park_id"].isin(parks)),
        "designations": _kept(
            tables["designations"], ~tables["designations"]["park_id"].isin(parks)
        ),
        "point_exceptions": _kept(out, ~out["row_id"].isin(ids)),
    }


def extended(table: Table, frame: pd.DataFrame, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the frame with the rows (text cells or typed values) added, conforming."""
    more = pd.DataFrame(list(rows), columns=[column.name for column in table.columns])
    if more.empty:
        return frame
    return table.conform(pd.concat([as_words(frame), as_words(more)], ignore_index=True))


def as_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with every cell as text; missing is ""."""
    return pd.DataFrame({name: as_text(frame[name]) for name in frame.columns})


def text_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as text cells; missing is ""."""
    words = as_words(frame)
    names = [str(name) for name in words.columns]
    cells = words.itertuples(index=False, name=None)
    return [dict(zip(names, row, strict=True)) for row in cells]


def _without_complexes(tables: Tables, complex_ids: set[str]) -> dict[str, pd.DataFrame]:
    """Return the office's own tables without what pointed at complexes that are gone."""
    counts, shapes = tables["factory_counts"], tables["complex_shapes"]
    owner = shapes["complex_id"]
    return {
        "factory_counts": _kept(counts, ~counts["complex_id"].isin(complex_ids)),
        "complex_shapes": shapes.assign(complex_id=owner.where(~owner.isin(complex_ids))),
    }


def _kept(frame: pd.DataFrame, which: pd.Series) -> pd.DataFrame:
    return frame[which].reset_index(drop=True)


def _park(row: dict[str, Any], region_id: str) -> dict[str, Any]:
    name = planner_name(row["name_ko"], row["kind_id"])
    return {
        **dict.fromkeys((column.name for column in PARKS.columns), ""),
        "park_id": park_id(row["row_id"]),
        "name_ko": name,
        "official_name_ko": row["name_ko"],
        "aliases": name_aliases(name, [row["name_ko"]], row["kind_id"], ()),
        "region_id": region_id,
        "is_core": False,
        **park_figures([row]),
    }
