"""Text as people mean it: one normal form, ordinary spaces, none of them at the ends."""

from __future__ import annotations

import re
import unicodedata

# Zero-width marks, the byte order mark and those that turn the direction of writing carry no
# meaning in a name; they only break equality, or make a name look like another.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_SPACES = re.compile(r"[\s\u00a0\u3000]+")


def clean(text: str) -> str:
    """Return the text in NFC with every run of white space as one space, and none at the ends."""
    composed = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", composed)).strip()


def squeezed(text: str) -> str:
    """Return the clean text without any space, to compare headers."""
    return clean(text).replace(" ", "")
