"""Hangul as people type it into a search box: initials (초성), Latin spelling, typing distance."""

from typing import Final

_FIRST: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLE: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST: Final = (
    "", "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ",
    "ㅁ", "ㅂ", "ㅄ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
)  # fmt: skip
_FIRST_LATIN: Final = (
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
)  # fmt: skip
_MIDDLE_LATIN: Final = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_LAST_LATIN: Final = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p", "t",
    "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_SYLLABLES: Final = range(0xAC00, 0xD7A4)


def _parts(letter: str) -> tuple[int, int, int] | None:
    """Places of first, middle and last letter of a syllable; None for anything else."""
    if ord(letter) not in _SYLLABLES:
        return None
    place = ord(letter) - _SYLLABLES.start
    return place // 588, place % 588 // 28, place % 28


def initials(text: str) -> str:
    """First consonant of each syllable; other letters stay.

    >>> initials("창원"), initials("시화MTV")
    ('ㅊㅇ', 'ㅅㅎMTV')
    """
    split = ((letter, _parts(letter)) for letter in text)
    return "".join(_FIRST[parts[0]] if parts else letter for letter, parts in split)


def has_initials(text: str) -> bool:
    """Whether a typed text holds a bare consonant, so that initials are meant.

    >>> has_initials("ㅊㅇ"), has_initials("창ㅇ"), has_initials("창원")
    (True, True, False)
    """
    return any(letter in _FIRST for letter in text)


def begins_like(letters: str, text: str) -> bool:
    """Whether the text begins with letters, a bare consonant standing for any syllable with it.

    >>> begins_like("창ㅇ", "창원"), begins_like("ㅊㅇ", "창원"), begins_like("ㅊㅁ", "창원")
    (True, True, False)
    """
    return len(letters) <= len(text) and all(
        asked == there or (asked in _FIRST and initials(there) == asked)
        for asked, there in zip(letters, text, strict=False)
    )


def contains_like(letters: str, text: str) -> bool:
    """The same anywhere in the text."""
    return any(begins_like(letters, text[i:]) for i in range(len(text) - len(letters) + 1))


def latin(text: str) -> str:
    """Syllable by syllable in the Revised Romanization, in small letters, without sound changes.

    >>> latin("창원"), latin("구미"), latin("시화MTV")
    ('changwon', 'gumi', 'sihwamtv')
    """
    spelt = []
    for letter in text:
        parts = _parts(letter)
        if parts is None:
            spelt.append(letter.casefold())
            continue
        first, middle, last = parts
        spelt.append(_FIRST_LATIN[first] + _MIDDLE_LATIN[middle] + _LAST_LATIN[last])
    return "".join(spelt)


def letters(text: str) -> str:
    """Each syllable taken apart, so that one wrong key is one wrong letter.

    >>> letters("창원")
    'ㅊㅏㅇㅇㅝㄴ'
    """
    split = ((letter, _parts(letter)) for letter in text)
    return "".join(
        _FIRST[parts[0]] + _MIDDLE[parts[1]] + _LAST[parts[2]] if parts else letter
        for letter, parts in split
    )


def typing_distance(one: str, other: str) -> int:
    """Fewest keys put in, left out or changed between two texts (Levenshtein over letters).

    >>> typing_distance("창원", "참원"), typing_distance("구미", "구미")
    (1, 0)
    """
    a, b = letters(one), letters(other)
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
