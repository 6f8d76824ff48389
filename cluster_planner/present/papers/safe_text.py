"""Text from data as a paper can hold it: what acts, hides or turns the reading order is made visible."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 2_000
"""A longer text is cut in a paper, and the cut is told; the tables (CSV, XLSX) hold more."""
CUT: Final = " …(이하 생략)"

_BLANKS: Final = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
_ALLOWED_FORMAT: Final = frozenset("\u200d\u00ad")


def paper_text(value: object) -> str:
    r"""Return one line of text without control characters, marks of direction and lone surrogates.

    >>> paper_text("a\tb"), paper_text("\x00"), paper_text("\u202eabc")
    ('a b', '�', '�abc')
    """
    text = _BLANKS.sub(" ", str(value))
    if not text.isascii() or not text.isprintable():
        text = "".join(map(_shown, text))
    return text if len(text) <= LONGEST else text[:LONGEST] + CUT


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn") and (
        character not in _ALLOWED_FORMAT
    ):
        return "\ufffd"
    return character
