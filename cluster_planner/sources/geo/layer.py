"""One layer of places as its file holds it, before coordinates, shapes and names are understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import CRS

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid.text import clean

MAX_FEATURES: Final = 200_000
MAX_VERTICES: Final = 6_000_000

type Shapes = npt.NDArray[np.object_]
"""Array of shapely geometries; None where a feature has no shape."""


@dataclass(frozen=True, eq=False)
class Layer:
    """Features in the file's own coordinates, x first, with their fields as clean text."""

    name: str
    shapes: Shapes
    fields: Mapping[str, Sequence[str]]
    """Text by field name, as long as `shapes`; "" where a feature has no value."""
    crs: CRS | None = None
    """As the file declares it; None when it does not."""
    declared_by: str = ""
    """What declares it: `.prj`, `GeoPackage`, `GeoJSON 규격`."""
    as_of: str = ""


def refused(name: str, problem: str, remedy: str) -> DataError:
    """Return the refusal of the whole file."""
    return DataError(Finding(name, problem, remedy))


def check_size(name: str, features: int, vertices: int = 0) -> None:
    """Raise DataError when a layer has nothing in it or more than is read in one go."""
    if features == 0:
        raise refused(name, "도형이 하나도 없습니다", "도형이 든 레이어를 내보내 가져오세요")
    for found, most, what in (
        (features, MAX_FEATURES, "도형"),
        (vertices, MAX_VERTICES, "꼭짓점"),
    ):
        if found > most:
            problem = f"{what}이 너무 많습니다({found:,}개, 한도 {most:,}개)"
            raise refused(name, problem, "필요한 곳만 남기거나 단순화해 다시 내보내세요")


def as_text(value: Any) -> str:
    """Return a field's value as clean text; whole numbers without a decimal point."""
    if value is None or (not isinstance(value, str | list | dict) and pd.isna(value)):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, list | dict):
        return ""
    return clean(str(value))
