"""What twenty readers at once cost the server, without twenty browsers on the same processors."""

import asyncio
import json
import re
import time
from os import getloadavg
from typing import Final

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.reading import Reading
from benchmarks.screen_browser import serving

_SESSIONS: Final = 20
_TOKEN: Final = re.compile(r'"token":"([^"]+)"')
_MOST_BYTES: Final = 64 << 20


def sessions() -> list[Reading]:
    """Pages and whole documents of sessions opened at once, until the last has answered again."""
    with serving() as url:
        asyncio.run(_session(url))  # the server's own first time is not the reader's
        waits = asyncio.run(_all_at_once(url))
    note = f"half of them after {sorted(waits)[_SESSIONS // 2]:.1f} s, load {getloadavg()[0]:.1f}"
    return [Reading("screen.sessions_s", max(waits), "s", 8.0, note)]


async def _all_at_once(url: str) -> list[float]:
    began = time.perf_counter()

    async def one() -> float:
        await _session(url)
        return time.perf_counter() - began

    return await asyncio.gather(*(one() for _ in range(_SESSIONS)))


async def _session(url: str) -> None:
    """Open the page, take its whole document by websocket as BokehJS does, and ask once more."""
    client = AsyncHTTPClient(force_instance=True)
    page = await client.fetch(f"{url}/?page=explore", request_timeout=120)
    found = _TOKEN.search(page.body.decode())
    if found is None:
        raise RuntimeError("the page has no session token")
    socket = await websocket_connect(
        HTTPRequest(f"{url.replace('http', 'ws', 1)}/ws", headers={"Origin": url}),
        subprotocols=["bokeh", found.group(1)],
        max_message_size=_MOST_BYTES,
    )
    await _answer(socket, "ACK")
    await _ask(socket, "PULL-DOC-REQ")
    await _answer(socket, "PULL-DOC-REPLY")
    await _ask(socket, "SERVER-INFO-REQ")
    await _answer(socket, "SERVER-INFO-REPLY")
    socket.close()


async def _ask(socket: WebSocketClientConnection, kind: str) -> None:
    for frame in ({"msgid": kind, "msgtype": kind}, {}, {}):
        await socket.write_message(json.dumps(frame))


async def _answer(socket: WebSocketClientConnection, kind: str) -> None:
    """Read messages until one of this kind is whole: header, metadata, content, its buffers."""
    while True:
        header = json.loads(await _frame(socket))
        for _ in range(2 + 2 * int(header.get("num_buffers", 0))):
            await _frame(socket)
        if header["msgtype"] == kind:
            return


async def _frame(socket: WebSocketClientConnection) -> str | bytes:
    frame = await socket.read_message()
    if frame is None:
        raise RuntimeError("the server closed a session")
    return frame
