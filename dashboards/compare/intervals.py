"""Where the best score of each question lies: from what was found to what nothing can exceed."""

import math
from typing import Any, Final

from cluster_planner.explain.differences.verdict import interval
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.difference_figures import eok
from cluster_planner.present.palette import Theme
from dashboards.compare.card import Card
from dashboards.compare.comparison import Comparison
from dashboards.parts import Chart
from dashboards.state.session import Session
from dashboards.theme import FONT, theme_named

HEIGHT_PX: Final = 190


class Intervals:
    """A bar per run from its score to its bound; runs whose score means another thing are left out."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: Comparison | None = None
        label = session.words
        self._chart = Chart(
            title=label("목적값의 구간"), height=HEIGHT_PX, sizing_mode="stretch_width"
        )
        self.card = Card(label("목적값의 구간"), self._chart, name="intervals")
        session.param.watch(self._draw, "dark")

    def show(self, found: Comparison) -> None:
        """Show the scores of other runs."""
        self._found = found
        self._draw()

    def _draw(self, *_: Any) -> None:
        if self._found is None:
            return
        bars = _bars(self._found)
        drawn = len(bars) > 1
        # A chart that is only hidden would leave its height in the card.
        tall = HEIGHT_PX if drawn else 1
        self._chart.param.update(visible=drawn, height=tall, min_height=tall)
        if not drawn:
            self.card.say("목적값의 뜻이 같은 실행이 둘이 되지 않아 그리지 않았습니다.")
            return
        unit = self._found.runs[0].outcome.unit
        spans = [_span_words(low, high, unit) for _, low, high in bars]
        self.card.say(
            "찾은 목적값(왼끝)에서 목적값 상한(오른끝)까지(추정). 구간이 겹치면 우열을 말할 수 없습니다."
        )
        told = list(zip(bars, spans, strict=True))
        self._chart.summary = ", ".join(f"{bar[0]} {span}" for bar, span in told)
        named = [(f"{bar[0]}\n{span}", *bar[1:]) for bar, span in told]
        self._chart.option = interval_option(named, theme_named(self._session.dark))


def _span_words(low: float, high: float, unit: str) -> str:
    """Both ends, in 억: rounded to 조 most ends would read the same."""
    ends = [eok(end) if unit == "mkrw" else objective_words(end, unit) for end in (low, high)]
    return ends[0] if high == low else "–".join(ends)


def interval_option(bars: list[tuple[str, float, float]], theme: Theme) -> dict[str, Any]:
    """ECharts options; the axis begins near the least score, so bars begin nowhere near zero."""
    low, high = min(bar[1] for bar in bars), max(bar[2] for bar in bars)
    room = max((high - low) * 0.12, abs(high) * 1e-6, 1e-9)
    text = {"color": theme.text, "fontSize": 12}
    return {
        "textStyle": {"fontFamily": FONT, "color": theme.text},
        "animationDuration": 200,
        "grid": {"left": 8, "right": 20, "top": 8, "bottom": 24, "containLabel": True},
        "tooltip": {"show": False},
        "xAxis": {
            "type": "value", "min": low - room, "max": high + room, "scale": True,
            "axisLabel": {"show": False}, "splitLine": {"lineStyle": {"color": theme.surface_line}},
        },
        "yAxis": {
            "type": "category", "inverse": True, "data": [bar[0] for bar in bars],
            "axisTick": {"show": False}, "axisLine": {"lineStyle": {"color": theme.surface_line}},
            "axisLabel": {**text, "width": 175, "overflow": "truncate", "lineHeight": 16},
        },
        "series": [
            {
                "type": "bar", "stack": "score", "silent": True, "barMaxWidth": 16,
                "itemStyle": {"color": "transparent"}, "data": [bar[1] for bar in bars],
            },
            {
                "type": "bar", "stack": "score", "silent": True, "barMaxWidth": 16,
                "itemStyle": {"color": theme.blues[2], "borderColor": theme.accent, "borderWidth": 1},
                "data": [max(bar[2] - bar[1], room / 60) for bar in bars],
            },
            {
                "type": "scatter", "symbol": "diamond", "symbolSize": 12, "silent": True,
                "itemStyle": {"color": theme.accent}, "data": [[bar[1], bar[0]] for bar in bars],
            },
        ],
    }  # fmt: skip


def _bars(found: Comparison) -> list[tuple[str, float, float]]:
    comparable = [True, *(one.verdict.kind != "not_comparable" for one in found.differences)]
    bars = []
    for name, run, same in zip(found.names, found.runs, comparable, strict=True):
        if not same or run.plan is None or run.outcome.objective is None:
            continue
        low, high = interval(run)
        bars.append((name, low, low if math.isinf(high) else high))
    return bars
