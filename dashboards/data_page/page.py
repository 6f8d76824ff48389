"""The page 자료, put together: tables, weak spots, published totals, assumptions and notes."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.present.data_issues import KINDS
from dashboards.data_page.checks import assumptions_view, notes_view, ties_view
from dashboards.data_page.incoming import Incoming
from dashboards.data_page.issue_list import IssueList
from dashboards.data_page.known import Known, known
from dashboards.data_page.overview import Overview
from dashboards.data_page.snapshots_view import SnapshotsView
from dashboards.parts import Field, Form, card, html_pane, tabs
from dashboards.shell import Wire
from dashboards.state.address import DATA_TABS
from dashboards.state.session import Session
from dashboards.words import Words

_SHEET: Final = Path(__file__).with_name("data_page.css")


class DataPage:
    """Everything under 자료 for one session."""

    def __init__(self, session: Session, wire: Wire) -> None:
        words = session.words
        snapshot = session.catalog.snapshot
        facts = known(snapshot, session.desk.data_folder)
        labels = {table.name: table.label for table in facts.tables}

        def show_park(park_id: str) -> None:
            session.param.update(focus=park_id, page="explore")

        def issues() -> Any:
            listed = IssueList(facts.issues, words, show_park, labels)
            return card(listed.view, title=words("살필 곳"))

        panels: dict[str, tuple[str, Callable[[], Any]]] = {
            "tables": (words("표"), lambda: Overview(session, wire, facts).view),
            "issues": (words("살필 곳"), issues),
            "ties": (words("공표값 대조"), lambda: ties_view(facts.ties, words)),
            "incoming": (words("가져오기"), lambda: Incoming(session, wire).view),
            "snapshots": (words("자료 판"), lambda: SnapshotsView(session, wire).view),
            "rules": (words("가정과 규칙"), lambda: assumptions_view(snapshot, words)),
            "notes": (words("읽는 법"), lambda: notes_view(facts.about, words)),
        }
        self.tabs = sheets = tabs(
            [(key, *panels[key]) for key in DATA_TABS],
            label=words("자료"),
            active=session.tab,
            on_open=self._opened,
        )
        self._session = session
        session.param.watch(self._open, "tab")
        print_form = Form(
            [Field("print", words("인쇄"), "button", icon="print")],
            on_change=lambda *_: wire.print_page(),
            words=words,
            inline=True,
        )
        self.view = pn.Column(
            html_pane(_head(facts, words), _SHEET),
            print_form,
            sheets,
            stylesheets=[":host{gap:10px}"],
            sizing_mode="stretch_width",
            margin=16,
        )

    def _opened(self, key: str) -> None:
        self._session.tab = "" if key == DATA_TABS[0] else key

    def _open(self, *_: Any) -> None:
        self.tabs.open(self._session.tab or DATA_TABS[0])


def _head(facts: Known, words: Words) -> str:
    counts: Counter[str] = Counter()
    for issue in facts.issues:
        counts[issue.kind] += issue.count
    rows = sum(table.rows for table in facts.tables)
    items = "".join(
        f"<li>{words(kind)} <b>{counts[kind]:,}</b></li>" for kind in KINDS if counts[kind]
    )
    return (
        f"<h2>{words('자료')}</h2>"
        f'<p class="lead">표 {len(facts.tables)}개, {rows:,}행. 모든 화면과 결과가 이 표에서 나옵니다. '
        "아래 수는 표마다 살펴야 할 행을 더한 것입니다.</p>"
        f'<ul class="counts">{items}</ul>'
    )
