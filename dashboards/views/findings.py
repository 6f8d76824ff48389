"""Findings as a list on the page: where, what is wrong, what to do."""

from collections.abc import Iterable, Mapping
from html import escape

from cluster_planner.errors import Finding


def findings_html(findings: Iterable[Finding], tone: str = "") -> str:
    """The findings as an escaped list; empty text when there are none."""
    items = "".join(
        f'<li><span class="where">{escape(f.where)}</span>: {escape(f.problem)}'
        f'<div class="remedy">{escape(f.remedy)}</div></li>'
        for f in findings
    )
    return f'<ul class="findings {escape(tone)}" role="alert">{items}</ul>' if items else ""


def findings_of(dicts: Iterable[Mapping[str, str]]) -> tuple[Finding, ...]:
    """Findings that a run carries as plain values."""
    return tuple(Finding(d["where"], d["problem"], d["remedy"]) for d in dicts)
