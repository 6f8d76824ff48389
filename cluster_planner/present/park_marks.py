"""What the points of the country map say: one class for each park, with colour, shape and size.

Size is the number of operating firms, or the money of a plan. Colour never stands alone: kinds have
shapes of their own, classes of a figure are counted in the legend, and every fact is in the table.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.readiness import readiness
from cluster_planner.present import words
from cluster_planner.present.layers import operating_radius
from cluster_planner.present.map_elements import Legend, LegendEntry, Swatch
from cluster_planner.present.map_styles import MONEY_STEPS_MKRW, money_radius
from cluster_planner.present.palette import Theme

MARK_LABELS: Final[Mapping[str, str]] = {
    "kind": "종류",
    "status": "조성 상태",
    "core": "거점",
    "aged": "노후 여부",
    "readiness": "AX 준비도(가정)",
    "operating_pct": "가동업체 비율",
    "sale_pct": "분양률",
    "money": "계획 국비",
    "none": "점 없음",
}
"""What points can be coloured by; money needs a plan."""
MARK_IDS: Final = tuple(MARK_LABELS)
_STEP_SHAPES: Final[tuple[Swatch, ...]] = ("dot", "dot", "dot", "square", "diamond")
_KIND_SHAPES: Final[Mapping[str, Swatch]] = {
    "national": "diamond", "general": "dot", "urban_hightech": "square", "agro": "triangle",
}  # fmt: skip
_STEPS: Final[Mapping[str, tuple[float, ...]]] = {
    "readiness": (0.65, 0.69, 0.75, 0.9),
    "operating_pct": (50, 75, 90, 100),
    "sale_pct": (25, 50, 75, 100),
}
_STATS: Final = "한국산업단지공단 전국산업단지현황통계"


@dataclass(frozen=True)
class Kind:
    """One class of points."""

    label: str
    colour: str
    shape: Swatch = "dot"
    faint: bool = False
    """Background: smaller and paler than the others."""


@dataclass(frozen=True, eq=False)
class Marks:
    """The classes of one colouring and the class and size of each park, along `park_ids`."""

    mark_id: str
    title: str
    park_ids: tuple[str, ...]
    kinds: tuple[Kind, ...]
    classes: np.ndarray[Any, np.dtype[np.intp]]
    radii: np.ndarray[Any, np.dtype[np.float64]]
    note: str

    def legend(self, visible: np.ndarray[Any, np.dtype[np.bool_]]) -> Legend:
        """What the colours mean, with how many of the visible parks have each."""
        counted = self.counts(visible)
        entries = tuple(
            LegendEntry(f"{kind.label} · {n:,}곳", kind.colour, kind.shape)
            for kind, n in zip(self.kinds, counted, strict=True)
        )
        return Legend(self.title, entries, note=self.note)

    def counts(self, visible: np.ndarray[Any, np.dtype[np.bool_]]) -> list[int]:
        """Visible parks of each class."""
        return [int(n) for n in np.bincount(self.classes[visible], minlength=len(self.kinds))]

    def summary(self, visible: np.ndarray[Any, np.dtype[np.bool_]]) -> str:
        """The same in a sentence."""
        pairs = zip(self.kinds, self.counts(visible), strict=True)
        said = ", ".join(f"{kind.label} {n:,}곳" for kind, n in pairs if n)
        shown = int(visible.sum())
        return f"산업단지 {shown:,}곳을 점으로 보입니다. {self.title}: {said or '없음'}."


def park_marks(snapshot: Snapshot, park_ids: tuple[str, ...], mark_id: str, theme: Theme) -> Marks:
    """The marks of a colouring that needs no plan. Raises KeyError for an unknown one."""
    return _park_marks(snapshot, park_ids, mark_id, _Themed(theme))


def money_marks(
    park_ids: tuple[str, ...], national_mkrw: Mapping[str, float], theme: Theme
) -> Marks:
    """Parks by the national money that a plan gives them; the others are faint."""
    ends = [words.money_short(step) for step in MONEY_STEPS_MKRW]
    ranges = [
        f"{ends[0]} 미만",
        *map("~".join, pairwise(ends)),
        f"{ends[-1]} 이상",
    ]
    classes = [
        bisect_right(MONEY_STEPS_MKRW, national_mkrw[i]) + 1 if i in national_mkrw else 0
        for i in park_ids
    ]
    radii = [money_radius(national_mkrw[i]) if i in national_mkrw else 1.8 for i in park_ids]
    kinds = [Kind("선정 안 됨", theme.faint, faint=True)]
    kinds += [Kind(label, colour) for label, colour in zip(ranges, theme.oranges, strict=True)]
    return Marks(
        "money", "계획 국비", park_ids, tuple(kinds), np.array(classes, dtype=np.intp),
        np.array(radii), "점이 클수록 국비가 큽니다",
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Themed:
    """A theme as a key of the cache: themes hold dicts and cannot be hashed by content."""

    theme: Theme

    def __hash__(self) -> int:
        return hash(self.theme.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Themed) and other.theme.name == self.theme.name


@lru_cache(maxsize=32)
def _park_marks(
    snapshot: Snapshot, park_ids: tuple[str, ...], mark_id: str, themed: _Themed
) -> Marks:
    theme = themed.theme
    parks = snapshot.parks.set_index("park_id").loc[list(park_ids)]
    kinds, classes, note = _classified(snapshot, parks, mark_id, theme)
    radii = np.array([operating_radius(float(n)) for n in parks["operating"]])
    if any(kind.faint for kind in kinds):
        faint = np.array([kind.faint for kind in kinds])[classes]
        radii = np.where(faint, np.minimum(radii, 3.0), radii)
    dated = words.day(snapshot.as_of.get("complexes"))
    origin = f"점이 클수록 가동업체가 많습니다. {note}{_STATS} {dated}"
    title = MARK_LABELS[mark_id]
    return Marks(mark_id, title, park_ids, tuple(kinds), classes, radii, origin)


def _classified(
    snapshot: Snapshot, parks: pd.DataFrame, mark_id: str, theme: Theme
) -> tuple[Sequence[Kind], np.ndarray[Any, np.dtype[np.intp]], str]:
    match mark_id:
        case "kind":
            ids = list(words.KIND_LABELS)
            kinds = [Kind(words.KIND_LABELS[i], theme.kinds[i], _KIND_SHAPES[i]) for i in ids]
            return kinds, _codes(parks["kind_id"], ids), ""
        case "status":
            colours = (
                theme.kinds["general"],
                theme.kinds["national"],
                theme.kinds["urban_hightech"],
            )
            ids = ["complete", "developing", "undeveloped"]
            triples = zip(ids, colours, ("dot", "diamond", "square"), strict=True)
            return (
                [Kind(words.STATUS_LABELS[i], colour, shape) for i, colour, shape in triples],  # type: ignore[arg-type]
                _codes(parks["status_id"], ids),
                "",
            )
        case "core":
            kinds = [
                Kind("거점", theme.kinds["national"], "diamond"),
                Kind("그 밖", theme.faint, faint=True),
            ]
            return kinds, np.where(parks["is_core"], 0, 1), "거점은 자료 화면의 기준으로 고릅니다. "
        case "aged":
            kinds = [
                Kind("노후거점산단", theme.kinds["national"], "diamond"),
                Kind("준공 20년 이상", theme.oranges[2], "square"),
                Kind("그 밖", theme.faint, faint=True),
            ]
            rank = np.where(parks["aged_priority"], 0, np.where(parks["aged_20y"], 1, 2))
            return kinds, rank, ""
        case "none":
            return [], np.zeros(len(parks), dtype=np.intp), ""
    values = _figure(snapshot, parks, mark_id)
    return _stepped(values, mark_id, theme)


def _figure(snapshot: Snapshot, parks: pd.DataFrame, mark_id: str) -> "pd.Series[float]":
    match mark_id:
        case "readiness":
            return readiness(snapshot).reindex(parks.index)
        case "operating_pct":
            tenants = parks["tenants"].astype("float64")
            return 100 * parks["operating"].astype("float64") / tenants.where(tenants > 0)
        case "sale_pct":
            return parks["sale_rate_pct"].astype("float64")
    raise KeyError(mark_id)


def _stepped(
    values: "pd.Series[float]", mark_id: str, theme: Theme
) -> tuple[Sequence[Kind], np.ndarray[Any, np.dtype[np.intp]], str]:
    steps = _STEPS[mark_id]
    unit = "점" if mark_id == "readiness" else "%"
    shown = [f"{s * 100:g}{unit}" if mark_id == "readiness" else f"{s:g}{unit}" for s in steps]
    bare = [text.removesuffix(unit) for text in shown]
    labels = [f"{shown[0]} 미만", *map("~".join, zip(bare, shown[1:], strict=False))]
    labels.append(shown[-1] if steps[-1] == 100 else f"{shown[-1]} 이상")
    kinds = [
        Kind(label, colour, shape)
        for label, colour, shape in zip(labels, theme.blues[1:], _STEP_SHAPES, strict=True)
    ]
    classes = np.array([bisect_right(steps, v) if v == v else len(kinds) for v in values])
    if values.isna().any():
        kinds.append(Kind(words.MISSING, theme.faint, "triangle", faint=True))
    notes = {
        "readiness": "준비도 = 바탕 + 지정 + 가동업체 비율, 가중값은 가정입니다. ",
        "operating_pct": "가동업체 ÷ 입주업체, 가동률이 아닙니다. ",
    }
    return kinds, classes, notes.get(mark_id, "")


def _codes(column: "pd.Series[str]", ids: Sequence[str]) -> np.ndarray[Any, np.dtype[np.intp]]:
    place = {value: code for code, value in enumerate(ids)}
    return np.array([place[value] for value in column], dtype=np.intp)
