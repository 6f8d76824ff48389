"""Planners' names and aliases from official names."""

from __future__ import annotations

import re

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


def _without_dots(word: str) -> str:
    return word.replace("·", "").replace("ㆍ", "")
