"""What a click or a drawn shape on the map chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from cluster_planner.present.maps import SIGUNGU
from dashboards.explore.map.atlas import AREAS, PARKS
from dashboards.state.session import Session


def take_click(session: Session, click: Mapping[str, Any]) -> None:
    """A park opens its profile, with Ctrl or Shift it joins or leaves the picked ones; an area opens
    its own; the sea closes both."""
    layer, where = click.get("layer"), str(click.get("id") or "")
    if layer == PARKS and where in session.catalog.parks.index:
        modifiers = click.get("modifiers") or {}
        if modifiers.get("ctrl") or modifiers.get("shift"):
            toggle(session, where)
        else:
            session.focus = where
    elif layer in (AREAS, SIGUNGU):
        level = "region" if layer == AREAS else "sigungu"
        area = f"{level}:{where}" if session.catalog.profiles.has_area(level, where) else ""
        session.param.update(focus="", area=area)
    elif layer is None:
        session.param.update(focus="", area="")


def toggle(session: Session, park_id: str) -> None:
    """Put a park among the picked ones, or take it out."""
    picked = session.filters.picked
    left = tuple(i for i in picked if i != park_id)
    session.sift(picked=left if len(left) < len(picked) else (*picked, park_id))


def inside(geometry: Mapping[str, Any], session: Session) -> tuple[str, ...]:
    """Parks within a drawn polygon that pass the other filters, in table order."""
    drawn = shape(geometry)
    session_filters = replace(session.filters, picked=())
    ids: Sequence[str] = session.catalog.visible(session_filters)
    parks = session.catalog.parks.loc[list(ids)]
    hit = shapely.contains_xy(
        drawn, parks["lon"].to_numpy(dtype=float), parks["lat"].to_numpy(dtype=float)
    )
    return tuple(np.array(ids, dtype=object)[hit])
