"""Efficiency against balance as ECharts options: the found plans, and where the present run stands."""

from collections.abc import Sequence
from typing import Any

from cluster_planner.present.criteria import objective_words
from cluster_planner.present.palette import Theme
from cluster_planner.present.words import percent
from cluster_planner.sweeps.frontier import Point
from dashboards.theme import FONT


def frontier_options(
    points: Sequence[Point], here: Sequence[tuple[float, float]], theme: Theme, unit: str
) -> dict[str, Any]:
    """Balance to the right, score loss downward from the best; `here` marks the present run."""
    best = max((point.score for point in points), default=1.0)
    data = [
        {
            "value": [round(p.balance_mkrw_per_firm, 3), round(100 * p.score / best, 3)],
            "name": f"{place}",
            "label": {"show": True, "formatter": f"{place}", "position": "inside", "color": theme.surface},
            "tooltip": {"formatter": (
                f"계획 {place}\n균형 {p.balance_mkrw_per_firm:,.2f}백만원/업체\n목적값 {objective_words(p.score, unit)} "
                f"({percent(100 * p.score / best, 2)})"
            )},
        }
        for place, p in enumerate(points, 1)
    ]  # fmt: skip
    axis = {
        "type": "value", "scale": True, "nameLocation": "middle",
        "nameTextStyle": {"color": theme.quiet_text, "fontSize": 12},
        "axisLabel": {"color": theme.quiet_text, "fontSize": 12},
        "splitLine": {"lineStyle": {"color": theme.surface_line}},
    }  # fmt: skip
    return {
        "textStyle": {"fontFamily": FONT, "color": theme.text},
        "animationDuration": 250,
        "grid": {"left": 62, "right": 24, "top": 34, "bottom": 46},
        "legend": {"top": 4, "right": 8, "textStyle": {"color": theme.quiet_text, "fontSize": 12}},
        "tooltip": {
            "trigger": "item", "renderMode": "richText", "confine": True,
            "backgroundColor": theme.surface, "borderColor": theme.surface_line,
            "textStyle": {"color": theme.text, "fontSize": 12.5},
        },
        "xAxis": {**axis, "name": "균형: 가장 적게 받는 권역의 업체당 국비(백만원)", "nameGap": 28},
        "yAxis": {**axis, "name": "효율: 가장 나은 목적값 대비(%)", "nameGap": 46},
        "series": [
            {
                "name": "찾은 계획", "type": "line", "data": data, "symbol": "circle",
                "symbolSize": 22, "lineStyle": {"color": theme.accent, "width": 2},
                "itemStyle": {"color": theme.accent},
            },
            {
                "name": "지금 실행", "type": "scatter", "symbol": "diamond", "symbolSize": 34,
                "z": 1, "data": [[round(b, 3), round(100 * s / best, 3)] for b, s in here],
                "itemStyle": {"color": "transparent", "borderColor": theme.ring, "borderWidth": 3},
                "tooltip": {"formatter": "지금 보는 실행"},
            },
        ],
    }  # fmt: skip
