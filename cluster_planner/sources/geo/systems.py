"""The coordinate systems of Korean layers, and the one that a declaration means."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from cluster_planner.domain.units import CRS_DEGREES

_BESSEL: Final = (6377397.155, 299.1528128)
_KOREAN_1985: Final = "EPSG:4162"
_LONGEST_DECLARATION: Final = 20_000
_TOLERANCE: Final = {"Longitude of natural origin": 2e-5, "Scale factor at natural origin": 1e-7}


@dataclass(frozen=True)
class System:
    """A coordinate system that a layer without a declaration may be in."""

    code: str
    label: str
    usual: bool = True
    """Whether it is taken without the points of known complexes saying so."""

    @property
    def title(self) -> str:
        """Return code and words."""
        return f"{self.code} {self.label}"


SYSTEMS: Final = (
    System("EPSG:4326", "경위도 WGS84"),
    System("EPSG:5186", "중부원점 GRS80 600,000m"),
    System("EPSG:5179", "UTM-K GRS80"),
    System("EPSG:5174", "보정 중부원점 Bessel"),
    System("EPSG:5181", "중부원점 GRS80 500,000m"),
    System("EPSG:2097", "중부원점 Bessel"),
    System("EPSG:3857", "웹 메르카토르"),
    System("EPSG:5185", "서부원점 GRS80 600,000m"),
    System("EPSG:5187", "동부원점 GRS80 600,000m"),
    System("EPSG:5188", "동해원점 GRS80 600,000m"),
    System("EPSG:5182", "제주원점 GRS80 550,000m", usual=False),
    System("EPSG:5180", "서부원점 GRS80 500,000m", usual=False),
    System("EPSG:5183", "동부원점 GRS80 500,000m", usual=False),
    System("EPSG:5184", "동해원점 GRS80 500,000m", usual=False),
    System("EPSG:5173", "보정 서부원점 Bessel", usual=False),
    System("EPSG:5175", "보정 제주원점 Bessel", usual=False),
    System("EPSG:5176", "보정 동부원점 Bessel", usual=False),
    System("EPSG:5177", "보정 동해원점 Bessel", usual=False),
    System("EPSG:5178", "UTM-K Bessel", usual=False),
    System("EPSG:2096", "동부원점 Bessel", usual=False),
    System("EPSG:2098", "서부원점 Bessel", usual=False),
    System("EPSG:4162", "경위도 Bessel(한국 1985)", usual=False),
)
"""The ones of Korean authorities, the most frequent first."""
_BY_CODE: Final = {system.code: system for system in SYSTEMS}


def title_of(crs: CRS) -> str:
    """Return how a coordinate system is called in a report."""
    code = crs.to_epsg()
    known = _BY_CODE.get(f"EPSG:{code}")
    if known is not None:
        return known.title
    return f"EPSG:{code} {crs.name}" if code else crs.name


def system_of(code: str) -> CRS | None:
    """Return the system of `EPSG:5174` or `5174`, None when no places can be told in it."""
    number = code.strip().upper().removeprefix("EPSG:").strip()
    if not number.isdigit():
        return None
    try:
        return usable(CRS.from_epsg(int(number)))
    except (CRSError, OverflowError):
        return None


def usable(crs: CRS) -> CRS | None:
    """Return the system if places on Earth can be told in it; heights and half words cannot."""
    flat = crs.is_projected or crs.is_geographic
    if not flat or crs.is_geocentric:
        return None
    try:
        _transformer(understood(crs).to_wkt())
    except (ProjError, ValueError, KeyError, AttributeError):
        return None
    return crs


def parse_declaration(text: str) -> CRS | None:
    """Return the system of a .prj's words, None when nobody can read them.

    Only WKT and EPSG numbers: a PROJ string may name other files.
    """
    words = text.strip("\ufeff\0 \t\r\n")
    if not words or len(words) > _LONGEST_DECLARATION:
        return None
    try:
        return usable(CRS.from_wkt(words)) if "[" in words else system_of(words)
    except (CRSError, ValueError):
        return None


def understood(declared: CRS) -> CRS:
    """Return the system that a declaration means on Korean ground.

    Declarations on the Bessel ellipsoid often lack the shift to the world's datum, or carry a zero
    one: everything would lie about 300 m off. The projection is taken as declared, the shift from
    the EPSG register (Korean 1985).
    """
    crs = declared.source_crs if declared.is_bound and declared.source_crs else declared
    crs = crs.sub_crs_list[0] if crs.is_compound else crs
    if crs.is_geographic:
        return _epsg(_KOREAN_1985 if is_bessel(crs) else CRS_DEGREES)
    if not is_bessel(crs):
        return _registered(crs) or crs
    registered = _registered(crs)
    if registered is not None:
        return registered
    content = crs.to_json_dict()
    content["base_crs"] = _epsg(_KOREAN_1985).to_json_dict()
    content.pop("id", None)
    return CRS.from_json_dict(content)


def to_degrees(
    crs: CRS, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return longitude and latitude of WGS84; infinite where a point is outside the system."""
    return _transformer(crs.to_wkt()).transform(x, y)


@cache
def _epsg(code: str) -> CRS:
    return CRS.from_user_input(code)


@cache
def _transformer(wkt: str) -> Transformer:
    return Transformer.from_crs(CRS.from_wkt(wkt), CRS_DEGREES, always_xy=True)


def is_bessel(crs: CRS) -> bool:
    """Return whether a system is on the ellipsoid of Korea's old maps, 300 m from today's."""
    found = crs.ellipsoid
    return found is not None and (
        math.isclose(found.semi_major_metre, _BESSEL[0], abs_tol=1.0)
        and math.isclose(found.inverse_flattening, _BESSEL[1], abs_tol=1e-3)
    )


def _same_ellipsoid(known: CRS, crs: CRS) -> bool:
    """GRS80 and WGS84 count as one: a tenth of a millimetre apart."""
    ours, theirs = known.ellipsoid, crs.ellipsoid
    return (
        ours is not None
        and theirs is not None
        and (
            math.isclose(ours.semi_major_metre, theirs.semi_major_metre, abs_tol=1.0)
            and math.isclose(ours.inverse_flattening, theirs.inverse_flattening, abs_tol=1e-3)
        )
    )


def _registered(crs: CRS) -> CRS | None:
    """Return the register's own system of the same projection and ellipsoid."""
    for system in SYSTEMS:
        known = _epsg(system.code)
        if known.is_geographic or known.coordinate_operation is None:
            continue
        if _same_ellipsoid(known, crs) and _same_projection(known, crs):
            return known
    return None


def _same_projection(known: CRS, crs: CRS) -> bool:
    ours, theirs = known.coordinate_operation, crs.coordinate_operation
    if theirs is None or ours is None or "Transverse" not in theirs.method_name:
        return False
    if ours.method_name != theirs.method_name or crs.axis_info[0].unit_conversion_factor != 1.0:
        return False
    given = {param.name: float(param.value) for param in theirs.params}
    return all(
        param.name in given
        and abs(given[param.name] - float(param.value)) <= _TOLERANCE.get(param.name, 1e-2)
        for param in ours.params
    )
