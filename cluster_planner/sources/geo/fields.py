"""Which field of a layer is the boundary number, the name and the kind of a complex."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.sources.grid.text import squeezed

DAN_ID_NAMES: Final = (
    "DAN_ID", "DANJI_ID", "DAN_CD", "DANJI_CD", "IRSTT_ID", "단지번호", "단지코드", "산업단지코드",
    "단지ID", "산단코드",
)  # fmt: skip
"""Field names of NSDI, VWorld and offices, the surest first."""
NAME_NAMES: Final = (
    "DAN_NAME", "DANJI_NAME", "DAN_NM", "DANJI_NM", "DANJI_SNM", "IRSTT_NM", "단지명", "산업단지명",
    "산단명", "단지이름", "산업단지", "NAME_KO", "KOR_NM", "NAME", "NM", "명칭", "이름", "시설명",
    "구역명", "TITLE", "LABEL",
)  # fmt: skip
KIND_NAMES: Final = (
    "DANJI_TYPE", "DAN_TYPE", "KIND_KO", "KIND", "유형", "단지유형", "단지구분", "산단유형",
    "산업단지유형", "구분",
)  # fmt: skip
_NAME_PARTS: Final = ("단지명", "산단명", "명칭", "NAME", "_NM", "이름")
_NUMBER: Final = re.compile(r"[1-4]\d{2}[0-9A-Z]{3}")
_KINDS: Final = (
    ("국가", "국가"),
    ("도시첨단", "도시첨단"),
    ("농공", "농공"),
    ("일반", "일반"),
    ("지방", "일반"),
)
_KIND_OF_DIGIT: Final = {"1": "국가", "2": "일반", "3": "도시첨단", "4": "농공"}
_HANGUL: Final = re.compile("[가-힣]")
_MOST: Final = 0.9
_HALF: Final = 0.5

type Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Roles:
    """Names of the fields that are used; "" where a layer has none of that kind."""

    dan_id: str
    name: str
    kind: str
    why: Mapping[str, str]
    """Role → how its field was found."""


def find_roles(fields: Fields, known_ids: Collection[str]) -> Roles:
    """Return the fields by their names, else by what stands in them."""
    why: dict[str, str] = {}
    dan_id = _by_name(fields, DAN_ID_NAMES)
    why["dan_id"] = "필드 이름으로"
    if not dan_id:
        dan_id = next((f for f, values in fields.items() if _are_numbers(values, known_ids)), "")
        why["dan_id"] = "값이 경계 번호의 꼴이라서"
    name = _by_name(fields, NAME_NAMES)
    why["name"] = "필드 이름으로"
    if not name:
        name = _name_by_content({f: v for f, v in fields.items() if f != dan_id})
        why["name"] = "한글 이름이 가장 여러 가지라서"
    kind = _by_name(fields, KIND_NAMES)
    why["kind"] = "필드 이름으로"
    return Roles(dan_id, name, kind, why)


def kinds_of(given: Sequence[str], dan_ids: Sequence[str]) -> list[str]:
    """Return the kinds in our words where they can be told, else as they stand.

    Digits 1 to 4 are understood only where they repeat the first digit of the boundary numbers.
    """
    coded = [(kind, number[:1]) for kind, number in zip(given, dan_ids, strict=True) if kind]
    digits = bool(coded) and all(kind == first and kind in _KIND_OF_DIGIT for kind, first in coded)
    return [_KIND_OF_DIGIT[kind] if digits and kind else _kind(kind) for kind in given]


def _kind(given: str) -> str:
    words = squeezed(given)
    return next((kind for part, kind in _KINDS if part in words), given)


def _by_name(fields: Fields, names: Sequence[str]) -> str:
    by_key = {_key(field): field for field in reversed(list(fields))}  # the first of a name wins
    filled = (by_key[_key(name)] for name in names if _key(name) in by_key)
    return next((field for field in filled if any(fields[field])), "")


def _key(field: str) -> str:
    return re.sub(r"[^0-9A-Z가-힣]", "", squeezed(field).upper())


def _are_numbers(values: Sequence[str], known: Collection[str]) -> bool:
    given = [value.upper() for value in values if value]
    if not given or len(set(given)) < len(given) * _HALF:
        return False
    ours = sum(value in known for value in given)
    shaped = sum(bool(_NUMBER.fullmatch(value)) for value in given)
    return ours >= len(given) * _HALF or (ours > 0 and shaped >= len(given) * _MOST)


def _name_by_content(fields: Fields) -> str:
    said = {f: v for f, v in fields.items() if any(part in f.upper() for part in _NAME_PARTS)}
    for group in (said, fields):
        different = {
            field: len(Counter(v for v in values if v))
            for field, values in group.items()
            if _is_hangul(values)
        }
        if different:
            return max(different, key=lambda field: different[field])
    return ""


def _is_hangul(values: Sequence[str]) -> bool:
    given = [value for value in values if value]
    return len(given) >= len(values) * _HALF and sum(
        bool(_HANGUL.search(value)) for value in given
    ) >= max(1.0, len(given) * _HALF)
