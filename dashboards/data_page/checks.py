"""Sums beside published totals, the assumptions of the model, the rule for core parks, and notes."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.core_rule import CoreRule
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.assumptions import model_assumptions, package_assumptions
from cluster_planner.present.data_catalogue import Tie
from cluster_planner.sources.about import About
from dashboards.parts import Column, Table, card, html_pane
from dashboards.words import Words

_SHEET: Final = Path(__file__).with_name("data_page.css")


def ties_view(ties: Sequence[Tie], words: Words) -> pn.Column:
    """Our sums and the published ones."""
    columns = (
        Column("what", words("무엇")),
        Column("ours", words("이 자료"), "number"),
        Column("published", words("공표값"), "number"),
        Column("difference", words("차이"), "number"),
        Column("unit", words("단위")),
        Column("verdict", words("판정")),
        Column("source", words("출처")),
        Column("note", words("설명")),
    )
    rows = [
        {
            **vars(tie),
            "key": tie.what,
            "published": _printed(tie.published),
            "difference": _printed(tie.difference),
            "verdict": _verdict(tie),
            "note": tie.note or {"value": None, "text": "–"},
        }
        for tie in ties
    ]
    return card(_table(columns, rows, "공표값 대조", words), title=words("공표값 대조"))


def _printed(value: int | None) -> Any:
    return {"value": None, "text": "–"} if value is None else value


def _verdict(tie: Tie) -> dict[str, str]:
    if tie.published is None:
        return {"value": "공표값 없음", "text": "공표값 없음", "tone": ""}
    if tie.difference == 0:
        return {"value": "같음", "text": "같음", "tone": "good"}
    return {"value": "다름", "text": "다름(설명 참조)", "tone": "warn"}


def assumptions_view(snapshot: Snapshot, words: Words) -> pn.Column:
    """What the model assumes, what packages cost, and when a park counts as core."""
    columns = (
        Column("item", words("가정")),
        Column("value", words("값"), "number", decimals=2),
        Column("unit", words("단위")),
        Column("label", words("사실·가정")),
        Column("basis", words("근거")),
    )
    listed = {
        words("모형의 가정"): model_assumptions(snapshot),
        words("패키지 단가"): package_assumptions(snapshot),
    }
    cards = [
        card(
            _table(
                columns, [{**vars(a), "key": f"{i}"} for i, a in enumerate(lines)], title, words
            ),
            title=title,
        )
        for title, lines in listed.items()
    ]
    rule = card(
        html_pane(_rule(snapshot), _SHEET), title=words("거점단지 규칙"), note="core_rule.yaml"
    )
    return pn.Column(
        rule, *cards, stylesheets=[":host{gap:14px}"], sizing_mode="stretch_width", margin=0
    )


def _rule(snapshot: Snapshot) -> str:
    rule: CoreRule = snapshot.core_rule
    lines = (
        "AX 실증산단으로 지정된 단지" if rule.ax_demo else "",
        "스마트그린산단으로 지정된 단지" if rule.smart_green else "",
        f"가동업체 {rule.national_min_operating:,}개사 이상인 국가산단",
        f"시도마다 가동업체가 많은 {rule.top_per_sido}곳(가동업체 {rule.top_min_operating}개사 이상)",
        f"권역마다 가동업체가 많은 {rule.top_per_region}곳(가동업체 {rule.top_min_operating}개사 이상)",
    )
    core = int(snapshot["parks"]["is_core"].sum())
    items = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return (
        f"<p>아래 가운데 하나라도 맞으면 거점단지입니다. 지금 {core:,}곳입니다. 규칙은 이 프로젝트의 판단(가정)입니다.</p>"
        f'<ul class="notes">{items}</ul>'
    )


def notes_view(about: About, words: Words) -> pn.Column:
    """How to read the tables, and the facts that were left out."""
    parts = [(words("읽는 법"), about.rules), (words("쓰지 않은 사실"), about.unused)]
    cards = [card(html_pane(_list(lines), _SHEET), title=title) for title, lines in parts]
    return pn.Column(*cards, stylesheets=[":host{gap:14px}"], sizing_mode="stretch_width", margin=0)


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line.replace('`', ''))}</li>" for line in lines)
    return f'<ul class="notes">{items}</ul>' if items else "<p>자료 없음</p>"


def _table(columns: Sequence[Column], rows: Sequence[Any], name: str, words: Words) -> Table:
    return Table(
        columns, rows, caption=name, downloads=name, words=words,
        sizing_mode="stretch_width", max_height=640,
    )  # fmt: skip
