"""Planners' names and aliases from official names, and the spelling by which names are matched."""

from __future__ import annotations

import re
import unicodedata

_BRACKET = re.compile(r"\s*\[[^\]]*\]")
_FORMER = re.compile(r"\s*[(\[]구\s*:?\s*([^)\]]+)[)\]]")
_NATIONAL_TAIL = re.compile(r"(국가산업단지|국가)$")
_GENERAL_TAIL = re.compile(r"\s*일반산업단지$")
_TAILS = {
    "national": ("국가산업단지", "국가산단"),
    "general": ("일반산업단지", "일반산단"),
    "urban_hightech": ("도시첨단산업단지",),
    "agro": ("농공단지",),
}
_KIND_ENDING = re.compile(
    r"(국가산업단지|국가산단|일반산업단지|일반산단|도시첨단산업단지|도시첨단산단|도시첨단|"
    r"농공단지|산업단지|산단|국가)$"
)
_ROUND = re.compile(r"\(([^)]*)\)")
_ORDINAL = re.compile(r"제(?=\d)")
_BETWEEN = re.compile(r"[\s·ㆍ・‧,.\-_~()\[\]{}'\"]")
_PART = " 가운데 "


def planner_name(official: str, kind_id: str) -> str:
    """Return the short name: no `[재생사업지구]`, no `(구 …)`, no kind at the end."""
    name = _BRACKET.sub("", _FORMER.sub("", official)).strip()
    tail = _NATIONAL_TAIL if kind_id == "national" else _GENERAL_TAIL
    return tail.sub("", name).strip() or name


def name_aliases(name: str, officials: list[str], kind_id: str, extra: tuple[str, ...]) -> str:
    """Return every other spelling as a sorted `;`-joined list, without the name itself."""
    words = set(extra) | set(officials)
    for official in officials:
        words.add(planner_name(official, kind_id))
        words.add(_FORMER.sub("", _BRACKET.sub("", official)).strip())
        words |= {former.strip() for former in _FORMER.findall(official)}
    words |= {_without_dots(word) for word in words | {name}}
    if not name.endswith(("단지", "산단", "지구")):
        words |= {_without_dots(name) + tail for tail in _TAILS[kind_id]}
    return ";".join(sorted(word for word in words if word and word != name and ";" not in word))


def part_name(parent: str, part: str) -> str:
    """Return the official name of a park that is a part of an official row.

    >>> part_name("반월특수지역", "시화MTV")
    '반월특수지역 가운데 시화MTV'
    """
    return f"{parent}{_PART}{part}"


def part_of(official: str) -> tuple[str, str]:
    """Return (row, part) of a park's official name; the part is "" for a whole row.

    >>> part_of("반월특수지역 가운데 시화MTV"), part_of("남동")
    (('반월특수지역', '시화MTV'), ('남동', ''))
    """
    parent, _, part = official.partition(_PART)
    return parent, part


def name_key(name: str) -> str:
    """Return the name as it is compared: no remarks, dots, blanks or kind; `제1` is `1`.

    A bracket that says a former name or a 재생사업 is left out; any other bracket tells parts
    apart and stays, without its brackets.

    >>> name_key("천안제2[재생사업지구]"), name_key("천안 2일반산업단지")
    ('천안2', '천안2')
    >>> name_key("서부산스마트밸리(구:신평장림)"), name_key("구미국가(2-4단지)")
    ('서부산스마트밸리', '구미국가24단지')
    """
    plain = unicodedata.normalize("NFC", name)
    plain = _BRACKET.sub("", _FORMER.sub("", plain))
    whole = _ROUND.search(plain) is None
    plain = _BETWEEN.sub("", _ORDINAL.sub("", plain)).casefold()
    short = _KIND_ENDING.sub("", plain) if whole else plain
    return short or plain


def kind_in_name(name: str) -> str:
    """Return the kind that the end of a name says, "" where it says none.

    >>> kind_in_name("남동국가산단"), kind_in_name("산수농공단지"), kind_in_name("남동")
    ('national', 'agro', '')
    """
    bare = _BRACKET.sub("", _FORMER.sub("", name)).strip()
    endings = {**_TAILS, "urban_hightech": ("도시첨단산업단지", "도시첨단산단", "도시첨단")}
    return next((kind for kind, tails in endings.items() if bare.endswith(tails)), "")


def former_names(name: str) -> tuple[str, ...]:
    """Return the names that the official name itself says it had before.

    >>> former_names("서부산스마트밸리(구:신평장림)")
    ('신평장림',)
    """
    return tuple(former.strip() for former in _FORMER.findall(name))


def _without_dots(word: str) -> str:
    return word.replace("·", "").replace("ㆍ", "")
