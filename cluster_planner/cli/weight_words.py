"""What each weight does, in Korean."""

from cluster_planner.cli.sweep_words import Report, listed, names
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.words import percent
from cluster_planner.sweeps.weights import Effect, Effects

_NAMES = {
    "weighted_gain": "가중 기대효과",
    "gain": "기대효과",
    "jobs": "일자리",
    "readiness": "준비도",
    "engine_fit": "성장엔진 적합도",
    "ageing": "노후도",
    "balance": "균형",
    "least": "가장 적은 권역",
}
_PLACES = {"weights": "점수", "objective.weights": "목표"}
_ROUNDING_PCT = 0.05
"""A criterion that moves by less would read as 0.0 %."""


def of_weight_effects(found: Effects, snapshot: Snapshot) -> Report:
    """Parks that come and go, and criteria that move, when one weight is zero."""
    name = names(snapshot)
    rows = tuple(
        (
            f"{_NAMES[effect.name]}({_PLACES[effect.place]})",
            f"{effect.weight:g}",
            listed(effect.joined_park_ids, name),
            listed(effect.left_park_ids, name),
            _moved(effect),
        )
        for effect in found.effects
    )
    return Report(
        sentences=(
            f"{found.scenario.name}: 가중치를 하나씩 0으로 할 때 바뀌는 것입니다(추정).",
            "단지는 간격 안에서 까닭 없이 바뀌기도 하므로 기준이 간격보다 크게 움직이는지를 보세요.",
        ),
        header=("가중치", "값", "들어오는 단지", "빠지는 단지", "기준의 변화"),
        rows=rows,
        content=found.to_json(),
        has_plan=bool(rows) or found.status.value not in ("infeasible", "nothing"),
        stopped=found.stopped,
    )


def _moved(effect: Effect) -> str:
    moved = (
        f"{_NAMES[criterion]} {'+' if change > 0 else ''}{percent(change)}"
        for criterion, change in effect.change_pct.items()
        if abs(change) >= _ROUNDING_PCT
    )
    return ", ".join(moved) or "-"
