"""Which partner joins which park, as lines for a map; partners without a known place are counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot


@dataclass(frozen=True)
class PartnerLink:
    """A partner and a park that it joins in one or more roles."""

    partner_id: str
    partner_ko: str
    park_id: str
    park_ko: str
    roles: int
    """How many roles it has in the park."""
    distance_km: float | None
    """Straight line; None when the partner's place is unknown."""
    line: tuple[tuple[float, float], tuple[float, float]] | None
    """Longitude and latitude of partner and park; None when the partner's place is unknown."""

    @property
    def link_id(self) -> str:
        """The same for the same pair."""
        return f"{self.partner_id}__{self.park_id}"


@dataclass(frozen=True)
class PartnerLinks:
    """Every pair of a plan, by partner and park id."""

    links: tuple[PartnerLink, ...]

    def of_park(self, park_id: str) -> "PartnerLinks":
        """The links of one park."""
        return PartnerLinks(tuple(link for link in self.links if link.park_id == park_id))

    @property
    def placed(self) -> tuple[PartnerLink, ...]:
        """Links that can be drawn."""
        return tuple(link for link in self.links if link.line is not None)

    @property
    def unplaced(self) -> int:
        """Links that cannot be drawn, because the partner's place is unknown."""
        return len(self.links) - len(self.placed)

    def features(self) -> dict[str, Any]:
        """A GeoJSON FeatureCollection of the placed links."""
        return {"type": "FeatureCollection", "features": [_feature(x) for x in self.placed]}


def partner_links(run: Run, snapshot: Snapshot) -> PartnerLinks:
    """The links of a run; none without a plan."""
    parks = snapshot["parks"].set_index("park_id")[["name_ko", "lon", "lat"]].to_dict("index")
    partners = snapshot["partners"].set_index("partner_id")[["name_ko", "lon", "lat"]]
    places = partners.to_dict("index")
    pairs: dict[tuple[str, str], list[float | None]] = {}
    for joined in run.plan.assignments if run.plan else ():
        pairs.setdefault((joined.partner_id, joined.park_id), []).append(joined.distance_km)
    return PartnerLinks(
        tuple(
            PartnerLink(
                partner_id=partner,
                partner_ko=str(places[partner]["name_ko"]),
                park_id=park,
                park_ko=str(parks[park]["name_ko"]),
                roles=len(distances),
                distance_km=distances[0],
                line=_line(places[partner], parks[park]),
            )
            for (partner, park), distances in sorted(pairs.items())
        )
    )


def _line(
    partner: Mapping[Any, Any], park: Mapping[Any, Any]
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    ends = (partner["lon"], partner["lat"], park["lon"], park["lat"])
    if any(end != end or end is None for end in ends):
        return None
    lon, lat, park_lon, park_lat = (round(float(end), 4) for end in ends)
    return (lon, lat), (park_lon, park_lat)


def _feature(link: PartnerLink) -> dict[str, Any]:
    assert link.line is not None
    return {
        "type": "Feature",
        "id": link.link_id,
        "properties": {"title": f"{link.partner_ko} → {link.park_ko}", "lines": []},
        "geometry": {"type": "LineString", "coordinates": [list(end) for end in link.line]},
    }
