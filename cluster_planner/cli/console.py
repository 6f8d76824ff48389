"""What the commands print: safe text on any console, findings, JSON and one line of progress."""

import json
import sys
import time
import unicodedata
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final, Self, TextIO

from cluster_planner.errors import Finding

PER_SECOND: Final = 4


def make_streams_safe() -> None:
    """Let stdout and stderr take any character: a console's code page must never end a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:  # replaced by a test or a host program
            continue
        try:
            "한글".encode(stream.encoding)
        except (LookupError, UnicodeEncodeError):
            reconfigure(encoding="utf-8", errors="replace")
        else:
            reconfigure(errors="replace")


def printable(text: object) -> str:
    """Return text without characters that could steer a terminal or turn the reading order."""
    return "".join(_shown(character) for character in str(text))


def say(text: str) -> None:
    """Print one line for the reader on stdout."""
    print(printable(text))


def print_findings(title: str, findings: Iterable[Finding]) -> None:
    """Print a title and numbered findings on stderr."""
    print(printable(title), file=sys.stderr)
    for number, finding in enumerate(findings, 1):
        print(f"  {number}. {printable(finding)}", file=sys.stderr)


def print_json(value: Any) -> None:
    """Print one JSON object on stdout; as ASCII where the console cannot take all of Unicode."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not unicode, indent=1, allow_nan=False))


class ProgressLine:
    """One line on a terminal that is written over; silent when the stream is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        """Write to `stream`, at most `PER_SECOND` times a second."""
        self._stream = stream
        self._live = stream.isatty()
        self._width = 0
        self._last = 0.0

    def __enter__(self) -> Self:
        """Begin with an empty line."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave an empty line behind, however the work ended."""
        if self._live and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()

    def show(self, text: str, *, now: bool = False) -> None:
        """Show `text` instead of what stood there; skipped when the last one is too fresh."""
        moment = time.monotonic()
        if not self._live or (not now and moment - self._last < 1 / PER_SECOND):
            return
        self._last = moment
        width = _columns(text)
        self._stream.write("\r" + text + " " * max(0, self._width - width))
        self._stream.flush()
        self._width = width


def _shown(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
