"""A listing of the core as a table of the page."""

from typing import Any, Final

from cluster_planner.present.imports import Listing, ListingColumn
from dashboards.parts import Column, Table
from dashboards.words import Words

_MOST_PX = 420
LONG: Final = ":host{gap:14px;max-height:none!important}"
"""Style of what may be higher than the screen: Bokeh holds every box to the height around it."""


def listing_table(listing: Listing, words: Words, name: str = "") -> Table:
    """The listing with a caption and downloads; `name` is put before its title.

    A column in which nothing stands (the sheet of a CSV) is not shown.
    """
    title = f"{name} {listing.title}".strip()
    filled = [
        column
        for place, column in enumerate(listing.columns)
        if not listing.rows or any(row[place] not in (None, "") for row in listing.rows)
    ]
    return Table(
        [_column(column, words) for column in filled],
        listing_rows(listing),
        caption=title,
        downloads=title.replace(" ", "_"),
        words=words,
        sizing_mode="stretch_width",
        max_height=_MOST_PX,
    )


def listing_rows(listing: Listing) -> list[dict[str, Any]]:
    """Rows for a table of the page. Where nothing stands is a dash: a row needs a title to be read."""
    keys = [column.key for column in listing.columns]
    return [
        {"key": str(place), **dict(zip(keys, map(_cell, row), strict=True))}
        for place, row in enumerate(listing.rows)
    ]


def _cell(value: object) -> Any:
    return {"value": None, "text": "–"} if value in (None, "") else value


def _column(column: ListingColumn, words: Words) -> Column:
    if column.kind == "text":
        return Column(column.key, words(column.title))
    return Column(
        column.key, words(column.title), "number", decimals=2 * (column.kind == "decimal")
    )
