"""Files from a browser to a folder of the server, streamed, counted and never trusted.

Panel's websocket drops above 20 MB, so files come as plain requests: PUT planner-upload/TICKET with
the name as a query. A ticket is a secret that one session holds; its folder goes with it.
"""

import json
import logging
import os
import secrets
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import urlsplit

import psutil
from tornado.web import HTTPError, RequestHandler, stream_request_body

LOG = logging.getLogger(__name__)
_PREFIX: Final = "cluster-planner-upload-"
ROUTE: Final = r"/planner-upload/([A-Za-z0-9_-]{43})"
MOST_FILE_BYTES: Final = 300_000_000
MOST_BYTES: Final = 600_000_000
"""Of all files that one ticket holds at a time."""
MOST_FILES: Final = 50
MOST_TICKETS: Final = 200
_MOST_READ_BYTES: Final = 4 * MOST_FILE_BYTES
_MOST_NAME_BYTES: Final = 200
_RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(1, 10))}
)
"""Names that Windows keeps for devices."""


@dataclass
class Ticket:
    """The files that one session has brought."""

    key: str
    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    """Name as the browser told it (NFC, without folders) → where it lies."""

    @property
    def address(self) -> str:
        """Where the browser sends files, below the page's own address."""
        return f"planner-upload/{self.key}"

    @property
    def used_bytes(self) -> int:
        """What lies in the folder, unfinished files included."""
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def clear(self) -> None:
        """Remove the files; the ticket stays good."""
        self.files.clear()
        for path in list(self.folder.iterdir()):
            path.unlink(missing_ok=True)


class Uploads:
    """The tickets of one server."""

    def __init__(self) -> None:
        self._tickets: dict[str, Ticket] = {}

    def open(self) -> Ticket:
        """A new ticket with a private folder. Raises OSError when none can be made."""
        if len(self._tickets) >= MOST_TICKETS:
            raise OSError("too many sessions hold files")
        _sweep()
        folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
        ticket = Ticket(secrets.token_urlsafe(32), Path(folder))
        self._tickets[ticket.key] = ticket
        return ticket

    def close(self, ticket: Ticket) -> None:
        """Forget a ticket and remove its files; closing twice does nothing."""
        self._tickets.pop(ticket.key, None)
        shutil.rmtree(ticket.folder, ignore_errors=True)

    def close_all(self) -> None:
        """Remove the files of every session, when the server ends."""
        for ticket in list(self._tickets.values()):
            self.close(ticket)

    def find(self, key: str) -> Ticket | None:
        """The ticket of a key."""
        found = self._tickets.get(key)
        return found if found and secrets.compare_digest(found.key, key) else None


@stream_request_body
class UploadHandler(RequestHandler):
    """Takes one file. Says {"ok": true} or {"refused": sentence}; foreign callers get a 403."""

    def initialize(self, uploads: Uploads, origins: frozenset[str]) -> None:
        self._uploads, self._origins = uploads, origins
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._refused = ""
        self._left = 0

    def check_xsrf_cookie(self) -> None:
        """The ticket in the address is the secret, and `prepare` asks where the caller came from."""

    def prepare(self) -> None:
        if self.request.method != "PUT":
            raise HTTPError(405)
        ticket = self._uploads.find(self.path_args[0])
        if ticket is None or not self._from_our_page():
            raise HTTPError(403)
        self._ticket = ticket
        self._name = plain_name(self.get_query_argument("name", ""))
        size = int(self.request.headers.get("Content-Length") or -1)
        self._refused = self._objection(size)
        # What is refused is read to its end (and dropped), or the browser would see no answer.
        self.request.connection.set_max_body_size(_MOST_READ_BYTES)  # type: ignore[union-attr]
        self._left = size
        if not self._refused:
            self._path = ticket.folder / f".part-{secrets.token_hex(8)}"
            self._file = self._path.open("xb")

    def data_received(self, chunk: bytes) -> None:
        self._left -= len(chunk)
        if self._file is not None:
            self._file.write(chunk)

    def put(self, _: str) -> None:
        self._close()
        if not self._refused and self._path is not None and self._left == 0:
            whole = self._ticket.folder / self._name
            self._path.replace(whole)
            self._ticket.files[self._name] = whole
            self._path = None
        self._drop()
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"refused": self._refused} if self._refused else {"ok": True}))

    def on_connection_close(self) -> None:
        """The browser went away in the middle: nothing stays."""
        self._close()
        self._drop()

    def _objection(self, size: int) -> str:
        if not self._name:
            return "파일 이름을 읽을 수 없습니다. 이름을 바꾸어 다시 올리세요."
        if size < 0:
            return "파일의 크기를 알 수 없어 받지 않았습니다. 다시 올리세요."
        if size == 0:
            return "빈 파일입니다. 내용이 있는 파일을 올리세요."
        if size > MOST_FILE_BYTES:
            return f"{MOST_FILE_BYTES // 1_000_000}MB보다 큽니다. 나누어 저장해 올리세요."
        ticket = self._ticket
        if len(ticket.files) >= MOST_FILES or ticket.used_bytes + size > MOST_BYTES:
            return (
                f"한 번에 {MOST_FILES}개, 모두 {MOST_BYTES // 1_000_000}MB까지 받습니다. "
                "앞의 파일을 먼저 가져오세요."
            )
        return ""

    def _from_our_page(self) -> bool:
        site = self.request.headers.get("Sec-Fetch-Site", "")
        origin = self.request.headers.get("Origin", "")
        ours = {self.request.host, *self._origins}
        return site in ("", "same-origin") and urlsplit(origin).netloc in ours

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _drop(self) -> None:
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None


def plain_name(given: str) -> str:
    """Return a name that any system can store: NFC, no folders, no control characters; or "".

    >>> plain_name("../a/산단.zip"), plain_name("..")
    ('산단.zip', '')
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join("_" if c in '<>:"|?*' else c for c in last if c.isprintable())
    stem, dot, ending = shown.strip(" .").rpartition(".")
    room = _MOST_NAME_BYTES - len((dot + ending).encode())
    short = stem.encode()[: max(room, 0)].decode("utf-8", "ignore") if dot else ""
    name = short + dot + ending.encode()[:_MOST_NAME_BYTES].decode("utf-8", "ignore")
    return f"_{name}" if name.split(".")[0].upper() in _RESERVED else name


def _sweep() -> None:
    """Remove what servers left behind that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).split("-")[0]
        if not pid.isdecimal() or not psutil.pid_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def upload_routes(
    uploads: Uploads, origins: Iterable[str] = ()
) -> list[tuple[str, Any, dict[str, Any]]]:
    """Routes for the server; `origins` are the hosts as which browsers see it behind a proxy."""
    return [(ROUTE, UploadHandler, {"uploads": uploads, "origins": frozenset(origins)})]
