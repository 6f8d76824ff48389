"""What the plan is to be best at; only the fields of the chosen kind are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from cluster_planner.domain.objective_rule import Criterion
from cluster_planner.present.criteria import CRITERIA, OBJECTIVE_KINDS
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

CRITERION_IDS: Final[tuple[Criterion, ...]] = get_args(Criterion)
BEGUN: Final[Mapping[str, Mapping[str, Any]]] = {
    "total_gain": {},
    "weighted": {"weights": {"gain": 1.0}},
    "max_min": {},
    "balance_floor": {"floor_pct": 90.0},
    "lexicographic": {
        "order": [
            {"criterion": "least", "give_pct": 10.0},
            {"criterion": "gain", "give_pct": 0.0},
        ]
    },
}
"""What a kind of objective starts with when it is chosen."""
_HELP: Final[Mapping[str, str]] = {
    "total_gain": "기대효과(가중치 포함)의 합을 가장 크게 합니다.",
    "weighted": "기준마다 이를 수 있는 가장 큰 값으로 나눈 뒤 가중치로 더합니다. 비율만 뜻이 있습니다.",
    "max_min": "업체당 기대효과가 가장 작은 권역을 먼저 키웁니다.",
    "balance_floor": "모든 권역의 업체당 기대효과를 하한 위로 지키며 합을 키웁니다.",
    "lexicographic": "앞 기준에서 이른 값을 내줄 비율만큼만 내주며 차례로 키웁니다.",
}
_WEIGHTS = (
    Scalar(
        Field("engine_fit", "성장엔진 적합도 가중치", "number", unit="배", low=0, high=5,
              help="성장엔진에 맞는 분과의 점수를 1 + 이 값까지 높입니다. 기대효과의 합을 재는 목적에만 쓰입니다."),
        ("weights", "engine_fit"), default=0.0,
    ),
    Scalar(
        Field("ageing", "노후도 가중치", "number", unit="배", low=0, high=5,
              help="노후 산업단지의 점수를 1 + 이 값까지 높입니다. 기대효과의 합을 재는 목적에만 쓰입니다."),
        ("weights", "ageing"), default=0.0,
    ),
)  # fmt: skip
_FLOORS = {
    "floor_pct": Scalar(
        Field("floor_pct", "권역 하한", "number", unit="%", low=0, high=100,
              help="최대최소로 이를 수 있는 업체당 기대효과에 대한 비율."),
        ("objective", "floor_pct"),
    ),
    "floor_mkrw_per_firm": Scalar(
        Field("floor_mkrw_per_firm", "권역 하한", "number", unit="백만원/개사", low=0,
              help="업체 하나에 대한 기대효과의 현재가치."),
        ("objective", "floor_mkrw_per_firm"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Purpose:
    """Kind of objective, what belongs to it, and the weights of indicators."""

    title: str = "목적과 가중치"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The kind, its own fields, the weights."""
        kind = _kind(content)
        kinds = tuple(Option(k, name) for k, name in OBJECTIVE_KINDS.items())
        chosen = Field("kind", "목적", "select", options=kinds, help=_HELP.get(kind, ""))
        return (chosen, *_own_fields(kind, content), *(s.field for s in _WEIGHTS))

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        kind = _kind(content)
        found = {"kind": kind} | scalar_values(_WEIGHTS, content)
        rule = at(content, "objective", default={})
        match kind:
            case "weighted":
                weights = at(rule, "weights", default={})
                found["criteria"] = {c: {"weight": weights.get(c)} for c in CRITERION_IDS}
            case "balance_floor":
                way = _floor_way(content)
                found |= {"floor_way": way} | scalar_values((_FLOORS[way],), content)
            case "lexicographic":
                found["order"] = {
                    str(i): {"rank": str(i + 1), **stage} for i, stage in enumerate(_order(content))
                }
                found["order.add"] = []
        return found

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """Another kind starts afresh: what belonged to the last one would be refused."""
        match key:
            case "kind":
                return draft.put({"kind": value, **BEGUN.get(value, {})}, "objective")
            case "criteria":
                weight = value["value"] or None  # 0 and empty say the same
                return draft.put(weight, "objective", "weights", value["row"])
            case "floor_way":
                begun = 90.0 if value == "floor_pct" else 0.1
                return draft.put({"kind": "balance_floor", value: begun}, "objective")
            case "order" | "order.add":
                return draft.put(_reordered(_order(draft.content), value), "objective", "order")
        scalars = (*_WEIGHTS, *_FLOORS.values())
        return scalar_change(scalars, draft, key, value) or draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        return OBJECTIVE_KINDS.get(_kind(content), "")

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        found = {"objective": "kind", "objective.kind": "kind"} | scalar_places(_WEIGHTS)
        match _kind(content):
            case "weighted":
                found["objective.weights"] = "criteria"
                for one in CRITERION_IDS:
                    found[f"objective.weights.{one}"] = f"criteria/{one}/weight"
            case "balance_floor":
                way = _floor_way(content)
                found |= {f"objective.{floor}": way for floor in _FLOORS}
            case "lexicographic":
                found["objective.order"] = "order.add"
                for i, _ in enumerate(_order(content)):
                    for column in ("criterion", "give_pct"):
                        found[f"objective.order.{i}.{column}"] = f"order/{i}/{column}"
        return found


