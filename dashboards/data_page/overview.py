"""All tables: searched by any word, one chosen and shown beside the list."""

from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.present.data_catalogue import DataTable
from dashboards.data_page.known import Known
from dashboards.data_page.table_detail import table_detail
from dashboards.parts import Column, Field, Form, Table, card
from dashboards.shell import Wire
from dashboards.state.session import Session

_LAYOUT: Final = Path(__file__).with_name("overview.css").read_text("utf-8")


class Overview:
    """The list of tables and the card of the chosen one."""

    def __init__(self, session: Session, wire: Wire, known: Known) -> None:
        self._session, self._wire, self._known = session, wire, known
        words = session.words
        field = Field("find", words("표 찾기"), "search", empty=words("이름·출처·칸 이름"))
        search = Form([field], on_change=self._sift, words=words)
        columns = (
            Column("label", words("표")),
            Column("rows", words("행"), "number"),
            Column("as_of", words("기준일")),
            Column("weak", words("살필 곳"), "number", "행", help="표에서 살펴야 할 칸과 행의 수"),
        )
        self._list = Table(
            columns, on_choose=self._open, caption=words("자료 표"), downloads="자료_표",
            empty="찾는 표가 없습니다.", words=words, sizing_mode="stretch_width", max_height=720,
        )  # fmt: skip
        self._detail = pn.Column(sizing_mode="stretch_width", margin=0, css_classes=["detail"])
        left = card(search, self._list, title=words("모든 표"), css_classes=["list"])
        self.view = pn.Row(
            left, self._detail, stylesheets=[_LAYOUT], sizing_mode="stretch_width", margin=0
        )
        self._sift("find", "")
        self._open("parks")

    def _sift(self, _: str, value: Any) -> None:
        wanted = str(value).strip().casefold()
        self._list.show([_row(t) for t in self._known.tables if wanted in _words_of(t)])

    def _open(self, name: str) -> None:
        self._list.marked = [name]
        detail = table_detail(self._session, self._wire, self._known.table(name), self._show_park)
        self._detail.objects = [detail]

    def _show_park(self, park_id: str) -> None:
        self._session.param.update(focus=park_id, page="explore")


def _row(table: DataTable) -> dict[str, Any]:
    weak = sum(issue.count for issue in table.issues)
    return {
        "key": table.name,
        "label": table.label,
        "rows": table.rows,
        "as_of": table.as_of,
        "weak": weak,
    }


def _words_of(table: DataTable) -> str:
    columns = " ".join(f"{fact.label} {fact.name}" for fact in table.columns)
    told = (table.label, table.file, table.what, table.source, table.used_for, columns)
    return " ".join(told).casefold()
