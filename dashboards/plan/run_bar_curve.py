"""The curve of a solve: best plan so far and what no plan can exceed, over time."""

from collections.abc import Sequence
from typing import Any

from cluster_planner.domain.plan import Progress
from cluster_planner.present.summary import gap_words
from dashboards.plan.run_bar_words import score_words


def first_plan_seconds(points: Sequence[Progress]) -> float | None:
    """When the first plan was there."""
    return next((p.seconds for p in points if p.incumbent is not None), None)


def curve_option(points: Sequence[Progress]) -> dict[str, Any]:
    """ECharts options; {} before there is anything to draw."""
    if not any(p.incumbent is not None or p.bound is not None for p in points):
        return {}
    unit = points[-1].unit
    scale = 100 if unit == "mkrw" else 1
    quiet = {"color": "var(--cp-quiet)", "fontSize": 12}
    return {
        "animation": False,
        "textStyle": {"fontFamily": "inherit"},
        "grid": {"left": 8, "right": 14, "top": 30, "bottom": 4, "containLabel": True},
        "legend": {"top": 0, "left": 0, "textStyle": quiet, "itemWidth": 18},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "value", "name": "초", "min": 0, "axisLabel": quiet, "nameTextStyle": quiet,
            "splitLine": {"show": False},
        },
        "yAxis": {
            "type": "value", "scale": True, "name": "", "axisLabel": quiet,
            "splitLine": {"lineStyle": {"color": "var(--cp-line)"}},
        },
        "series": [
            _line("목적값 상한", [(p.seconds, p.bound) for p in points], scale, "var(--cp-quiet)", "dashed"),
            _line("찾은 목적값", [(p.seconds, p.incumbent) for p in points], scale, "var(--cp-accent)", "solid"),
        ],
    }  # fmt: skip


def curve_summary(points: Sequence[Progress]) -> str:
    """The curve in a sentence."""
    if not points:
        return "아직 소식이 없습니다."
    last = points[-1]
    first = first_plan_seconds(points)
    began = "첫 계획은 아직 없습니다" if first is None else f"첫 계획은 {first:.1f}초에 나왔습니다"
    return (
        f"{began}. {last.seconds:.1f}초에 찾은 목적값 {score_words(last.incumbent, last.unit, '없음')}, "
        f"상한 {score_words(last.bound, last.unit, '없음')}, 간격 {gap_words(last.gap)}."
    )


def _line(
    name: str, pairs: list[tuple[float, float | None]], scale: int, colour: str, kind: str
) -> dict[str, Any]:
    return {
        "type": "line", "name": name, "step": "end", "symbol": "circle", "symbolSize": 4,
        "lineStyle": {"color": colour, "type": kind, "width": 2}, "itemStyle": {"color": colour},
        "data": [[round(x, 2), round(y / scale, 2)] for x, y in pairs if y is not None],
    }  # fmt: skip
