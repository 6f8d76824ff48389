"""The smallest reverse proxy: it hands bytes on below one prefix, websockets included."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

REFUSED = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@contextmanager
def prefix_proxy(port: int, prefix: str) -> Iterator[tuple[str, list[str]]]:
    """Serve 127.0.0.1:`port` below `prefix` only; yield the front's URL and the paths asked for.

    The prefix is kept when the server is asked, and Host is the front's, as browsers see it.
    """
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as front:
        threading.Thread(target=_accept, args=(front, port, prefix, asked), daemon=True).start()
        yield f"http://127.0.0.1:{front.getsockname()[1]}", asked


def _accept(front: socket.socket, port: int, prefix: str, asked: list[str]) -> None:
    while True:
        try:
            browser, _ = front.accept()
        except OSError:
            return
        threading.Thread(target=_hand_on, args=(browser, port, prefix, asked), daemon=True).start()


def _hand_on(browser: socket.socket, port: int, prefix: str, asked: list[str]) -> None:
    """One request per connection, so that every path is seen; an upgraded one stays open."""
    with browser:
        head = b""
        while b"\r\n\r\n" not in head:
            more = browser.recv(65536)
            if not more:
                return
            head += more
        path = head.split(b" ", 2)[1].decode()
        asked.append(path)
        if not path.startswith(prefix + "/"):
            browser.sendall(REFUSED)
            return
        if b"upgrade: websocket" not in head.lower():
            head = head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1).replace(
                b"Connection: keep-alive\r\n", b""
            )
        try:
            server = socket.create_connection(("127.0.0.1", port))
        except OSError:
            return
        with server:
            server.sendall(head)
            back = threading.Thread(target=_pour, args=(server, browser), daemon=True)
            back.start()
            _pour(browser, server)
            back.join()


def _pour(source: socket.socket, target: socket.socket) -> None:
    try:
        while content := source.recv(65536):
            target.sendall(content)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
