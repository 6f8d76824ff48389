"""Text for the columns that lists are made of."""

import unicodedata


def column_text(text: str, most: int = 200) -> str:
    """The text composed, without what a database or a line of a list cannot hold.

    PostgreSQL keeps no NUL, no database a lone surrogate; the whole text is in the body.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in composed)
    return " ".join(kept.split())[:most]
