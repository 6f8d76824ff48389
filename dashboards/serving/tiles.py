"""Background tiles of a map service, fetched by the server: the key never leaves it.

Optional. CLUSTER_PLANNER_TILES_URL is a template with {z}, {x} and {y} ({-y} where rows count from
the south, as in TMS) and {key}; CLUSTER_PLANNER_TILES_KEY is the key, CLUSTER_PLANNER_TILES_CREDIT
the line that the service asks to be shown. Without the first there is no route at all.
"""

import logging
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.simple_httpclient import HTTPTimeoutError, SimpleAsyncHTTPClient
from tornado.web import HTTPError, RequestHandler

from cluster_planner.errors import Finding, ScenarioError

LOG = logging.getLogger(__name__)
URL, KEY, CREDIT = (f"CLUSTER_PLANNER_TILES_{name}" for name in ("URL", "KEY", "CREDIT"))
ROUTE: Final = r"/planner-tiles/(\d{1,2})/(\d{1,8})/(\d{1,8})"
ADDRESS: Final = "planner-tiles/{z}/{x}/{y}"
DEEPEST: Final = 22
LONGEST_S: Final = 8.0
LARGEST_BYTES: Final = 1_000_000
CACHE_BYTES: Final = 64_000_000
_KINDS: Final = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
_PLACES: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class TileService:
    """Where tiles come from."""

    template: str
    key: str = field(default="", repr=False)
    credit: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, str] = os.environ) -> Self | None:
        """The service of the settings, or None. Raises ScenarioError for a template that is none."""
        template = settings.get(URL, "").strip()
        if not template:
            return None
        places = _PLACES.findall(template)
        whole = {"z", "x"} <= set(places) and ("y" in places) != ("-y" in places)
        if not whole or not set(places) <= {"z", "x", "y", "-y", "key"}:
            raise _wrong("{z}, {x}, {y}(또는 {-y})가 하나씩 있어야 하고 그 밖에는 {key}만 됩니다")
        if not template.startswith(("https://", "http://")):
            raise _wrong("http:// 나 https:// 로 시작하는 주소여야 합니다")
        key = settings.get(KEY, "").strip()
        if "key" in places and not key:
            raise _wrong(f"주소에 {{key}}가 있는데 {KEY}가 비어 있습니다")
        return cls(template, key, settings.get(CREDIT, "").strip())

    @property
    def for_map(self) -> dict[str, str]:
        """What a map is told: our own address and the credit, never the service or its key."""
        return {"url": ADDRESS, "attribution": self.credit}

    def url(self, z: int, x: int, y: int) -> str:
        """The service's address of a tile; it holds the key, so nobody may see it."""
        values = {"z": str(z), "x": str(x), "y": str(y), "-y": str(2**z - 1 - y), "key": self.key}
        return _PLACES.sub(lambda place: values[place[1]], self.template)


@dataclass(frozen=True)
class Tile:
    """One picture."""

    kind: str
    content: bytes


class Tiles:
    """Fetches tiles and remembers those that were asked for last."""

    def __init__(
        self,
        service: TileService,
        longest_s: float = LONGEST_S,
        largest_bytes: int = LARGEST_BYTES,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self._service = service
        self._longest_s = longest_s
        self._largest = largest_bytes
        self._room = cache_bytes
        self._kept: OrderedDict[tuple[int, int, int], Tile] = OrderedDict()
        self._client: AsyncHTTPClient | None = None

    async def tile(self, z: int, x: int, y: int) -> Tile:
        """A tile. Raises HTTPError: 404 where there is none, 504 too slow, 502 anything else."""
        if z > DEEPEST or x >= 2**z or y >= 2**z:
            raise HTTPError(404)
        place = (z, x, y)
        if place not in self._kept:
            self._keep(place, await self._fetched(z, x, y))
        self._kept.move_to_end(place)
        return self._kept[place]

    async def _fetched(self, z: int, x: int, y: int) -> Tile:
        """Errors are made anew, without the cause: its text may hold the key."""
        try:
            answer = await self._open_client().fetch(
                HTTPRequest(
                    self._service.url(z, x, y),
                    connect_timeout=self._longest_s,
                    request_timeout=self._longest_s,
                    follow_redirects=False,
                )
            )
        except HTTPTimeoutError:
            status, why = 504, "too slow"
        except HTTPClientError as error:
            status, why = (404 if error.code in (204, 404) else 502), f"status {error.code}"
        except Exception as error:  # noqa: BLE001 — a tile must not take the map away
            status, why = 502, type(error).__name__
        else:
            kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if kind in _KINDS and 0 < len(answer.body) <= self._largest:
                return Tile(kind, answer.body)
            status, why = 502, "no picture of a fitting size"
        if status != 404:
            LOG.warning("tile %d/%d/%d: %s", z, x, y, why)
        raise HTTPError(status)

    def _open_client(self) -> AsyncHTTPClient:
        if self._client is None:
            self._client = SimpleAsyncHTTPClient(
                force_instance=True, max_clients=8, max_body_size=self._largest
            )
        return self._client

    def _keep(self, place: tuple[int, int, int], tile: Tile) -> None:
        self._kept[place] = tile
        while sum(len(one.content) for one in self._kept.values()) > self._room:
            if len(self._kept) == 1:
                return
            self._kept.popitem(last=False)


class TileHandler(RequestHandler):
    """planner-tiles/z/x/y"""

    def initialize(self, tiles: Tiles) -> None:
        self._tiles = tiles

    async def get(self, z: str, x: str, y: str) -> None:
        tile = await self._tiles.tile(int(z), int(x), int(y))
        self.set_header("Content-Type", tile.kind)
        self.set_header("Cache-Control", "private, max-age=86400")
        self.finish(tile.content)


def tile_routes(service: TileService | None) -> list[tuple[str, Any, dict[str, Any]]]:
    """Routes for the server; none without a service."""
    return [(ROUTE, TileHandler, {"tiles": Tiles(service)})] if service else []


def _wrong(problem: str) -> ScenarioError:
    return ScenarioError(Finding(URL, problem, "설정을 고치거나 지우고 다시 실행하세요"))
