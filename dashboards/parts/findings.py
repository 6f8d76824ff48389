"""Findings as a list on the page: where, what is wrong, what to do."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from cluster_planner.errors import Finding

_LEVERS: Final = {
    "locks": "꼭 넣을 단지",
    "parks": "대상·뺄 단지",
    "regions": "권역별 하한",
    "national_cap_mkrw": "연간 국비 상한",
    "programmes": "사업별 예산",
    "noncapital_share_min_pct": "비수도권 최소 비중",
    "carry_over_pct": "예산 이월 허용",
    "local_matching": "지방비 매칭",
    "fund": "국민성장펀드",
    "partner_reach_km": "참여기관 도달 거리",
    "partner_capacity_pct": "참여기관 여력",
    "weights": "가중치",
    "solver": "계산 시간 제한",
}
"""Scenario key → what the panel calls it: who turns levers has never seen the file's keys."""


def findings_html(findings: Iterable[Finding], tone: str = "") -> str:
    """The findings as an escaped list; empty text when there are none."""
    items = "".join(
        f'<li><span class="where">{escape(f.where)}</span>: {escape(f.problem)}'
        f'<div class="remedy">{escape(f.remedy)}</div></li>'
        for f in findings
    )
    return f'<ul class="findings {escape(tone)}" role="alert">{items}</ul>' if items else ""


def in_panel_words(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings with scenario keys put in the panel's words; `names` are region id → Korean."""
    return tuple(_in_panel_words(finding, names) for finding in findings)


def _in_panel_words(finding: Finding, names: Mapping[str, str]) -> Finding:
    where = finding.where.removeprefix("시나리오").strip()
    parts = where.split(".")
    lever = _LEVERS.get(parts[0])
    if lever is None or where.endswith((".csv", ".geojson")):
        return finding
    place = " ".join([lever, *(names[part] for part in parts[1:] if part in names)])
    return Finding(place, finding.problem, finding.remedy)


def findings_of(dicts: Iterable[Mapping[str, str]]) -> tuple[Finding, ...]:
    """Findings that a run carries as plain values."""
    return tuple(Finding(d["where"], d["problem"], d["remedy"]) for d in dicts)