def _own_fields(kind: str, content: Content) -> tuple[Field, ...]:
    criteria = tuple(Option(c, CRITERIA[c][0]) for c in CRITERION_IDS)
    match kind:
        case "weighted":
            return (
                Field("criteria", "기준의 가중치", "grid", rows=criteria, low=0, high=1000,
                      columns=(Option("weight", "가중치"),), empty="0"),
            )  # fmt: skip
        case "balance_floor":
            ways = (
                Option("floor_pct", "비율(%)"),
                Option("floor_mkrw_per_firm", "금액(백만원/개사)"),
            )
            way = Field("floor_way", "하한을 정하는 법", "radio", options=ways)
            return (way, _FLOORS[_floor_way(content)].field)
        case "lexicographic":
            order = _order(content)
            ranks = tuple(Option(str(i + 1), f"{i + 1}째") for i in range(len(order)))
            rows = tuple(Option(str(i), f"{i + 1}째 기준") for i in range(len(order)))
            columns = (
                Option("criterion", "기준"),
                Option("give_pct", "내줄 비율(%)"),
                Option("rank", "차례"),
            )
            named = {stage.get("criterion") for stage in order}
            left = tuple(c for c in criteria if c.value not in named)
            grid = Field(
                "order", "기준의 차례", "grid", rows=rows, columns=columns, removable=True, low=0, high=100,
                choices={"criterion": criteria, "rank": ranks},
                help="내줄 비율: 이 기준에서 이른 값 가운데 뒤 기준을 위해 내줄 수 있는 몫.",
            )  # fmt: skip
            more = Field("order.add", "기준 더하기", "picker", options=left, unit="기준 이름")
            return (*((grid,) if order else ()), *((more,) if left else ()))
    return ()


def _kind(content: Content) -> str:
    return str(at(content, "objective", "kind", default="total_gain"))


def _floor_way(content: Content) -> str:
    amount = at(content, "objective", "floor_mkrw_per_firm")
    share = at(content, "objective", "floor_pct")
    return "floor_mkrw_per_firm" if amount is not None and share is None else "floor_pct"


def _order(content: Content) -> list[dict[str, Any]]:
    order = at(content, "objective", "order", default=[])
    return [dict(stage) for stage in order if isinstance(stage, dict)]


def _reordered(order: list[dict[str, Any]], value: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "all" in value:
        return [{k: v for k, v in stage.items() if k != "rank"} for stage in value["all"]]
    if value.get("add"):
        return [*order, {"criterion": value["add"], "give_pct": 0.0}]
    place = int(value.get("remove") or value["row"]) if "remove" in value or "row" in value else -1
    if not 0 <= place < len(order):
        return order
    stage = order[place]
    others = order[:place] + order[place + 1 :]
    if "remove" in value:
        return others
    if value["column"] == "rank":
        to = int(value["value"]) - 1
        return [*others[:to], stage, *others[to:]]
    typed = value["value"]
    stage[value["column"]] = typed if typed is not None else 0.0
    return [*order[:place], stage, *order[place + 1 :]]
