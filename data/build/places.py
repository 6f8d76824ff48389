"""Regions and the two-way crosswalk of administrative codes and names."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from data.build.admin_facts import (
    CITY_OF_GU,
    CODE_BY_SIDO_NAME,
    GENERAL_GU,
    OLD_SHORT,
    OLD_SIDO,
    REGION_BY_NAME,
    SIDO,
)
from data.build.reading import confidence_note, read_facts, semicolons, weakest_confidence
from data.build.writing import Row

# days the founding acts took effect (general knowledge); the facts name the month
_ACT_DAYS = {"2023-06": "2023-06-11", "2023-07": "2023-07-01", "2024-01": "2024-01-18"}
_SPLIT = "경계가 바뀌어 위치로 정함"


def sigungu_codes(reference: Path) -> dict[tuple[str, str], str]:
    """Return the 2026 code of every (sido_code, 시군구 name); cities get their own code."""
    listed = gpd.read_file(reference / "sigungu_2026.geojson", ignore_geometry=True)
    return {
        (CODE_BY_SIDO_NAME[sido], name): CITY_OF_GU.get(code, code)
        for sido, name, code in zip(listed["sido"], listed["si"], listed["m5"], strict=True)
    }


def region_rows(reference: Path) -> list[Row]:
    """Return the eight regions."""
    return [
        {
            "region_id": REGION_BY_NAME[fact["region_ko"]],
            "name_ko": fact["region_ko"],
            "region_type": "pole" if fact["region_type"] == "극" else "special",
            "aliases": semicolons(fact["alt_names"]),
            "sido_codes": semicolons(fact["sido_codes_current"]),
            "legacy_sido_codes": semicolons(fact["legacy_sido_codes"]),
            "source": fact["source"],
            "as_of": "2026-07-01",
            "confidence": weakest_confidence(fact["confidence"]),
        }
        for fact in read_facts(reference, "regions.csv").to_dict("records")
    ]


def code_rows(reference: Path, codes: dict[tuple[str, str], str]) -> list[Row]:
    """Return every old → new code: 시도, 시군구, and 일반구 to the city that now stands for it."""
    names = {code: (sido, name) for (sido, name), code in codes.items()}
    facts = read_facts(reference, "admin_crosswalk_2026.csv").to_dict("records")
    rows = [_listed(fact, names) for fact in facts if fact["new_code"] in names]
    rows += _sido_rows(facts)
    rows += _recoded(facts, codes)
    rows += _general_gu(names, facts)
    return sorted(rows, key=lambda row: (row["old_code"], row["new_code"]))


def name_rows(codes: dict[tuple[str, str], str], changes: list[Row]) -> list[Row]:
    """Return every old, new and short name with today's code."""
    known: dict[tuple[str, str, str], bool] = {}
    for code, (full, short, _, old, _) in SIDO.items():
        known[("sido", code, full)] = True
        known[("sido", code, short)] = True
        known.update({("sido", code, name): False for name in old})
    for (sido, name), code in codes.items():
        full, short, _, old, _ = SIDO[sido]
        for prefix in (full, short):
            known[("sigungu", code, f"{prefix} {name}")] = True
        for prefix in old if sido != "12" else ():
            known[("sigungu", code, f"{prefix} {name}")] = False
    for row in changes:
        if len(row["new_code"]) == 5:
            for name in _old_names(row["old_code"], row["old_name"]):
                known.setdefault(("sigungu", row["new_code"], name), False)
    known[("sigungu", "36110", "세종 세종")] = True  # how the complex statistic writes it
    return [
        {"level": level, "code": code, "name": name, "is_current": current}
        for (level, code, name), current in sorted(known.items())
    ]


def _old_names(old_code: str, old_name: str) -> list[str]:
    """Return the old name with the long and the short name of its old 시도 in front."""
    first, _, rest = old_name.partition(" ")
    bare = rest if first in CODE_BY_SIDO_NAME else old_name
    sido = old_code[:2]
    prefixes = (OLD_SIDO[sido], OLD_SHORT[sido]) if sido in OLD_SIDO else SIDO[sido][:2]
    return [f"{prefix} {bare}" for prefix in prefixes]


