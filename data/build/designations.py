"""Designations of parks: AX 실증산단, smart-green, industrial crisis areas, aged priority."""

from __future__ import annotations

import re
from pathlib import Path

from cluster_planner.domain.units import eok_to_mkrw
from data.build.reading import confidence_note, last_date, read_facts, weakest_confidence
from data.build.writing import Row

# named_parks.csv `park`: (project, parks; the amounts stand on the first)
AX_PARKS = {
    "창원국가산업단지": ("ax_changwon", ("p_changwon",)),
    "명지녹산국가산업단지": ("ax_noksan", ("p_noksan",)),
    "울산·미포국가산업단지": ("ax_ulsan_mipo", ("p_ulsan_mipo",)),
    "천안 제2·3·4일반산업단지": ("ax_cheonan", ("p_cheonan2", "p_cheonan3", "p_cheonan4")),
    "군산국가산업단지": ("ax_gunsan", ("p_gunsan", "p_gunsan2")),
    "후평일반산업단지(춘천)": ("ax_hupyeong", ("p_hupyeong",)),
    "반월·시화국가산업단지": ("ax_banwol_sihwa", ("p_banwol", "p_sihwa")),
    "여수국가산업단지": ("ax_yeosu", ("p_yeosu",)),
    "대불국가산업단지": ("ax_daebul", ("p_daebul",)),
    "광주첨단국가산업단지": ("ax_gwangju_cheomdan", ("p_gwangju_cheomdan",)),
}
CRISIS_SIGUNGU = {
    "여수(석유화학)": ("crisis_yeosu", "12130"),
    "서산(석유화학)": ("crisis_seosan", "44210"),
    "포항(철강)": ("crisis_pohang", "47110"),
    "광양(철강)": ("crisis_gwangyang", "12190"),
}
_APPENDIX = "전국산업단지현황통계(399003) 2025년 3분기 부록"
_APPENDIX_AS_OF = "2025-09-30"
_PARTS = re.compile(r"(국비|도비|시비|지방비|민간|민자)\s*([\d.]+)")
_AMOUNTS = ("amount_total_mkrw", "national_mkrw", "local_mkrw", "private_mkrw")


def designation_rows(reference: Path, parks: list[Row]) -> list[Row]:
    """Return every designation of every park."""
    facts = read_facts(reference, "named_parks.csv").to_dict("records")
    rows = [*_ax(facts), *_crisis(facts, parks), *_smart_green(parks), *_aged(parks)]
    return sorted(rows, key=lambda r: (r["park_id"], r["designation_id"], r["project_id"]))


def mark_parks(parks: list[Row], designations: list[Row]) -> list[Row]:
    """Return the parks with year, dates and subsidy tier taken from their designations."""
    found = {(row["park_id"], row["designation_id"]): row for row in designations}
    marked = []
    for park in parks:
        ax = found.get((park["park_id"], "ax_demo"))
        crisis = found.get((park["park_id"], "crisis"))
        green = found.get((park["park_id"], "smart_green"))
        marked.append(
            park
            | {
                "smart_green_date": green["date"] if green else "",
                "ax_demo_year": ax["year"] if ax else "",
                "crisis_from": crisis["date"] if crisis else "",
                "subsidy_tier": "crisis" if crisis else "",
            }
        )
    return marked


def amounts(fact: dict[str, str]) -> dict[str, int | None]:
    """Return total, national, local and private million won; None where the words give none.

    A share is known only if the split names a number for every part of it.
    """
    total = re.fullmatch(r"([\d.]+)억", fact["amount"])
    parts = [(word, float(number)) for word, number in _PARTS.findall(fact["funding_split"])]
    national = [n for word, n in parts if word == "국비"]
    local = [n for word, n in parts if word in ("도비", "시비", "지방비")]
    private = [n for word, n in parts if word in ("민간", "민자")]
    only_national = re.match(r"국비 ([\d.]+)억", fact["amount"])
    if not national and only_national:
        national = [float(only_national.group(1))]
    return {
        "amount_total_mkrw": eok_to_mkrw(float(total.group(1))) if total else None,
        "national_mkrw": eok_to_mkrw(sum(national)) if national else None,
        "local_mkrw": eok_to_mkrw(sum(local)) if local else None,
        "private_mkrw": eok_to_mkrw(sum(private)) if private else None,
    }


def _ax(facts: list[dict[str, str]]) -> list[Row]:
    rows = []
    for fact in facts:
        if fact["park"] not in AX_PARKS:
            continue
        project_id, park_ids = AX_PARKS[fact["park"]]
        for park_id in park_ids:
            first = park_id == park_ids[0]
            known = amounts(fact) if first else dict.fromkeys(_AMOUNTS)
            words = [fact["note"], fact["amount"] if "미확인" in fact["amount"] else ""]
            words.append("" if first else f"금액은 {park_ids[0]} 행에 한 번만 적음")
            rows.append(
                _row(park_id, "ax_demo", project_id, fact)
                | known
                | {
                    "year": int(fact["year"]),
                    "lead_ko": fact["lead"],
                    "members_ko": fact["members"],
                    "industry_ko": fact["industry"],
                    "note": " · ".join(word for word in words if word),
                }
            )
    return rows


def _crisis(facts: list[dict[str, str]], parks: list[Row]) -> list[Row]:
    rows = []
    for fact in facts:
        if fact["park"] not in CRISIS_SIGUNGU:
            continue
        project_id, sigungu_code = CRISIS_SIGUNGU[fact["park"]]
        start = fact["note"].split("~")[0]
        for park in parks:
            if park["sigungu_code"] == sigungu_code:
                rows.append(
                    _row(park["park_id"], "crisis", project_id, fact)
                    | {
                        "year": int(start[:4]),
                        "date": start,
                        "industry_ko": fact["park"].split("(")[1].rstrip(")"),
                        "note": f"시 전체 지정 · {fact['note']}",
                    }
                )
    return rows


def _smart_green(parks: list[Row]) -> list[Row]:
    dated = [(park["park_id"], park["smart_green_date"], "") for park in parks]
    # 부곡지구 is a part of 아산 that the appendix lists on its own.
    dated.append(("p_asan", "2025-05-09", "하위단지 부곡지구만 지정"))
    return [
        _appendix_row(park_id, "smart_green", "5(스마트그린산단)")
        | {"year": int(day[:4]), "date": day, "note": note}
        for park_id, day, note in dated
        if day
    ]


def _aged(parks: list[Row]) -> list[Row]:
    return [
        _appendix_row(park["park_id"], "aged_priority", "4(노후산단, 파란 글씨)")
        for park in parks
        if park["aged_priority"] in (True, "true")
    ]


def _appendix_row(park_id: str, designation_id: str, appendix: str) -> Row:
    fact = {"source": f"{_APPENDIX} {appendix}", "confidence": "official"}
    return _row(park_id, designation_id, f"{designation_id}_2025q3", fact) | {
        "as_of": _APPENDIX_AS_OF
    }


def _row(park_id: str, designation_id: str, project_id: str, fact: dict[str, str]) -> Row:
    return {
        "park_id": park_id,
        "designation_id": designation_id,
        "project_id": project_id,
        "year": "",
        "date": "",
        **dict.fromkeys(_AMOUNTS),
        "lead_ko": "",
        "members_ko": "",
        "industry_ko": "",
        "note": "",
        "source": fact["source"],
        "as_of": last_date(fact["source"]),
        "confidence": weakest_confidence(fact["confidence"]),
        "confidence_note": confidence_note(fact["confidence"]),
    }


__all__ = ["amounts", "designation_rows", "mark_parks"]
