"""Caps over all programmes, and what each region must or may get."""

from dataclasses import dataclass
from typing import Any

from dashboards.lookups.catalog import Catalog
from dashboards.parts import Field, Option
from dashboards.plan.levers.amounts import eok_of, mkrw_of
from dashboards.plan.levers.group import (
    MOST_EOK,
    Content,
    Scalar,
    at,
    scalar_change,
    scalar_places,
    scalar_values,
    sum_text,
    year_columns,
    years_of,
)
from dashboards.state.draft import Draft

_LIMITS = (
    Scalar(
        Field("carry_over", "이월 한도", "number", unit="%", low=0, high=100,
              help="한 사업의 그해 예산 가운데 다음 해로 넘길 수 있는 몫."),
        ("carry_over_pct",), default=0.0,
    ),
    Scalar(
        Field("liability", "계획 기간 뒤 국비 부담 상한", "number", unit="억", low=0, high=MOST_EOK,
              help="마지막 해 뒤에 내야 할 국비의 합이 이보다 크지 않게 합니다."),
        ("liability_cap_mkrw",), default=0, measure="money",
    ),
    Scalar(
        Field("noncapital", "비수도권 최소 비중", "number", unit="%", low=0, high=100,
              help="새 국비 가운데 수도권 밖에 쓸 최소 몫."),
        ("noncapital_share_min_pct",), default=0.0,
    ),
    Scalar(
        Field("matching", "지방비 매칭", "select",
              options=(Option("tiered", "보조금 등급까지 경감"), Option("flat", "어디서나 패키지의 비율")),
              help="경감하면 등급을 아는 시군구의 지방비가 줄고 그만큼 민간이 냅니다."),
        ("local_matching",), default="tiered",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """Caps over all programmes, and how money moves over time and place."""

    title: str = "연도별 상한과 배분 조건"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The controls."""
        caps = Field(
            "cap", "연도별 국비 상한", "grid", unit="억", rows=(Option("cap", "상한"),),
            columns=year_columns(content), low=0, high=MOST_EOK, empty="없음", totals=True,
            help="모든 사업을 합한 그해 국비의 상한. 비우면 그해에는 상한이 없습니다.",
        )  # fmt: skip
        return (caps, *(s.field for s in _LIMITS))

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        caps = at(content, "national_cap_mkrw", default={})
        row = {str(year): eok_of(amount) for year, amount in caps.items()}
        return {"cap": {"cap": row}} | scalar_values(_LIMITS, content)

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit."""
        if key == "cap":
            return draft.put(mkrw_of(value["value"]), "national_cap_mkrw", value["column"])
        return scalar_change(_LIMITS, draft, key, value) or draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        caps = at(content, "national_cap_mkrw", default={})
        return f"상한 합 {sum_text(caps.values())}" if caps else "상한 없음"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        years = {f"national_cap_mkrw.{y}": f"cap/cap/{y}" for y in years_of(content)}
        return {"national_cap_mkrw": "cap"} | years | scalar_places(_LIMITS)


@dataclass(frozen=True)
class Regions:
    """What each region must or may get."""

    catalog: Catalog
    title: str = "권역별 조건"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """One grid of regions and limits."""
        known = self.catalog.region_ko
        unknown = {r: r for r in at(content, "regions", default={}) if r not in known}
        rows = tuple(Option(i, name) for i, name in (known | unknown).items())
        return (
            Field(
                "region", "권역", "grid", rows=rows, low=0, high=MOST_EOK, empty="없음",
                columns=(
                    Option("floor_mkrw", "최소배분(억)"), Option("cap_mkrw", "배분 상한(억)"),
                    Option("min_parks", "최소 단지(곳)"), Option("local_cap_mkrw", "지방비 여력(억)"),
                    Option("private_cap_mkrw", "기업 부담 여력(억)"),
                ),
                help="최소 단지는 마지막 해에 기반을 갖춘 단지 수(이미 정해진 곳 포함). 기업 부담은 펀드를 뺀 것.",
            ),
        )  # fmt: skip

    def values(self, content: Content) -> dict[str, Any]:
        """What the grid shows."""
        rules = at(content, "regions", default={})
        return {
            "region": {
                region: {"floor_mkrw": 0, "min_parks": 0}
                | {
                    column: value if column == "min_parks" else eok_of(value)
                    for column, value in at(rules, region, default={}).items()
                }
                for region in self.catalog.region_ko | rules
            }
        }

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit; an emptied cell asks for nothing."""
        column = value["column"]
        amount = value["value"] if column == "min_parks" else mkrw_of(value["value"])
        return draft.put(amount, "regions", value["row"], column)

    def summary(self, content: Content) -> str:
        """What it comes to."""
        rules = at(content, "regions", default={}).values()
        return f"최소배분 합 {sum_text(at(rule, 'floor_mkrw') for rule in rules)}"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        found = {"regions": "region", "regions.floor_mkrw": "region"}
        for region in at(content, "regions", default={}):
            found[f"regions.{region}"] = f"region/{region}/floor_mkrw"
            for column in ("floor_mkrw", "cap_mkrw", "min_parks", "local_cap_mkrw", "private_cap_mkrw"):  # fmt: skip
                found[f"regions.{region}.{column}"] = f"region/{region}/{column}"
        return found
