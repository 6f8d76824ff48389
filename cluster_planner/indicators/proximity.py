"""How far things are apart."""

import math

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
