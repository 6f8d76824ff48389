"""What a map shows, as lines of text: reviewable in a diff, independent of folium."""

from __future__ import annotations

from typing import Final

from cluster_planner.present.map_elements import Legend
from cluster_planner.present.map_page import DrawnLayer, PlannerMap

_NAMED_AT_MOST: Final = 12


def outline(drawn: PlannerMap) -> list[str]:
    """Return one line per layer, then the legend and the credits.

    A layer reads ``산업단지: 2 — 가산, 나주``; beyond twelve names the rest is counted.
    """
    lines = [drawn.title]
    lines += [_layer_line(layer) for layer in drawn.layers.values()]
    if drawn.legend is not None:
        lines.append(_legend_line(drawn.legend))
    lines.append(f"출처: {drawn.attribution}")
    return lines


def _layer_line(layer: DrawnLayer) -> str:
    count = len(layer.titles)
    if not count:
        return f"{layer.label}: 0"
    rest = f" 외 {count - _NAMED_AT_MOST:,}" if count > _NAMED_AT_MOST else ""
    return f"{layer.label}: {count:,} — {', '.join(layer.titles[:_NAMED_AT_MOST])}{rest}"


def _legend_line(legend: Legend) -> str:
    classes = ", ".join([*legend.ramp_labels, *(entry.label for entry in legend.entries)])
    note = f" ({legend.note})" if legend.note else ""
    return f"범례: {legend.title} — {classes}{note}"
