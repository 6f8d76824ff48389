"""Weaknesses of the data: counted, and each opened into the rows that have it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import panel as pn

from cluster_planner.present.data_issues import KINDS, Issue
from dashboards.parts import Column, Field, Form, Option, Table, html_pane
from dashboards.words import Words


class IssueList:
    """A table of kinds of weakness; the one that is chosen lists its rows, each with its reason."""

    def __init__(
        self,
        issues: Sequence[Issue],
        words: Words,
        on_park: Callable[[str], None] | None = None,
        tables: Mapping[str, str] | None = None,
    ) -> None:
        """`tables` are the labels of tables where more than one is shown; `on_park` opens a park."""
        self._issues, self._words, self._tables = list(issues), words, tables
        self._on_park = on_park
        self._query, self._kinds = "", set[str]()
        self._chosen: Issue | None = None
        kinds = [kind for kind in KINDS if any(issue.kind == kind for issue in issues)]
        fields = [
            Field("find", words("찾기"), "search", empty=words("표나 내용")),
            Field(
                "kinds", words("종류"), "checks", options=tuple(Option(k, words(k)) for k in kinds)
            ),
        ]
        self._filter = Form(fields, on_change=self._sift, words=words, inline=True)
        self._counts = Table(
            self._columns(), on_choose=self._open, caption=words("살필 곳"),
            empty="살필 곳이 없습니다.", downloads="살필_곳", words=words,
            sizing_mode="stretch_width", max_height=430,
        )  # fmt: skip
        self._below = pn.Column(sizing_mode="stretch_width", margin=(12, 0, 0, 0))
        several = tables is not None or len(kinds) > 1
        parts = [self._filter] if several else []
        self.view = pn.Column(
            *parts, self._counts, self._below, sizing_mode="stretch_width", margin=0
        )
        self._show()

    def _columns(self) -> list[Column]:
        words = self._words
        table = [Column("table", words("표"))] if self._tables else []
        return [
            Column("title", words("내용")),
            *table,
            Column("kind", words("종류")),
            Column("count", words("건수"), "number", "행"),
            Column("of", words("전체"), "number", "행"),
            Column("share", words("비율"), "bar", "%", 1, high=100),
        ]

    def _sift(self, key: str, value: Any) -> None:
        if key == "find":
            self._query = str(value).strip().casefold()
        if key == "kinds":
            self._kinds = set(value)
            self._filter.show({"kinds": value})
        self._show()

    def _show(self) -> None:
        self._counts.show([self._row(i) for i in self._issues if self._passes(i)])

    def _passes(self, issue: Issue) -> bool:
        label = (self._tables or {}).get(issue.table, "")
        text = f"{issue.title} {label} {issue.table}".casefold()
        return self._query in text and (not self._kinds or issue.kind in self._kinds)

    def _row(self, issue: Issue) -> dict[str, Any]:
        return {
            "key": issue.issue_id,
            "title": issue.title,
            "table": (self._tables or {}).get(issue.table, issue.table),
            "kind": self._words(issue.kind),
            "count": issue.count,
            "of": issue.of,
            "share": 100 * issue.count / issue.of,
        }

    def _open(self, issue_id: str) -> None:
        self._chosen = next(issue for issue in self._issues if issue.issue_id == issue_id)
        self._counts.marked = [issue_id]
        self._below.objects = self._cases(self._chosen)

    def _cases(self, issue: Issue) -> list[Any]:
        words = self._words
        opens = issue.table == "parks" and self._on_park is not None
        columns = [
            Column("name", words("이름")),
            Column("id", words("열쇠")),
            Column("reason", words("까닭")),
            *([Column("open", words("탐색"), "action")] if opens else []),
        ]
        rows = [
            {"key": case.key, "name": case.name, "id": case.key, "reason": case.reason, "open": words("프로필")}
            for case in issue.cases
        ]  # fmt: skip
        table = Table(
            columns, rows, on_action=lambda _, key: self._on_park and self._on_park(key),
            caption=issue.title, downloads=issue.issue_id.replace(":", "_"), words=words,
            sizing_mode="stretch_width", max_height=460,
        )  # fmt: skip
        heading = f"<h4>{escape(issue.title)} · {issue.count:,}행</h4>"
        return [html_pane(heading), table]
