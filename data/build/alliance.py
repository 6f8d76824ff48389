"""Divisions, programmes, growth engines, subsidy tiers and evidence from the reference facts."""

from __future__ import annotations

import re
from pathlib import Path

from cluster_planner.domain.units import eok_to_mkrw
from data.build.admin_facts import REGION_BY_NAME
from data.build.alliance_facts import (
    DIVISION_BY_NO,
    ENGINE_MAPPING,
    PROGRAMME_IDS,
    TIERS,
)
from data.build.reading import (
    confidence_note,
    read_facts,
    semicolons,
    weakest_confidence,
)
from data.build.writing import Row

Fact = dict[str, str]


def division_rows(reference: Path) -> list[Row]:
    """Return the eleven divisions."""
    return [
        {
            "division_id": DIVISION_BY_NO[fact["no"]],
            "no": fact["no"],
            "name_ko": fact["name_ko"],
            "later_name_ko": fact["name_ko_later"],
            "name_en": "" if fact["name_en"].startswith("(") else fact["name_en"],
            "launched": fact["launched"],
            "lead_ko": " · ".join(
                word for word in (fact["chair_or_lead"], fact["lead_institution"]) if word
            ),
            "snu_institute_ko": fact["snu_institute_1to1"],
            "anchors_ko": semicolons(fact["anchor_members_named"]),
            "target_ko": fact["target"],
            "source": fact["source"],
            **_confidence(fact["confidence"]),
        }
        for fact in _facts(reference, "divisions.csv")
    ]


def programme_rows(reference: Path) -> list[Row]:
    """Return the programmes with amounts in million won; empty where the fact says unknown."""
    return [
        {
            "programme_id": PROGRAMME_IDS[fact["programme_ko"]],
            "name_ko": fact["programme_ko"],
            "name_en": fact["programme_en"],
            "ministry_ko": fact["ministry"],
            "kind_ko": fact["kind"],
            "amount_mkrw": eok_to_mkrw(float(fact["amount_eok_krw"]))
            if fact["amount_eok_krw"]
            else "",
            "amount_basis_ko": fact["amount_basis"],
            "period_ko": fact["period"],
            "target_ko": fact["count_or_target"],
            "unit_support_ko": fact["per_unit_support"],
            "matching_ko": fact["matching_or_eligibility"].replace(
                "incentives.csv", "subsidy_tiers.csv"
            ),
            "status_ko": fact["status"],
            "source": fact["source"],
            "as_of": fact["date"],
            **_confidence(fact["confidence"]),
            "note": fact["note"],
        }
        for fact in _facts(reference, "programmes.csv")
    ]


def engine_rows(reference: Path) -> list[Row]:
    """Return the growth engines with our own mapping to divisions and industries."""
    return [
        {
            "region_id": REGION_BY_NAME[fact["region"]],
            "name_ko": fact["engine_ko"],
            "name_en": fact["engine_en"],
            "status_id": fact["status"].replace("-", "_"),
            "division_ids": ENGINE_MAPPING[fact["engine_ko"]][0],
            "industry_ids": ENGINE_MAPPING[fact["engine_ko"]][1],
            "mapping_basis": "own",
            "source": fact["source"],
            "as_of": fact["date"],
            **_confidence(fact["confidence"]),
            "note": fact["note"],
        }
        for fact in _facts(reference, "growth_engines.csv")
    ]


def tier_rows(reference: Path) -> list[Row]:
    """Return the subsidy tiers; the cap is empty where only an earlier range is known."""
    rows = []
    for fact in _facts(reference, "incentives.csv"):
        cap = fact["cap_eok_per_project"]
        known = re.fullmatch(r"\d+", cap)
        rows.append(
            {
                "tier_id": TIERS[fact["region_tier"]],
                "name_ko": fact["region_tier"],
                **{
                    f"{what}_pct_{size}": fact[f"{what}_pct_{size}"]
                    for what in ("equip", "site")
                    for size in ("large", "mid", "small")
                },
                "national_share_pct": fact["national_share_pct"],
                "local_share_pct": fact["local_share_pct"],
                "cap_mkrw": eok_to_mkrw(float(cap)) if known else "",
                "cap_note_ko": "" if known else f"{cap} (억원)",
                "ai_bonus_pp": fact["ai_equip_bonus_pp"],
                "source": fact["source"],
                "as_of": fact["effective"],
                "confidence": weakest_confidence(fact["confidence"]),
            }
        )
    return rows


def evidence_rows(reference: Path) -> list[Row]:
    """Return the evidence with its tier."""
    return [
        {
            "evidence_id": fact["id"],
            "tier": evidence_tier(fact),
            "sector_ko": fact["sector"],
            "sample_ko": fact["unit_or_sample"],
            "technology_ko": fact["technology"],
            "metric_ko": fact["metric"],
            "change_pct": fact["change_pct"],
            "before_after_ko": fact["before_after"],
            "n": fact["n"],
            "period_ko": fact["period"],
            "evidence_type": fact["evidence_type"],
            "source": fact["source"],
            "as_of": fact["date"],
            **_confidence(fact["confidence"]),
            "caveat_ko": fact["caveat"],
        }
        for fact in _facts(reference, "evidence.csv")
    ]


def evidence_tier(fact: Fact) -> str:
    """Return A measured AI, B smart-factory studies, C robots, T targets, P park, X unusable.

    A number that is not a relative change of a factory's result (robot density, adoption rate,
    jobs per firm, wages, development time of a model) is X, whoever measured it.
    """
    kind, technology = fact["evidence_type"], fact["technology"]
    unusable = kind in ("benchmark", "vendor-claim", "study") or fact["id"] in _NOT_AN_EFFECT
    if unusable:
        return "X"
    if kind in ("target", "official-target"):
        return "T"
    if kind == "expected-park":
        return "P"
    if fact["sector"] == "중소 제조(로봇)":
        return "C"
    smart = any(word in technology for word in ("스마트공장", "스마트팩토리", "자율형공장"))
    return "B" if smart or kind == "survey" else "A"


# E009 shortens the making of a model, E030 counts people per firm, E073 is an adoption rate.
_NOT_AN_EFFECT = frozenset({"E009", "E030", "E073"})


def _facts(reference: Path, name: str) -> list[Fact]:
    return read_facts(reference, name).to_dict("records")


def _confidence(words: str) -> Row:
    return {"confidence": weakest_confidence(words), "confidence_note": confidence_note(words)}


__all__ = [
    "division_rows",
    "engine_rows",
    "evidence_rows",
    "evidence_tier",
    "programme_rows",
    "tier_rows",
]
