"""What the scenario is called, which years it plans and which years of effect count."""

from dataclasses import dataclass
from typing import Any, Final

from dashboards.parts import Field
from dashboards.plan.levers.group import (
    Content,
    Scalar,
    at,
    scalar_change,
    scalar_places,
    scalar_values,
    shown,
    year_of,
)
from dashboards.state.draft import Draft

MOST_YEARS: Final = 20

_SCALARS = (
    Scalar(Field("name", "시나리오 이름", "text"), ("name",), default=""),
    Scalar(Field("description", "설명", "long"), ("description",), default=""),
)
_HORIZON = (
    Scalar(
        Field("benefit_until", "효과를 세는 마지막 해", "number", unit="년", low=2026, high=2060,
              help="이 해까지의 부가가치를 현재가치로 더합니다."),
        ("horizon", "benefit_until"), default=2035, measure="year",
    ),
    Scalar(
        Field("discount", "할인율", "number", unit="%", low=0, high=30,
              help="기준안의 4.5 %는 예비타당성조사의 사회적 할인율을 쓴 가정입니다."),
        ("horizon", "discount_rate_pct"), default=4.5,
    ),
)  # fmt: skip
_YEARS = (
    Field("first_year", "계획 첫해", "number", unit="년", low=2000, high=2100),
    Field("last_year", "계획 마지막 해", "number", unit="년", low=2000, high=2100,
          help="줄이면 뺀 해의 예산이 지워지고, 늘리면 새 해의 예산은 비어 있습니다."),
)  # fmt: skip


@dataclass(frozen=True)
class Period:
    """Name, description, years and horizon."""

    title: str = "이름과 기간"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The controls."""
        return (*(s.field for s in _SCALARS), *_YEARS, *(s.field for s in _HORIZON))

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        years = at(content, "years", default=[])
        ends = {
            "first_year": shown(at(years, 0), "year"),
            "last_year": shown(at(years, -1), "year"),
        }
        return scalar_values((*_SCALARS, *_HORIZON), content) | ends

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """Years that are left out take their money with them: no field would show it."""
        if key in ("name", "description"):
            return draft.put(value or "", key)
        if key not in ("first_year", "last_year"):
            return scalar_change(_HORIZON, draft, key, value) or draft
        first, last = draft.at("years", 0), draft.at("years", -1)
        value = year_of(value)
        first, last = (value, last) if key == "first_year" else (first, value)
        if not _is_span(first, last):
            return draft.put([first, last], "years")
        return _within(draft.put(list(range(first, last + 1)), "years"), first, last)

    def summary(self, content: Content) -> str:
        """What it comes to."""
        years = at(content, "years", default=[])
        return f"{at(years, 0)}–{at(years, -1)}"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong; what is said of all years is said of the last."""
        last = len(at(content, "years", default=[])) - 1
        return scalar_places((*_SCALARS, *_HORIZON)) | {
            "years": "last_year",
            "years.0": "first_year",
            f"years.{last}": "last_year",
        }


def _is_span(first: Any, last: Any) -> bool:
    whole = all(isinstance(year, int) and 2000 <= year <= 2100 for year in (first, last))
    return whole and 0 <= last - first < MOST_YEARS


def _within(draft: Draft, first: int, last: int) -> Draft:
    content = draft.content
    wanted = {str(year) for year in range(first, last + 1)}
    for amounts in (
        content.get("national_cap_mkrw"),
        *(budget.get("national_mkrw") for budget in content.get("programmes") or ()),
    ):
        if isinstance(amounts, dict):
            for year in [year for year in amounts if year not in wanted]:
                del amounts[year]
    return Draft.saying(content)