def _listed(fact: dict[str, str], names: dict[str, tuple[str, str]]) -> Row:
    sido, name = names[fact["new_code"]]
    split = fact["old_code"] in ("28110", "28260")
    return {
        "old_code": fact["old_code"],
        "old_name": fact["old_name"],
        "new_code": fact["new_code"],
        "new_name": f"{SIDO[sido][0]} {name}",
        "effective": _day(fact["effective"]),
        "change_ko": _change(fact["change"], split),
        "needs_point": split,
        "source": _source(fact),
        "confidence": weakest_confidence(fact["confidence"]),
    }


def _change(words: str, split: bool) -> str:
    if split:
        return f"나뉨 · {_SPLIT}"
    translations = {"recode 1:1": "코드만 바뀜", "merge": "합침", "transfer": "다른 시도로 옮김"}
    return next((ko for en, ko in translations.items() if words.startswith(en)), words)


def _sido_rows(facts: list[dict[str, str]]) -> list[Row]:
    rows = []
    for code, (full, _, _, _, old_codes) in SIDO.items():
        for old in old_codes:
            key = "29000/46000" if code == "12" else f"{old}xxx"
            fact = next(f for f in facts if f["old_code"] == key)
            rows.append(
                {
                    "old_code": old,
                    "old_name": OLD_SIDO[old],
                    "new_code": code,
                    "new_name": full,
                    "effective": _day(fact["effective"]),
                    "change_ko": "합침" if code == "12" else "코드만 바뀜",
                    "needs_point": False,
                    "source": _source(fact),
                    "confidence": weakest_confidence(fact["confidence"]),
                }
            )
    return rows


def _recoded(facts: list[dict[str, str]], codes: dict[tuple[str, str], str]) -> list[Row]:
    # 강원 and 전북 kept the last three digits when their first two changed.
    rows = []
    for old_sido, new_sido in (("42", "51"), ("45", "52")):
        fact = next(f for f in facts if f["old_code"] == f"{old_sido}xxx")
        for (sido, name), code in codes.items():
            if sido == new_sido:
                rows.append(
                    {
                        "old_code": old_sido + code[2:],
                        "old_name": f"{OLD_SIDO[old_sido]} {name}",
                        "new_code": code,
                        "new_name": f"{SIDO[sido][0]} {name}",
                        "effective": _day(fact["effective"]),
                        "change_ko": "코드만 바뀜",
                        "needs_point": False,
                        "source": _source(fact),
                        "confidence": weakest_confidence(fact["confidence"]),
                    }
                )
    return rows


def _general_gu(names: dict[str, tuple[str, str]], facts: list[dict[str, str]]) -> list[Row]:
    districts = [
        (gu, city, f"{SIDO[city[:2]][1]} {gus_of} {name}", "", "일반구를 시로 모음")
        for city, (gus_of, gus) in GENERAL_GU.items()
        for gu, name in gus.items()
    ]
    for fact in facts:
        if fact["old_code"] == "41590":
            districts.append(
                (
                    fact["new_code"],
                    "41590",
                    f"경기 {fact['new_name']}",
                    "2026-02-01",
                    "새로 생긴 일반구를 시로 모음",
                )
            )
        if fact["old_code"] == "41190":
            gus = zip(fact["new_code"].split("/"), ("원미구", "소사구", "오정구"), strict=True)
            districts += [
                (gu, "41190", f"경기 부천시 {name}", "2024-01-01", "다시 생긴 일반구를 시로 모음")
                for gu, name in gus
            ]
    rows = []
    for gu, city, name, effective, change in districts:
        for old in (gu, "45" + gu[2:]) if gu.startswith("52") else (gu,):
            rows.append(
                {
                    "old_code": old,
                    "old_name": name,
                    "new_code": city,
                    "new_name": f"{SIDO[city[:2]][0]} {names[city][1]}",
                    "effective": effective,
                    "change_ko": change,
                    "needs_point": False,
                    "source": "행정표준코드(일반 지식); 이 표는 시 단위만 씁니다",
                    "confidence": "general_knowledge",
                }
            )
    return rows


def _day(words: str) -> str:
    """Return an effective day; where the fact names a month only, the day of the act."""
    return _ACT_DAYS.get(words, words)


def _source(fact: dict[str, str]) -> str:
    known = fact["effective"] not in _ACT_DAYS
    return fact["source"] if known else f"{fact['source']}; 시행일의 날은 일반 지식"


__all__ = ["code_rows", "confidence_note", "name_rows", "region_rows", "sigungu_codes"]
