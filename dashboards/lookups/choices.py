"""What a reader has chosen to look at, as frozen values that fit into an address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Filters:
    """Which parks are shown. Every field narrows; an empty one lets all pass."""

    region_ids: tuple[str, ...] = ()
    sido_codes: tuple[str, ...] = ()
    sigungu_codes: tuple[str, ...] = ()
    kind_ids: tuple[str, ...] = ()
    status_ids: tuple[str, ...] = ()
    designation_ids: tuple[str, ...] = ()
    """Any of them is enough."""
    division_ids: tuple[str, ...] = ()
    industry_ids: tuple[str, ...] = ()
    """Industries with operating firms; only parks with quarterly statistics can pass."""
    only_core: bool = False
    only_aged: bool = False
    only_engine_fit: bool = False
    """A division of the park answers to a growth engine of its region."""
    only_unsold: bool = False
    statistics: str = ""
    """with: production is published, without: it is not."""
    query: str = ""
    picked: tuple[str, ...] = ()
    """Parks inside an area drawn on the map."""


@dataclass(frozen=True)
class View:
    """How the map of 탐색 is drawn."""

    colour: str = "kind"
    """What the points say (see explore/)."""
    area: str = ""
    """Indicator of the coloured areas, or empty."""
    level: str = "sigungu"
    """Areas: sigungu or region."""
    overlays: tuple[str, ...] = ()
    """Further layers that are switched on."""
    beside: str = ""
    """Indicator or run of a second map, or empty."""
