"""How much the partners of the alliance can do, and how far away."""

from dataclasses import dataclass
from typing import Any

from dashboards.lookups.catalog import Catalog
from dashboards.parts import Field, Option
from dashboards.plan.levers.group import (
    Content,
    Scalar,
    at,
    scalar_change,
    scalar_places,
    scalar_values,
)
from dashboards.state.draft import Draft

_CAPACITY = (
    Scalar(
        Field("capacity", "참여기관 수행 능력", "number", unit="%", low=0, high=1000,
              help="기관마다 참여할 수 있는 사업 수를 이만큼 늘리거나 줄입니다."),
        ("partner_capacity_pct",), default=100.0,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Partners:
    """Capacity, and reach of each role."""

    catalog: Catalog
    title: str = "참여기관"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The controls."""
        reach = Field(
            "reach", "역할별 도달 거리", "grid", unit="km", rows=self._roles(),
            columns=(Option("km", "km 이내"),), low=0, high=1000, empty="역할 자료대로",
            help="적으면 곳을 모르는 기관은 그 역할을 맡지 못합니다. 비우면 roles.csv의 값(없으면 제한 없음).",
        )  # fmt: skip
        return (_CAPACITY[0].field, reach)

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        reach = at(content, "partner_reach_km", default={})
        rows = {str(role): {"km": km} for role, km in reach.items()}
        return scalar_values(_CAPACITY, content) | {"reach": rows}

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit."""
        if key == "reach":
            return draft.put(value["value"], "partner_reach_km", value["row"])
        return scalar_change(_CAPACITY, draft, key, value) or draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        capacity = at(content, "partner_capacity_pct", default=100)
        return f"수행 능력 {capacity:g}%" if isinstance(capacity, int | float) else ""

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        roles = {f"partner_reach_km.{r.value}": f"reach/{r.value}/km" for r in self._roles()}
        return {"partner_reach_km": "reach"} | roles | scalar_places(_CAPACITY)

    def _roles(self) -> tuple[Option, ...]:
        roles = self.catalog.snapshot["roles"].drop_duplicates("role_id")
        pairs = zip(roles["role_id"], roles["name_ko"], strict=True)
        return tuple(Option(str(role), str(name)) for role, name in pairs)
