"""Units used inside the program and the few conversions into them.

Money is integer million won (백만원), areas are thousand ㎡ (천㎡), exports thousand US dollars,
distances kilometres. Coordinates are EPSG:5179 metres inside and EPSG:4326 in files and maps.
"""

from __future__ import annotations

CRS_METRES = "EPSG:5179"
CRS_DEGREES = "EPSG:4326"

MKRW_PER_EOK = 100
KUSD_PER_MUSD = 1000

KOREA_LON_DEG = (124.0, 132.5)
KOREA_LAT_DEG = (32.5, 39.0)


def eok_to_mkrw(eok: float) -> int:
    """Return 억원 as whole million won; raise ValueError if a fraction would be lost."""
    mkrw = round(eok * MKRW_PER_EOK)
    if abs(mkrw - eok * MKRW_PER_EOK) > 1e-6:
        raise ValueError(f"{eok}억원은 백만원 단위로 나누어떨어지지 않습니다")
    return mkrw


def split_list(cell: str) -> tuple[str, ...]:
    """Return the members of a `;`-joined list cell; an empty cell has none."""
    return tuple(cell.split(";")) if cell else ()
