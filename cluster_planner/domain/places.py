"""Where things are, and how far apart: longitude and latitude in degrees (WGS84)."""

import math
from typing import Any

import numpy as np

type Place = tuple[float, float]
"""Longitude, latitude."""
type Degrees = np.ndarray[Any, np.dtype[np.float64]]

_EARTH_KM = 6371.0088


def distance_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Straight line over the sphere (haversine), kilometres.

    >>> round(distance_km(126.98, 37.57, 129.08, 35.18))  # 서울 – 부산
    325
    """
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = (phi_b - phi_a) / 2
    half_lon = math.radians(lon_b - lon_a) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(chord))


def distances_km(here: Degrees, there: Degrees) -> Degrees:
    """The same from each place of `here` (n × 2) to each of `there` (m × 2), as n × m kilometres.

    Longitude comes first; a place with NaN is at NaN km of everything.
    """
    lon_a, phi_a = np.radians(here).T[:, :, None]
    lon_b, phi_b = np.radians(there).T[:, None, :]
    half_lat, half_lon = (phi_b - phi_a) / 2, (lon_b - lon_a) / 2
    chord = np.sin(half_lat) ** 2 + np.cos(phi_a) * np.cos(phi_b) * np.sin(half_lon) ** 2
    kilometres: Degrees = 2 * _EARTH_KM * np.arcsin(np.sqrt(chord))
    return kilometres
