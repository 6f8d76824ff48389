"""A difference as plain values, with the words beside the ids."""

from typing import Any

from cluster_planner.explain.differences import Difference, Moved
from cluster_planner.present.difference_rows import park_causes
from cluster_planner.present.difference_words import (
    PARTNER_STANDINGS,
    STANDINGS,
    DifferenceWords,
    verdict_sentence,
)
from cluster_planner.present.imports.changes import change_sentences


def difference_json(found: Difference, words: DifferenceWords) -> dict[str, Any]:
    """A difference as plain values; parks, partners and money are null without both plans."""
    return {
        "run_id": found.other.run_id,
        "scenario": found.other.scenario.name,
        "same_data": found.same_data,
        "data": _data(found),
        "same_program": found.same_program,
        "verdict": found.verdict.kind,
        "verdict_ko": verdict_sentence(found.verdict, found.base.outcome.unit),
        "obstacles": list(found.verdict.obstacles),
        "score_change": found.verdict.change,
        "inputs": [
            {
                "path": change.path,
                "subject": list(change.subject),
                "sentence_ko": words.input_sentence(change),
            }
            for change in found.inputs
        ],
        **(_moves(found, words) if found.has_plans else dict.fromkeys(_MOVES)),
    }


_MOVES = (
    "gained_mkrw", "lost_mkrw", "moved_mkrw", "parks", "partners", "by_region", "by_programme",
    "by_year", "by_programme_year",
)  # fmt: skip


def _data(found: Difference) -> dict[str, Any] | None:
    if found.data is None:
        return None
    plain = found.data.model_dump(mode="json")
    return plain | {"sentences_ko": list(change_sentences(found.data))}


def _moves(found: Difference, words: DifferenceWords) -> dict[str, Any]:
    return {
        "gained_mkrw": found.gained_mkrw,
        "lost_mkrw": found.lost_mkrw,
        "moved_mkrw": found.moved_mkrw,
        "parks": _parks(found, words),
        "partners": _partners(found, words),
        "by_region": [_moved(row, words.name(row.key)) for row in found.by_region],
        "by_programme": [_moved(row, words.name(row.key)) for row in found.by_programme],
        "by_year": [_moved(row, f"{row.key}년") for row in found.by_year],
        "by_programme_year": [
            _moved(row, f"{words.name(row.key[0])} {row.key[1]}년")
            for row in found.by_programme_year
        ],
    }


def _moved(row: Moved[Any], name: str) -> dict[str, Any]:
    return {
        "key": row.key,
        "label_ko": name,
        "before_mkrw": row.before_mkrw,
        "after_mkrw": row.after_mkrw,
        "change_mkrw": row.change_mkrw,
    }


def _parks(found: Difference, words: DifferenceWords) -> list[dict[str, Any]]:
    return [
        {
            "park_id": park.change.park_id,
            "park_ko": words.name(park.change.park_id),
            "region_id": park.region_id,
            "standing": park.change.standing,
            "standing_ko": STANDINGS[park.change.standing],
            "before_mkrw": park.change.before_mkrw,
            "after_mkrw": park.change.after_mkrw,
            "packages_ko": [words.package(package) for package in park.change.packages],
            "causes": [cause.kind for cause in park.causes],
            "causes_ko": list(park_causes(park, found, words)),
        }
        for park in found.parks
    ]


def _partners(found: Difference, words: DifferenceWords) -> list[dict[str, Any]]:
    return [
        {
            "partner_id": partner.partner_id,
            "partner_ko": words.name(partner.partner_id),
            "standing": partner.standing,
            "standing_ko": PARTNER_STANDINGS[partner.standing],
            "before_units": partner.before_units,
            "after_units": partner.after_units,
            "before_park_ids": list(partner.before_park_ids),
            "after_park_ids": list(partner.after_park_ids),
        }
        for partner in found.partners
    ]
