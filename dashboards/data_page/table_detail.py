"""One table: what it is and where it comes from, its columns, weaknesses and rows."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

import panel as pn

from cluster_planner.present.data_catalogue import DataTable
from dashboards.data_page.issue_list import IssueList
from dashboards.data_page.preview import Preview
from dashboards.parts import Column, Table, card, html_pane, tabs
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.words import Words

_SHEET: Final = Path(__file__).with_name("data_page.css")


def table_detail(
    session: Session, wire: Wire, table: DataTable, on_park: Callable[[str], None] | None = None
) -> pn.Column:
    """The card of one table."""
    words = session.words
    snapshot = session.catalog.snapshot
    weak = sum(issue.count for issue in table.issues)
    inside = tabs(
        [
            ("rows", words("미리보기"), lambda: Preview(snapshot, table, words, wire).view),
            ("columns", words("칸"), lambda: _columns(table, words)),
            ("issues", words("살필 곳"), lambda: IssueList(table.issues, words, on_park).view),
        ],
        label=table.label,
    )
    if weak:
        inside.badge("issues", f"{weak:,}")
    facts = html_pane(_facts(table, words), _SHEET)
    return card(facts, inside, title=table.label, note=table.file, level=3)


def _facts(table: DataTable, words: Words) -> str:
    pairs = (
        (words("무엇"), table.what),
        (words("출처"), table.source),
        (words("기준일"), table.as_of),
        (words("이용 조건"), table.licence),
        (words("행"), f"{table.rows:,}"),
        (words("만든 방법"), table.how),
        (words("쓰는 곳"), table.used_for),
    )
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs)
    return f'<dl class="facts">{items}</dl>'


def _columns(table: DataTable, words: Words) -> Table:
    columns = (
        Column("label", words("칸")),
        Column("name", words("이름(파일)")),
        Column("kind", words("값")),
        Column("unit", words("단위")),
        Column("empty", words("빈 칸"), "number", "행"),
        Column("means", words("빈 칸의 뜻")),
    )
    rows = [
        {
            "key": fact.name,
            "label": fact.label,
            "name": fact.name,
            "kind": fact.kind,
            "unit": fact.unit or {"value": None, "text": "–"},
            "empty": fact.empty,
            "means": fact.empty_means or {"value": None, "text": "–"},
        }
        for fact in table.columns
    ]
    return Table(
        columns, rows, caption=f"{table.label}: {words('칸')}", downloads=f"{table.name}_칸",
        words=words, sizing_mode="stretch_width", max_height=460,
    )  # fmt: skip
