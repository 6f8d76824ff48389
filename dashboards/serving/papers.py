"""Made papers as plain downloads: GET planner-paper/TOKEN, streamed from the disk.

They do not go over the page's websocket, which would hold every click back behind a large file. A
token is a secret of those who asked for the paper.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

ROUTE: Final = r"/planner-paper/([A-Za-z0-9_-]{43})"
_CHUNK: Final = 256 * 1024


class Ready(Protocol):
    """A file that is there."""

    path: Path
    size: int
    file_name: str
    media_type: str


Find = Callable[[str], Ready | None]


class PaperHandler(RequestHandler):
    """One file as an attachment; 404 for a token that has none (any more)."""

    def initialize(self, find: Find) -> None:
        self._find = find

    async def get(self, token: str) -> None:
        if self.request.headers.get("Sec-Fetch-Site", "") not in ("", "none", "same-origin"):
            raise HTTPError(403)
        found = self._find(token)
        if found is None:
            raise HTTPError(404)
        try:
            file = found.path.open("rb")
        except OSError as error:
            raise HTTPError(404) from error
        with file:
            self.set_header("Content-Type", found.media_type)
            self.set_header("Content-Length", str(found.size))
            self.set_header("Content-Disposition", disposition(found.file_name))
            self.set_header("Cache-Control", "private, no-store")
            try:
                while chunk := file.read(_CHUNK):
                    self.write(chunk)
                    await self.flush()
            except StreamClosedError:
                return  # the browser went away in the middle


def disposition(name: str) -> str:
    """The header that names an attachment; RFC 6266 for names that are not ASCII.

    >>> disposition("계획.json")
    "attachment; filename*=UTF-8''%EA%B3%84%ED%9A%8D.json"
    """
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def paper_routes(find: Find | None) -> list[tuple[str, Any, dict[str, Any]]]:
    """Routes for the server; none without papers."""
    return [(ROUTE, PaperHandler, {"find": find})] if find else []
