"""National money: programme budgets by year, and where they come from."""

from dataclasses import dataclass
from typing import Any

from dashboards.lookups.catalog import Catalog
from dashboards.parts import Field, Option
from dashboards.plan.levers.amounts import eok_of, mkrw_of
from dashboards.plan.levers.group import (
    MOST_EOK,
    Content,
    at,
    sum_text,
    year_columns,
    years_of,
)
from dashboards.state.draft import Draft

_NEW_BASIS = "화면에서 더한 예산"


@dataclass(frozen=True)
class Budgets:
    """Money of each programme envelope by year."""

    catalog: Catalog
    title: str = "사업별 예산(국비)"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """One grid; its sums are made in the browser."""
        return (
            Field(
                "budget", "사업 예산", "grid", unit="억", rows=_envelopes(self.catalog),
                columns=year_columns(content), low=0, high=MOST_EOK, totals=True,
                help="단지 전환에 쓸 수 있는 그해의 국비. 금액을 고치면 ‘가정’이 됩니다.",
            ),
        )  # fmt: skip

    def values(self, content: Content) -> dict[str, Any]:
        """What the grid shows."""
        return {
            "budget": {
                str(budget.get("programme_id")): {str(year): 0 for year in years_of(content)}
                | {
                    str(year): eok_of(amount)
                    for year, amount in at(budget, "national_mkrw", default={}).items()
                }
                for budget in _programmes(content)
            }
        }

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """A figure that was typed here is no longer what its source says."""
        place, draft = _place_of(draft, value["row"])
        amount = mkrw_of(value["value"])
        if draft.at("programmes", place, "national_mkrw", value["column"]) == amount:
            return draft
        draft = draft.put(amount, "programmes", place, "national_mkrw", value["column"])
        return draft.put("가정", "programmes", place, "label")

    def summary(self, content: Content) -> str:
        """What it comes to."""
        budgets = (at(b, "national_mkrw", default={}) for b in _programmes(content))
        return f"합계 {sum_text(a for amounts in budgets for a in amounts.values())}"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        found = {"programmes": "budget"}
        for i, budget in enumerate(_programmes(content)):
            row = budget.get("programme_id")
            found[f"programmes.{i}"] = f"budget/{row}"
            for year in years_of(content):
                found[f"programmes.{i}.national_mkrw.{year}"] = f"budget/{row}/{year}"
        return found


@dataclass(frozen=True)
class Bases:
    """Where each programme's money comes from, or what is assumed."""

    catalog: Catalog
    title: str = "예산의 근거(사실·가정)"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """Two controls for each programme of the draft."""
        labels = (Option("사실", "사실"), Option("가정", "가정"))
        found: list[Field] = []
        for budget in _programmes(content):
            row = str(budget.get("programme_id"))
            name = self.catalog.envelope_ko.get(row, row)
            found.append(Field(f"label.{row}", name, "radio", options=labels))
            found.append(Field(f"basis.{row}", f"{name}의 근거", "long"))
        return tuple(found)

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        return {
            f"{part}.{budget.get('programme_id')}": budget.get(part)
            for budget in _programmes(content)
            for part in ("label", "basis")
        }

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit."""
        part, _, row = key.partition(".")
        place, draft = _place_of(draft, row)
        return draft.put(value or "", "programmes", place, part)

    def summary(self, content: Content) -> str:
        """What it comes to."""
        labels = [budget.get("label") for budget in _programmes(content)]
        return f"사실 {labels.count('사실')} · 가정 {labels.count('가정')}"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        return {
            f"programmes.{i}.{part}": f"{part}.{budget.get('programme_id')}"
            for i, budget in enumerate(_programmes(content))
            for part in ("label", "basis")
        }


def _programmes(content: Content) -> list[dict[str, Any]]:
    rows = content.get("programmes")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list | tuple) else []


def _place_of(draft: Draft, programme_id: str) -> tuple[int, Draft]:
    """Where a programme stands in the draft; a new one is added."""
    programmes = list(draft.at("programmes", default=[]))
    for place, budget in enumerate(programmes):
        if budget.get("programme_id") == programme_id:
            return place, draft
    new = {
        "programme_id": programme_id,
        "national_mkrw": {},
        "label": "가정",
        "basis": _NEW_BASIS,
    }
    return len(programmes), draft.put([*programmes, new], "programmes")


def _envelopes(catalog: Catalog) -> tuple[Option, ...]:
    return tuple(Option(i, name) for i, name in catalog.envelope_ko.items())
