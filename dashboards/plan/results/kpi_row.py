"""The figures of a plan as a row of cards, each beside its target."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from cluster_planner.present.plan_figures import Figure
from cluster_planner.present.words import percent
from dashboards.words import Words

SHEET: Final = Path(__file__).with_name("kpi.css")


def kpi_html(figures: Sequence[Figure], words: Words = Words()) -> str:  # noqa: B008 — frozen
    """The row as markup; every text is escaped."""
    cards = "".join(_card(figure, words) for figure in figures)
    return f'<ul class="kpis" aria-label="목표와 견준 계획의 수치">{cards}</ul>'


def _card(figure: Figure, words: Words) -> str:
    mark = f'<span class="mark">{escape(figure.mark)}</span>' if figure.mark else ""
    unit = f"<small>{escape(figure.unit)}</small>" if figure.unit else ""
    return (
        f'<li class="kpi {figure.against}" title="{escape(figure.source_ko)}">'
        f'<span class="label">{escape(words(figure.label))}{mark}</span>'
        f'<span class="value num">{escape(figure.value)}{unit}</span>'
        f'{_bar(figure)}<span class="against">{escape(_against(figure))}</span>'
        f'<span class="note">{escape(figure.note)}</span></li>'
    )


def _against(figure: Figure) -> str:
    if figure.share is None:
        return figure.against_ko
    reached = figure.share + (figure.before or 0.0)
    return f"{figure.against_ko}의 {percent(100 * reached, 0 if reached >= 0.1 else 1)}"


def _bar(figure: Figure) -> str:
    """What was reached before in a fainter tone, then what the plan adds; full at the target."""
    if figure.share is None:
        return '<span class="bar none"></span>'
    before = min(1.0, max(0.0, figure.before or 0.0))
    added = min(1.0 - before, max(0.0, figure.share))
    return (
        f'<span class="bar"><i class="before" style="width:{100 * before:.1f}%"></i>'
        f'<i style="width:{100 * added:.1f}%"></i></span>'
    )
