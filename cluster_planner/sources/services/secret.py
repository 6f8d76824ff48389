"""Keys that no print, log or exception can show, and text with every form of them blacked out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, quote_plus, unquote

BLACKED_OUT: Final = "***"


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
        ordered = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE)
        self._any = bool(ordered)

    def __call__(self, text: str) -> str:
        """Return the text without any secret."""
        return self._pattern.sub(BLACKED_OUT, text) if self._any else text


def _forms(text: str) -> set[str]:
    once = {text, unquote(text), quote(text, safe=""), quote(text), quote_plus(text)}
    twice = {quote(form, safe="") for form in once}
    return {form for form in once | twice if form}
