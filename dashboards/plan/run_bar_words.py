"""How a run stands or ended, in words that claim no more than is known."""

from html import escape

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.summary import gap_words
from cluster_planner.present.words import MISSING


def score_words(score: float | None, unit: str, absent: str = MISSING) -> str:
    """A score in 억 with one decimal: close scores must not round to the same text.

    >>> score_words(591_234.5, "mkrw"), score_words(None, "mkrw")
    ('5,912.3억', '자료 없음')
    """
    if score is None:
        return absent
    return f"{score / 100:,.1f}억" if unit == "mkrw" else objective_words(score, unit)


def live_gap(progress: Progress) -> str:
    """The gap while it is still moving; far from a proof it is only called large."""
    if progress.gap is None:
        return "–"
    return gap_words(progress.gap) if progress.gap <= 1 else "100% 초과"


def badge_html(tone: str, text: str) -> str:
    """A badge as markup."""
    return f'<span class="badge {escape(tone)}">{escape(text)}</span>'


def figures_html(figures: dict[str, str]) -> str:
    """Names and figures in a line."""
    rows = (f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in figures.items() if v)
    return f"<dl class='figures'>{''.join(rows)}</dl>"


def run_figures(run: Run) -> dict[str, str]:
    """What a run says of its solve."""
    outcome = run.outcome
    scores = {
        "목적값": score_words(outcome.objective, outcome.unit),
        "목적값 상한": score_words(outcome.bound, outcome.unit),
        "간격": gap_words(outcome.gap),
    }
    return (scores if run.plan is not None else {}) | {
        "걸린 시간": f"{run.total_seconds:.1f}초",
        "풀이 도구": outcome.solver,
    }
