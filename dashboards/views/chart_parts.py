"""The parts that all charts share: axes, legend, tooltip, type; in the colours of a theme."""

from typing import Any

from cluster_planner.present.palette import Theme
from dashboards.theme import FONT

Options = dict[str, Any]
_LABEL_LENGTH = 13


def bar_chart(
    theme: Theme, title: str, labels: list[str], series: list[Options], *, legend: bool
) -> Options:
    """Horizontal bars over named rows."""
    return base(theme, title) | {
        "grid": {
            "left": 8,
            "right": 54,
            "top": 34,
            "bottom": 30 if legend else 6,
            "containLabel": True,
        },
        "legend": _legend(theme, legend),
        "tooltip": _tooltip(theme),
        "xAxis": _value_axis(theme) | {"splitNumber": 4},
        "yAxis": _category_axis(theme, labels) | {"inverse": True},
        "series": series,
    }


def column_chart(theme: Theme, title: str, labels: list[str], series: list[Options]) -> Options:
    """Stacked columns over years."""
    return base(theme, title) | {
        "grid": {"left": 8, "right": 14, "top": 38, "bottom": 52, "containLabel": True},
        "legend": _legend(theme, True),
        "tooltip": _tooltip(theme),
        "xAxis": _category_axis(theme, labels),
        "yAxis": _value_axis(theme),
        "series": series,
    }


def bar_series(name: str, data: list[Any], theme: Theme, colour: str | None = None) -> Options:
    """One bar series with its values written beside it."""
    return {
        "name": name,
        "type": "bar",
        "data": data,
        "barCategoryGap": "34%",
        "barGap": "12%",
        "barMaxWidth": 22,
        "itemStyle": {"borderRadius": [0, 3, 3, 0]} | ({"color": colour} if colour else {}),
        "label": {"show": True, "position": "right", "color": theme.quiet_text, "fontSize": 10.5},
    }


def base(theme: Theme, title: str) -> Options:
    """What every chart shares: type, colours of text, title, a description for screen readers."""
    return {
        "textStyle": {"fontFamily": FONT, "color": theme.text},
        "backgroundColor": "transparent",
        "animationDuration": 300,
        "aria": {"enabled": True, "label": {"description": title}},
        "title": {
            "text": title, "left": 10, "top": 8,
            "textStyle": {"fontSize": 12, "fontWeight": 600, "color": theme.quiet_text},
        },
    }  # fmt: skip


def says_only(theme: Theme, sentence: str) -> Options:
    """A chart that only says a sentence."""
    return base(theme, sentence) | {
        "series": [],
        "xAxis": {"show": False},
        "yAxis": {"show": False},
    }


def _legend(theme: Theme, show: bool) -> Options:
    return {
        "show": show, "bottom": 4, "type": "scroll", "itemWidth": 11, "itemHeight": 9, "itemGap": 12,
        "textStyle": {"color": theme.quiet_text, "fontSize": 11},
        "pageTextStyle": {"color": theme.quiet_text},
    }  # fmt: skip


def _tooltip(theme: Theme) -> Options:
    return {
        "trigger": "axis", "renderMode": "richText", "confine": True,
        "axisPointer": {"type": "shadow"},
        "backgroundColor": theme.surface, "borderColor": theme.surface_line,
        "textStyle": {"color": theme.text, "fontSize": 12},
    }  # fmt: skip


def _value_axis(theme: Theme) -> Options:
    return {
        "type": "value",
        "splitLine": {"lineStyle": {"color": theme.surface_line}},
        "axisLabel": {"color": theme.quiet_text, "fontSize": 10.5, "hideOverlap": True},
    }


def _category_axis(theme: Theme, labels: list[str]) -> Options:
    return {
        "type": "category",
        "data": [_short(label) for label in labels],
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": theme.surface_line}},
        "axisLabel": {"color": theme.text, "fontSize": 11.5, "interval": 0},
    }


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else label[: _LABEL_LENGTH - 1] + "…"


def labelled(value: float) -> Options:
    """A value whose label has thousands separators, which ECharts' own templates cannot write."""
    shown = f"{value:,.0f}" if value == round(value) or value >= 100 else f"{value:,.1f}"
    return {"value": round(value, 1), "label": {"formatter": shown}}
