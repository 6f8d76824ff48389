"""Text for the columns that lists are made of, and text that may name a row."""

import unicodedata
from typing import Final

KEY_LENGTH: Final = 64


def is_key(text: str) -> bool:
    """Whether a row may be named so. What comes from an address bar or a shell may hold anything.

    The databases differ in what they do with a NUL, a lone surrogate or a text that is too long.
    """
    return 0 < len(text) <= KEY_LENGTH and text.isascii() and text.isprintable()


def column_text(text: str, most: int = 200) -> str:
    """The text composed, without what a database or a line of a list cannot hold.

    PostgreSQL keeps no NUL, no database a lone surrogate; the whole text is in the body.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in composed)
    return " ".join(kept.split())[:most]
