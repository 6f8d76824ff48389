"""What stands around a park: partners by distance, and the parks most like it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from cluster_planner.domain.contracts.alliance import LOCATION_BASIS_LABELS
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row, ids_in, joined
from cluster_planner.present.profile.fact import Fact, Facts

_MOST_PARTNERS: Final = 6
_MOST_PEERS: Final = 5
MEASURE: Final = (
    "종류가 같은 단지 가운데 가동업체(로그)·산업시설구역(로그)·분양률·가동 비율·노후 여부를 표준화한 값의 "
    "거리가 가까운 순서입니다(잣대는 가정). 거리 0은 다섯 값이 모두 같다는 뜻입니다."
)


def partners(book: Book, park: Row) -> Facts | None:
    """The nearest partners of the Alliance, with role, divisions and how well their place is known."""
    km = book.partner_km[park["park_id"]]
    if not len(km) or np.isnan(km).all():
        return None
    near = [
        (float(km[i]), book.partners[i]) for i in np.argsort(km, kind="stable")[:_MOST_PARTNERS]
    ]
    unknown = len(book.snapshot["partners"]) - len(book.partners)
    lines = tuple(
        Fact(
            words.PARTNER_TYPE_LABELS[row["type_id"]],
            f"{row['name_ko']} · 약 {words.distance(distance)}",
            "위치는 일반 지식" if row["location_basis"] == "general_knowledge" else "",
            partner_note(book, row),
        )
        for distance, row in near
    )
    note = f"직선거리. 기관 위치는 시군구나 도시 수준입니다. 위치를 모르는 {unknown}곳은 빠져 있습니다."
    rows = [row for _, row in near]
    dates = [str(row["as_of"]) for row in rows if row["as_of"]]
    return Facts(
        "partners",
        "가까운 참여기관",
        lines,
        joined(r["source"] for r in rows),
        min(dates, default=""),
        note,
    )


def partner_note(book: Book, row: Row) -> str:
    """Role, divisions and the basis of the place in one clause."""
    divisions = ", ".join(book.divisions.get(d, d) for d in ids_in(row["division_ids"]))
    basis = f"위치: {LOCATION_BASIS_LABELS[row['location_basis']]}"
    return " · ".join(str(part) for part in (row["role_ko"], divisions, basis) if part)


@dataclass(frozen=True)
class Likeness:
    """Distance between parks by five indicators, standardised over all parks."""

    book: Book

    @cached_property
    def _ids(self) -> list[str]:
        return list(self.book.parks)

    @cached_property
    def _kinds(self) -> np.ndarray[Any, Any]:
        return np.array([park["kind_id"] for park in self.book.parks.values()], dtype=object)

    @cached_property
    def _scores(self) -> np.ndarray[Any, Any]:
        parks = self.book.snapshot["parks"]
        operating = parks["operating"].astype("float64")
        tenants = parks["tenants"].astype("float64")
        table = pd.DataFrame(
            {
                "firms": np.log1p(operating),
                "land": np.log1p(parks["facility_area_thousand_m2"]),
                "sold": parks["sale_rate_pct"],
                "active": (operating / tenants.where(tenants > 0)).fillna(0.0),
                "aged": (parks["aged_20y"] | parks["aged_priority"]).astype("float64"),
            }
        )
        spread = table.std(ddof=0).replace(0, 1.0)
        return ((table - table.mean()) / spread).to_numpy()

    def nearest(self, park_id: str, most: int = _MOST_PEERS) -> list[tuple[float, str]]:
        """(distance, park id) of the parks of the same kind that are most alike."""
        here = self._ids.index(park_id)
        gaps = np.sqrt(((self._scores - self._scores[here]) ** 2).sum(axis=1))
        gaps[(self._kinds != self._kinds[here]) | np.isnan(gaps)] = np.inf
        gaps[here] = np.inf
        order = np.argsort(gaps, kind="stable")[:most]
        return [(float(gaps[i]), self._ids[i]) for i in order if np.isfinite(gaps[i])]


def peers(book: Book, likeness: Likeness, park_id: str) -> Facts | None:
    """The parks most like this one, by `MEASURE`."""
    found = likeness.nearest(park_id)
    if not found:
        return None
    lines = []
    for gap, other in found:
        row = book.parks[other]
        size = f"가동 {words.count(row['operating'], '개사')} · {words.area(row['facility_area_thousand_m2'])}"
        lines.append(
            Fact(
                book.place_of(row),
                str(row["name_ko"]),
                note=f"{size} · 거리 {gap:.2f}",
                link=f"park:{other}",
            )
        )
    park = book.parks[park_id]
    return Facts(
        "peers", "비슷한 단지", tuple(lines), str(park["source"]), str(park["as_of"] or ""), MEASURE
    )
