"""In which encoding the text of a shapefile is written, whatever its .cpg says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

UTF8: Final = "utf-8"
CP949: Final = "cp949"
LABELS: Final = {UTF8: "UTF-8", CP949: "CP949"}
_KOREAN: Final = re.compile(
    r"(CP|MS|X?WINDOWS|ANSI)?949|(CP)?EUCKR|(CP)?51949|KSC5601(198[79])?|KSX1001|UHC|KOREAN"
)
_UNICODE: Final = re.compile(r"UTF8(BOM|SIG)?|(CP)?65001")
_LANGUAGE_KOREAN: Final = frozenset({0x4E, 0x79})
_LANGUAGE_CHINESE: Final = 0x4F
_LIKELY: Final = 0.5
_HANGUL: Final = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e\ua960-\ua97f]")
# Signs, circled digits and full-width letters that stand beside Hangul in names.
_BESIDE: Final = re.compile("[\u2000-\u33ff\uff00-\uffef\xb7]")
_CUT: Final = "필드 길이에서 잘린 마지막 글자를 지움"


@dataclass(frozen=True)
class Encoding:
    """The encoding that was decided on, and why."""

    codec: str
    """`utf-8` or `cp949`."""
    why: str
    mixed: bool = False
    """Some values are in the other of the two."""

    @property
    def label(self) -> str:
        """Return its name as people write it."""
        return LABELS[self.codec] + (" (섞여 있음)" if self.mixed else "")

    def decode(self, value: bytes) -> tuple[str, str]:
        """Return the text, and in Korean what was repaired ("" for nothing)."""
        owner = (_owner(value) or self.codec) if self.mixed else self.codec
        text = _tried(value, owner)
        if text is None and (text := _cut(value, owner)) is not None:
            return text, _CUT
        if text is None:
            return value.decode(owner, "replace"), "읽을 수 없는 글자를 �로 둠"
        return (
            text,
            "" if owner == self.codec else f"이 값만 {LABELS[owner]}로 적혀 있어 그렇게 읽음",
        )


def declared_codec(cpg: str) -> str | None:
    """Return `utf-8` or `cp949` for the words of a .cpg file, None for anything else.

    EUC-KR and KS C 5601 are read as CP949: it contains them, and they lose syllables.

    >>> declared_codec("EUC-KR"), declared_codec("UTF-8"), declared_codec("ISO-8859-1")
    ('cp949', 'utf-8', None)
    """
    words = re.sub(r"[^0-9A-Z]", "", cpg.upper())
    if _UNICODE.fullmatch(words):
        return UTF8
    return CP949 if _KOREAN.fullmatch(words) else None


def find_encoding(values: Iterable[bytes], cpg: str | None, language: int) -> Encoding:
    """Return the encoding of the values: what they decode to decides, what is declared explains.

    `cpg` is the text of the .cpg file (None without one), `language` the byte of the .dbf header.
    """
    foreign = [value for value in dict.fromkeys(values) if not value.isascii()]
    declared, words = _declared(cpg, language)
    if not foreign:
        return Encoding(declared or UTF8, f"한글이 없어 인코딩이 문제되지 않음, {words}")
    owners = [_owner(value) for value in foreign]
    fits = {codec: owners.count(codec) for codec in (UTF8, CP949)}
    codec = CP949 if fits[CP949] > fits[UTF8] else UTF8
    if not any(fits.values()):
        codec = declared or CP949
    why = f"한글 값 {len(foreign):,}가지 가운데 {fits[codec]:,}가지가 {LABELS[codec]}로 읽힘"
    return Encoding(codec, f"{_said(codec, declared, words, cpg)}{why}", all(fits.values()))


def _declared(cpg: str | None, language: int) -> tuple[str | None, str]:
    if cpg is not None:
        return declared_codec(cpg), f".cpg는 {cpg.strip()[:20] or '비어 있음'}"
    if language in _LANGUAGE_KOREAN:
        return CP949, f".cpg가 없고 .dbf의 언어 표시는 한국어(0x{language:02X})"
    if language == _LANGUAGE_CHINESE:
        return None, ".cpg가 없고 .dbf의 언어 표시는 중국어(0x4F)"
    return None, ".cpg가 없고 .dbf에도 언어 표시가 없음"


def _said(codec: str, declared: str | None, words: str, cpg: str | None) -> str:
    if declared == codec:
        return f"{words}, "
    if declared is not None or cpg is not None:
        return f"{words}라지만 값은 {LABELS[codec]}임: "
    return f"{words}. 읽어 보고 정함: "


def _owner(value: bytes) -> str | None:
    """Return whose bytes these are.

    CP949 text is hardly ever UTF-8 of Hangul by chance, while CP949 makes letters of almost any
    bytes: so UTF-8 is asked first.
    """
    for codec in (UTF8, CP949):
        text = _tried(value, codec)
        if text is None:
            text = _cut(value, codec)
        if text is not None and _is_korean(text):
            return codec
    return None


def _is_korean(text: str) -> bool:
    foreign = [letter for letter in text if not letter.isascii()]
    hangul = sum(bool(_HANGUL.match(letter)) for letter in foreign)
    beside = sum(bool(_BESIDE.match(letter)) for letter in foreign)
    return hangul > 0 and (hangul + beside) / len(foreign) >= _LIKELY


def _tried(value: bytes, codec: str) -> str | None:
    try:
        return value.decode(codec)
    except UnicodeDecodeError:
        return None


def _cut(value: bytes, codec: str) -> str | None:
    """Decode without the broken letter at the end, if that is all that is wrong."""
    tries = (_tried(value[:-tail], codec) for tail in range(1, 4 if codec == UTF8 else 2))
    return next((text for text in tries if text), None)
