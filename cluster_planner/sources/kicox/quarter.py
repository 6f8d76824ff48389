"""The day that a file's figures stand for, from the words of its title or of its name."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable

_YEAR = r"(?<!\d)(?:20|['’‘`´])(\d{2})"
_QUARTER = re.compile(_YEAR + r"\s*(?:년도?|[./-])?\s*(?:제\s*)?([1-4])\s*(?:/\s*4)?\s*(?:분기|Q)")
_ENGLISH = re.compile(_YEAR + r"\s*[-_. ]?\s*Q([1-4])(?!\d)", re.IGNORECASE)
_DAY = re.compile(_YEAR + r"\s*(?:년|[./-])\s*(\d{1,2})\s*(?:월|[./-])\s*(\d{1,2})(?!\d)")
_MONTH = re.compile(_YEAR + r"\s*(?:년|[./-])\s*(\d{1,2})\s*(?:월|[.]?\s*말)")
_COMPACT = re.compile(r"(?<!\d)20(\d{2})(\d{2})(\d{2})(?!\d)")
_COMPACT_MONTH = re.compile(r"(?<!\d)20(\d{2})(0[1-9]|1[0-2])(?!\d)")


def find_as_of(texts: Iterable[str]) -> tuple[str, str] | None:
    """Return the day (`YYYY-MM-DD`) and the words it was found in, or None.

    `2025년 3분기`, `2025. 9월말`, `2025년 12월 말 기준`, `'25.9월`, `2025.09.30`, `_20250930`:
    a quarter or a month stands for its last day.
    """
    for text in texts:
        words = unicodedata.normalize("NFC", text)[:400]
        found = _quarter(words) or _day(words) or _month(words)
        if found:
            return found
    return None


def _quarter(words: str) -> tuple[str, str] | None:
    found = _QUARTER.search(words) or _ENGLISH.search(words)
    if found is None:
        return None
    return _month_end(int(found.group(1)), int(found.group(2)) * 3), found.group().strip()


def _day(words: str) -> tuple[str, str] | None:
    for pattern in (_DAY, _COMPACT):
        for found in pattern.finditer(words):
            year, month, day = (int(part) for part in found.groups())
            if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000 + year, month)[1]:
                return f"{2000 + year}-{month:02d}-{day:02d}", found.group().strip()
    return None


def _month(words: str) -> tuple[str, str] | None:
    for pattern in (_MONTH, _COMPACT_MONTH):
        for found in pattern.finditer(words):
            year, month = (int(part) for part in found.groups())
            if 1 <= month <= 12:
                return _month_end(year, month), found.group().strip()
    return None


def _month_end(year: int, month: int) -> str:
    last = calendar.monthrange(2000 + year, month)[1]
    return f"{2000 + year}-{month:02d}-{last:02d}"
