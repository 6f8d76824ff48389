"""A real server for routes under test."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application


@contextmanager
def served(routes: list[Any], **settings: Any) -> Iterator[int]:
    """Serve routes on loopback, in a thread with a loop of its own; the port."""
    sockets = bind_sockets(0, "127.0.0.1")
    ready = threading.Event()
    stop: list[asyncio.Event] = []
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        server = HTTPServer(Application(routes), **settings)
        server.add_sockets(sockets)
        stop.append(asyncio.Event())
        loops.append(asyncio.get_running_loop())
        ready.set()
        await stop[0].wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    try:
        yield sockets[0].getsockname()[1]
    finally:
        loops[0].call_soon_threadsafe(stop[0].set)
        thread.join(10)
