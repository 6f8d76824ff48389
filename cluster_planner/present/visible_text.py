"""Text from data in which every character that acts, hides or turns the reading order is seen."""

import re
import unicodedata
from typing import Final

REPLACED: Final = "\ufffd"
"""Stands where such a character was: a name that was tampered with must not look like another."""
_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
"""Controls, marks of format and direction, lone surrogates, unassigned and private characters."""
_FILLERS: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
"""Letters and marks by their category, but nothing of them is seen: the fillers of Hangul first."""
_KEPT: Final = frozenset("\n\t")


def visible(text: str) -> str:
    r"""Return text of any length in which each harmful character is replaced; lines stay lines.

    Decomposed letters are composed, so that the same name is found in every format.

    >>> visible("가\x00나"), visible("\u202eabc"), visible("\u1100\u1161"), visible("가\u3164")
    ('가�나', '�abc', '가', '가�')
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _FILLERS.sub(REPLACED, text)
    if text.isprintable():
        return text
    harmful = {ord(one): REPLACED for one in set(text) - _KEPT if _is_harmful(one)}
    return text.translate(harmful) if harmful else text


def _is_harmful(character: str) -> bool:
    return unicodedata.category(character) in _HARMFUL
