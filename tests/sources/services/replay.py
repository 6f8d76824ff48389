"""A server on this computer that answers as a service would, also badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

ANSWERS = Path(__file__).parent / "answers"


@dataclass(frozen=True)
class Reply:
    """What the server sends for one request."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json;charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    """Before the first byte."""
    drip_s: float = 0.0
    """After every byte."""
    cut_at: int | None = None
    """The connection ends after so many bytes of the promised body."""


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    raw: str
    at: float
    headers: dict[str, str]


type Script = Callable[[Asked], Reply]


@dataclass
class Server:
    """A running server and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    script: Script = field(default=lambda _: Reply(b"{}"))

    def says(self, *replies: Reply) -> None:
        """Answer with these in turn; the last one again and again."""
        left = list(replies)
        self.script = lambda _: left.pop(0) if len(left) > 1 else left[0]


def answer(name: str, **other: Any) -> Reply:
    """Return one of the kept answers."""
    kinds = {".xml": "application/xml;charset=UTF-8", ".txt": "text/plain"}
    kind = kinds.get(Path(name).suffix, "application/json;charset=UTF-8")
    return Reply((ANSWERS / name).read_bytes(), **{"content_type": kind, **other})


def as_json(value: Any, **other: Any) -> Reply:
    """Return a value as a JSON answer."""
    return Reply(json.dumps(value, ensure_ascii=False).encode(), **other)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server on a free port of this computer."""
    server: Server

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
            asked = Asked(parts.path, query, self.path, time.monotonic(), dict(self.headers))
            server.asked.append(asked)
            self._send(server.script(asked))

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.delay_s)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(reply.body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                sent = reply.body[: reply.cut_at]
                pieces = [sent[i : i + 1] for i in range(len(sent))] if reply.drip_s else [sent]
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(reply.drip_s)
            except OSError:
                pass  # the client has gone, which is what some tests want
            if reply.cut_at is not None:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server = Server(f"http://127.0.0.1:{http.server_address[1]}")
        thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
