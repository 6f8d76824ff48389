"""The optional picture under the vectors, from our own server only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from cluster_planner.present.assets import UnknownAsset

_RELATIVE: Final = re.compile(r"(?!/)(?![^/?#]*:)[\w\-./{}?=&%]+")
_PLACES: Final = ("{z}", "{x}", "{y}")


def checked_tiles(tiles: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tile source as the browser gets it: url, attribution, max_zoom.

    The address is relative to the server's root. Raises UnknownAsset for one that could leave our
    server, ValueError for one without {z}, {x} and {y}.
    """
    url = str(tiles["url"])
    if not _RELATIVE.fullmatch(url) or ".." in url:
        raise UnknownAsset(f"tiles {url}: not an address below our own server → serve a proxy")
    missing = [place for place in _PLACES if place not in url]
    if missing:
        raise ValueError(f"tiles {url}: {', '.join(missing)} missing")
    return {
        "url": url,
        "attribution": str(tiles.get("attribution", "")),
        "max_zoom": int(tiles.get("max_zoom", 19)),
    }
