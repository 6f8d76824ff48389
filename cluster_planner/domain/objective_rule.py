"""What a planner wants the plan to be best at."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cluster_planner.domain.scenario_words import Incoherent
from cluster_planner.errors import Finding

Criterion = Literal["gain", "jobs", "readiness", "engine_fit", "balance", "least"]


class Priority(BaseModel):
    """One criterion of a lexicographic order."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    criterion: Criterion
    give_pct: Annotated[float, Field(ge=0, le=100)] = 0.0
    """Share of what is reached that later criteria may take away."""


class ObjectiveRule(BaseModel):
    """What the plan is to be best at."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    kind: Literal["total_gain", "weighted", "max_min", "balance_floor", "lexicographic"] = (
        "total_gain"
    )
    weights: dict[Criterion, Annotated[float, Field(ge=0, le=1000)]] = Field(default_factory=dict)
    """weighted: criterion → weight; only their proportions count."""
    floor_pct: Annotated[float, Field(ge=0, le=100)] | None = None
    """balance_floor: least gain per firm of any region, as a share of what max_min reaches."""
    floor_mkrw_per_firm: Annotated[float, Field(ge=0)] | None = None
    """balance_floor: the same as an amount."""
    order: tuple[Priority, ...] = ()
    """lexicographic: criteria, most important first."""

    @model_validator(mode="after")
    def _complete(self) -> "ObjectiveRule":
        findings = tuple(self._findings())
        if findings:
            raise Incoherent(findings)
        return self

    def _findings(self) -> Iterator[Finding]:
        floors = (self.floor_pct is not None) + (self.floor_mkrw_per_firm is not None)
        names = [priority.criterion for priority in self.order]
        wanted = {
            "weights": ("weighted", any(self.weights.values()), bool(self.weights)),
            "order": ("lexicographic", bool(names) and len(set(names)) == len(names), bool(names)),
            "floor_pct": ("balance_floor", floors == 1, floors > 0),
        }
        remedies = {
            "weights": "0보다 큰 가중치를 하나 이상 넣으세요",
            "order": "기준을 겹치지 않게 하나 이상 넣으세요",
            "floor_pct": "floor_pct와 floor_mkrw_per_firm 가운데 하나만 넣으세요",
        }
        for field, (kind, complete, given) in wanted.items():
            if self.kind == kind and not complete:
                yield Finding(f"objective.{field}", f"{kind}에 맞지 않습니다", remedies[field])
            if self.kind != kind and given:
                problem = f"kind가 {self.kind}이면 쓰이지 않습니다"
                yield Finding(f"objective.{field}", problem, f"지우거나 kind를 {kind}로 고치세요")
