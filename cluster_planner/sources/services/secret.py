"""Keys that no print, log or exception can show, and text with every form of them blacked out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, quote_plus, unquote

BLACKED_OUT: Final = "***"
CUT: Final = "…"
"""What stands behind a quotation that was cut."""
_LEAST_PIECE: Final = 4
"""Letters from which the beginning of a secret is blacked out before a cut."""
_LEAST_IN_BODY: Final = 8


class Secret:
    """A key of a service. Only `reveal` says it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Keep the key as it is to be sent, not url-encoded."""
        self._text = text

    def reveal(self) -> str:
        """Return the key, for the request alone."""
        return self._text

    def __repr__(self) -> str:
        """Return nothing of the key."""
        return f"Secret({BLACKED_OUT})"

    __str__ = __repr__

    def __reduce__(self) -> str:
        """Refuse to be pickled or copied into another process."""
        raise TypeError("a key is not sent to other processes")

    def __bool__(self) -> bool:
        """Return whether there is a key at all."""
        return bool(self._text)


class Redactor:
    """Blacks out secrets in text, in plain and url-encoded forms (once, twice, `+`, any case)."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        """Know the secrets to look for."""
        forms: set[str] = set()
        for secret in secrets:
            forms |= _forms(secret.reveal())
        self._forms = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, self._forms)), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """Return the text without any secret, also where a quotation was cut (…) within one."""
        if not self._forms:
            return text
        *cut, last = self._pattern.sub(BLACKED_OUT, text).split(CUT)
        return CUT.join([*(self._without_piece(part) for part in cut), last])

    def body(self, content: bytes) -> bytes:
        """Return the body of an answer without the echo of a secret.

        Secrets of less than eight letters stay: they could be words of the answer.
        """
        for form in (form.encode() for form in self._forms if len(form) >= _LEAST_IN_BODY):
            content = content.replace(form, BLACKED_OUT.encode())
        return content

    def _without_piece(self, part: str) -> str:
        for form in self._forms:
            for length in range(min(len(form), len(part)), _LEAST_PIECE - 1, -1):
                if part[-length:].lower() == form[:length].lower():
                    return part[:-length] + BLACKED_OUT
        return part


def _forms(text: str) -> set[str]:
    once = {text, unquote(text), quote(text, safe=""), quote(text), quote_plus(text)}
    twice = {quote(form, safe="") for form in once}
    # As writers of JSON escape it: `\/`, and `=` as `\u003d`.
    escaped = {
        text.replace("/", "\\/"),
        re.sub("[=+&<>']", lambda found: f"\\u{ord(found.group()):04x}", text),
    }
    return {form for form in once | twice | escaped if form}
