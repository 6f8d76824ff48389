"""Partners of the Alliance with a point where their place is known."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd

from data.build.admin_facts import SIDO
from data.build.alliance_facts import DIVISION_BY_NO, DIVISION_BY_WORDS
from data.build.partner_facts import (
    GENERAL_PLACES,
    PARTNER_IDS,
    SNU,
    SNU_CAMPUS,
    SOURCE_PLACES,
    SOURCE_SIDO,
    SPECIALITIES,
)
from data.build.reading import confidence_note, last_date, read_facts, weakest_confidence
from data.build.writing import Row

TYPES = {
    "수요(제조)기업": "demand_maker",
    "수요(서비스)기업": "demand_service",
    "부품·소재": "parts",
    "로봇기업": "robot_maker",
    "AI 공급기업": "ai_supplier",
    "대학": "university",
    "연구기관": "institute",
    "지원기관·협회": "support",
}
_POINT_NOTE = "좌표는 시군구 대표점"


def partner_rows(reference: Path, sigungu: gpd.GeoDataFrame, sido: gpd.GeoDataFrame) -> list[Row]:
    """Return the partners; points are representative points of the shipped 시군구 polygons."""
    places = dict(zip(sigungu["sigungu_code"], sigungu.representative_point(), strict=True))
    places |= dict(zip(sido["sido_code"], sido.representative_point(), strict=True))
    names = dict(zip(sigungu["sigungu_code"], sigungu["full_name_ko"], strict=True))
    rows = []
    for fact in read_facts(reference, "partners.csv").to_dict("records"):
        location = _location(fact, names)
        point = places.get(location["sigungu_code"] or SOURCE_SIDO.get(fact["name_ko"], ""))
        rows.append(
            {
                "partner_id": PARTNER_IDS.get(fact["name_ko"]) or _slug(fact["name_en"]),
                "name_ko": fact["name_ko"],
                "name_en": fact["name_en"],
                "type_id": TYPES[fact["type"]],
                "division_ids": _divisions(fact["divisions"]),
                "speciality_ids": _speciality(fact),
                "role_ko": fact["role"],
                **location,
                "lon": f"{point.x:.5f}" if point else "",
                "lat": f"{point.y:.5f}" if point else "",
                "source": fact["source"],
                "as_of": last_date(fact["source"]),
                "confidence": weakest_confidence(fact["confidence"]),
                "confidence_note": confidence_note(fact["confidence"]),
            }
        )
    return [*rows, *_snu_institutes(reference, rows)]


def _snu_institutes(reference: Path, partners: list[Row]) -> list[Row]:
    """The university's institutes, each the partner of one division; they stand on its campus."""
    (university,) = (row for row in partners if row["name_ko"] == SNU)
    return [
        university
        | {
            "partner_id": f"snu_institute_{DIVISION_BY_NO[fact['no']]}",
            "name_ko": f"서울대 {fact['snu_institute_1to1']}",
            "name_en": "",
            "type_id": "institute",
            "division_ids": DIVISION_BY_NO[fact["no"]],
            "speciality_ids": "snu_institute",
            "role_ko": f"{fact['name_ko']} 분과의 서울대 1:1 협력 연구소",
            "location_basis": "general_knowledge",
            "location_note": f"{SNU_CAMPUS}(일반 지식) · {_POINT_NOTE}",
        }
        for fact in read_facts(reference, "divisions.csv").to_dict("records")
        if fact["snu_institute_1to1"]
    ]


def _speciality(fact: dict[str, str]) -> str:
    speciality = SPECIALITIES.get(fact["name_ko"])
    if speciality is None:
        return ""
    if speciality.word not in fact["role"]:
        raise ValueError(f"{fact['name_ko']}: the source does not say {speciality.word}")
    return speciality.speciality_id


def _location(fact: dict[str, str], names: dict[str, str]) -> Row:
    name = fact["name_ko"]
    if name in SOURCE_PLACES:
        place = SOURCE_PLACES[name]
        note = " · ".join(word for word in (place.what, _POINT_NOTE) if word)
        return _placed(place.sigungu_code, names[place.sigungu_code], "source", note)
    if name in SOURCE_SIDO:
        return _placed(
            "", SIDO[SOURCE_SIDO[name]][0], "source", "시군구는 모름 · 좌표는 시도 대표점"
        )
    if fact["home_city"]:
        raise ValueError(f"{name}: the source names {fact['home_city']}, no 시군구 is given")
    if name in GENERAL_PLACES:
        place = GENERAL_PLACES[name]
        note = f"{place.what}(일반 지식) · {_POINT_NOTE}"
        return _placed(place.sigungu_code, names[place.sigungu_code], "general_knowledge", note)
    return _placed("", "", "unknown", "")


def _placed(sigungu_code: str, city: str, basis: str, note: str) -> Row:
    return {
        "sigungu_code": sigungu_code,
        "city_ko": city,
        "location_basis": basis,
        "location_note": note,
    }


def _divisions(words: str) -> str:
    if words.startswith("전체"):
        return ";".join(DIVISION_BY_NO.values())
    return ";".join(DIVISION_BY_WORDS[part.strip()] for part in words.split(";") if part.strip())


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
