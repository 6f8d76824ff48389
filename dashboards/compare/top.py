"""The head of the page: the compared runs by letter, and what can be done with them."""

from collections.abc import Callable
from html import escape
from typing import Any

import panel as pn

from cluster_planner.present.badge import badge
from cluster_planner.present.difference_rows import LETTERS
from dashboards.compare.card import SHEET, sheet
from dashboards.compare.comparison import Comparison
from dashboards.parts import Field, Form, Option, html_pane
from dashboards.parts.findings import findings_html
from dashboards.shell import Wire
from dashboards.state.session import Session

_EMPTY = (
    "<p>실행 2–4개를 고르면 무엇이 달라졌는지 보입니다: 바뀐 조건, 옮겨 간 국비, 들고 난 단지와 그 까닭, "
    "지표, 참여기관.</p><p>실행은 시나리오 화면에서 계산할 때마다 저장소에 남습니다. "
    "조건을 하나 바꾸어 다시 실행하면 견줄 짝이 생깁니다.</p>"
)


class Top:
    """Base and pair are chosen here; `choose` opens and closes the list of runs."""

    def __init__(self, session: Session, wire: Wire, choose: Callable[[], None]) -> None:
        self._session, self._wire, self._choose = session, wire, choose
        self._found: Comparison | None = None
        self._head = html_pane("", SHEET, css_classes=["what"])
        self._tools = Form(
            [], on_change=self._pressed, inline=True, css_classes=["tools"],
            stylesheets=[sheet("tools.css")],
        )  # fmt: skip
        self.view = pn.Row(
            self._head,
            self._tools,
            margin=0,
            sizing_mode="stretch_width",
            css_classes=["top"],
            stylesheets=[sheet("top.css")],
        )
        session.param.watch(self._draw_tools, "focus")

    def show(self, found: Comparison) -> None:
        """Show other runs."""
        self._found = found
        self._head.object = head_html(found, self._session.words("비교"))
        self._draw_tools()

    def _draw_tools(self, *_: Any) -> None:
        found, label = self._found, self._session.words
        fields: list[Field] = []
        if found is None:
            return
        if found.differences:
            fields.append(Field("choose", label("실행 고르기"), "button"))
            runs = [Option(r.run_id, n) for r, n in zip(found.runs, found.names, strict=True)]
            fields.append(Field("base", label("기준 실행"), "select", options=tuple(runs)))
            if len(runs) > 2:
                pairs = tuple(Option(o.value, f"A → {o.label}") for o in runs[1:])
                fields.append(Field("pair", label("자세히 볼 짝"), "select", options=pairs))
            if self._session.focus:
                fields.append(Field("profile", label("고른 단지 프로필"), "button"))
            fields.append(Field("print", label("인쇄"), "button"))
        self._tools.replace_fields(fields)
        if found.differences:
            near = found.runs[found.near + 1].run_id
            self._tools.show({"base": found.runs[0].run_id, "pair": near})

    def _pressed(self, key: str, value: Any) -> None:
        session = self._session
        match key:
            case "choose":
                self._choose()
            case "base":
                others = [run_id for run_id in session.compared if run_id != value]
                session.param.update(compared=[str(value), *others], against="")
            case "pair":
                session.against = str(value)
            case "profile":
                session.page = "explore"
            case "print":
                self._wire.print_page()


def head_html(found: Comparison, title: str) -> str:
    """Title, the runs by letter with what may be claimed of them, and runs that are missing."""
    chips = "".join(
        f'<li><b aria-hidden="true">{letter}</b><span>{escape(run.scenario.name)}</span>'
        f'<small class="{escape(badge(run).tone)}">{escape(badge(run).text)}</small>'
        f"<small>{escape(run.run_id[:8])}</small></li>"
        for letter, run in zip(LETTERS, found.runs, strict=False)
    )
    told = f'<ol class="chips">{chips}</ol>' if chips else ""
    empty = "" if found.differences else f'<div class="lead">{_EMPTY}</div>'
    return f"<h2>{escape(title)}</h2>{told}{empty}{findings_html(found.missing, 'warn')}"
