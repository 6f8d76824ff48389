"""Rows of the park list: made once per process as JSON text, money of a run added by run."""

import json
from functools import lru_cache
from typing import Any, Final

from cluster_planner.present import words
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.outcome import PlanBook
from dashboards.parts import Column
from dashboards.words import Words

MONEY: Final = "national"
_MOST_KEPT: Final = 8
"""Lists that are kept: one without a plan, and those of the plans that people have open."""


def columns(say: Words, dates: str, with_money: bool) -> list[Column]:
    """Columns of the list: what narrow screens still show stands first."""
    money = [Column(MONEY, say("계획 국비"), "number", say("억 원"), 1)] if with_money else []
    return [
        Column("name", say("단지"), width=136),
        *money,
        Column("place", say("위치"), width=104),
        Column("kind", say("종류"), width=60),
        Column("tenants", say("입주"), "number", say("개사"), help=dates),
        Column("operating", say("가동"), "number", say("개사"), help=dates),
        Column("sale", say("분양률"), "number", "%", 1, help=dates),
        Column("land", say("지정 면적"), "number", "천㎡", help=dates),
        Column("status", say("상태"), width=62),
        Column("core", say("거점"), width=54),
        Column("held", say("지정"), width=300),
    ]


@lru_cache(_MOST_KEPT)
def packed(book: Book, plan: PlanBook | None) -> str:
    """All parks as JSON, most tenants first; with a plan also its money in 억 원, where no money is told apart."""
    largest = sorted(book.parks, key=lambda i: -(book.parks[i]["tenants"] or 0))
    rows = [_row(book, park_id) for park_id in largest]
    if plan is not None:
        rows = [row | {MONEY: _money(plan.national_mkrw.get(row["key"]))} for row in rows]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _row(book: Book, park_id: str) -> dict[str, Any]:
    park = book.parks[park_id]
    held = (row["designation_id"] for row in book.designations.get(park_id, []))
    return {
        "key": park_id,
        "name": str(park["name_ko"]),
        "place": book.place_of(park),
        "kind": words.KIND_SHORT_LABELS[park["kind_id"]],
        "status": words.STATUS_LABELS[park["status_id"]],
        "core": "거점" if park["is_core"] else "",
        "tenants": park["tenants"],
        "operating": park["operating"],
        "sale": park["sale_rate_pct"],
        "land": park["designated_area_thousand_m2"],
        "held": ", ".join(dict.fromkeys(words.DESIGNATION_LABELS.get(d, d) for d in held)),
    }


def _money(mkrw: int | None) -> dict[str, Any]:
    if mkrw is None:
        return {"value": 0, "text": "선정 안 됨"}
    return {"value": mkrw / 100}
