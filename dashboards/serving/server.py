"""How the page is served: on loopback, with a policy that knows no outside host, below any prefix."""

import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import panel as pn
from tornado.web import ErrorHandler, GZipContentEncoding

from dashboards.map import static_routes
from dashboards.serving.answers import OurAnswers
from dashboards.serving.papers import Find, paper_routes
from dashboards.serving.tiles import TileService, tile_routes
from dashboards.serving.uploads import Uploads, upload_routes
from dashboards.shell.page import HERE as SHELL_FILES
from dashboards.shell.page import TITLE

LOOPBACK: Final = "127.0.0.1"
WEBSOCKET_LIMIT_BYTES: Final = 20 * 1024 * 1024
REQUEST_LIMIT_BYTES: Final = 1024 * 1024
"""Of any request but an upload, which has limits of its own (see uploads)."""


@dataclass(frozen=True)
class Place:
    """Where the page is served and as what it is seen."""

    port: int = 0
    """0 takes a free one."""
    address: str = LOOPBACK
    prefix: str = ""
    """Path below which a reverse proxy shows us and that it keeps when it asks us: /planner."""
    origins: tuple[str, ...] = ()
    """Hosts (with a port, unless it is the usual one) as which browsers see us."""


def run(
    page: Callable[[], Any],
    place: Place = Place(),
    show: bool = True,
    tiles: TileService | None = None,
    uploads: Uploads | None = None,
    papers: Find | None = None,
) -> None:
    """Serve `page` until interrupted, and print where. `papers` finds a made paper by its token."""
    port = place.port or _free_port(place.address)
    prefix = "/" + place.prefix.strip("/") if place.prefix.strip("/") else ""
    print(f"{TITLE}: http://{place.address}:{port}{prefix}/  (끝내려면 Ctrl+C)", flush=True)
    signal.signal(signal.SIGTERM, _leave)
    routes = {**static_routes(), "planner-shell": SHELL_FILES}
    ours = [f"{place.address}:{port}", f"localhost:{port}", *place.origins]
    pn.serve(
        {"/": page},
        port=port,
        address=place.address,
        websocket_origin=ours,
        show=show,
        title=TITLE,
        verbose=False,
        liveness=True,
        prefix=prefix,
        static_dirs={route: str(folder) for route, folder in routes.items()},
        extra_patterns=[
            *tile_routes(tiles),
            *(upload_routes(uploads, ours) if uploads else ()),
            *paper_routes(papers),
        ],
        default_handler_class=ErrorHandler,
        default_handler_args={"status_code": 404},
        transforms=[OurAnswers.below(prefix), GZipContentEncoding],
        websocket_compression_level=6,
        websocket_max_message_size=WEBSOCKET_LIMIT_BYTES,
        http_server_kwargs={"max_body_size": REQUEST_LIMIT_BYTES},
    )


def _leave(*_: Any) -> None:
    """End as with Ctrl-C, so that temporary folders go."""
    sys.exit(0)


def _free_port(address: str) -> int:
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])
