"""Which partners lie within a role's reach of a park, for a nation of both at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.domain.places import Place, distances_km

type Mask = np.ndarray[Any, np.dtype[np.bool_]]

_PARKS_AT_ONCE = 256
"""5,000 parks × 5,000 partners at once would take gigabytes of distances."""
_NOWHERE: Place = (float("nan"), float("nan"))


def places_of(frame: pd.DataFrame, key: str) -> dict[str, Place]:
    """Where each row of a table with `lon` and `lat` lies; rows without a place are left out."""
    known = frame.dropna(subset=["lon", "lat"])
    points = zip(known["lon"].astype(float), known["lat"].astype(float), strict=True)
    return dict(zip(known[key].astype(str), points, strict=True))


class Reach:
    """Cuts tuples of partners down to those near a park; equal results are one object."""

    def __init__(
        self, parks: dict[str, Place], partners: dict[str, Place], partner_ids: Sequence[str]
    ) -> None:
        self._row = {park: i for i, park in enumerate(parks)}
        self._column = {partner: i for i, partner in enumerate(partner_ids)}
        self._here = np.array([*parks.values()], float).reshape(-1, 2)
        self._there = np.array([partners.get(p, _NOWHERE) for p in partner_ids]).reshape(-1, 2)
        self._within: dict[float, Mask] = {}
        self._columns: dict[int, np.ndarray[Any, np.dtype[np.int64]]] = {}
        self._cut: dict[tuple[int, bytes], tuple[str, ...]] = {}
        self._shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def shared(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The one tuple that stands for these partners."""
        return self._shared.setdefault(ids, ids)

    def of(self, park_id: str, ids: tuple[str, ...], reach_km: float) -> tuple[str, ...]:
        """Those of a shared tuple within `reach_km` of the park; never one without a place."""
        if reach_km not in self._within:
            self._within[reach_km] = self._measured(reach_km)
        if id(ids) not in self._columns:
            self._columns[id(ids)] = np.array([self._column[p] for p in ids], int)
        near = self._within[reach_km][self._row[park_id], self._columns[id(ids)]]
        key = (id(ids), near.tobytes())
        if key not in self._cut:
            self._cut[key] = self.shared(tuple(ids[i] for i in np.flatnonzero(near)))
        return self._cut[key]

    def _measured(self, reach_km: float) -> Mask:
        within = np.zeros((len(self._here), len(self._there)), bool)
        for first in range(0, len(self._here), _PARKS_AT_ONCE):
            rows = slice(first, first + _PARKS_AT_ONCE)
            within[rows] = distances_km(self._here[rows], self._there).round(1) <= reach_km
        return within
