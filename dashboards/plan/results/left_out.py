"""Every park that the plan leaves out, and what forcing it in would cost: a sweep beside the page."""

from html import escape
from typing import Any, Final

import panel as pn

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.present.criteria import objective_words
from cluster_planner.sweeps.importance import Part, Parts
from cluster_planner.sweeps.questions import WhyNot
from dashboards.parts import Column, Field, Form, Table, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.labels import in_words
from dashboards.plan.results.sheets import TIGHT
from dashboards.state.session import Session
from dashboards.work.questions import Asker, Inquiry, answered_words, waiting_words

_COLUMNS: Final = (
    Column("name", "빠진 단지"),
    Column("region", "권역"),
    Column("loss", "꼭 넣으면 잃는 목적값", "number", help="증명된 범위. 적게 잃는 단지부터"),
)


class LeftOut:
    """Asks what each park left out would cost; a row becomes the focus."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._frames: RunFrames | None = None
        self.asker = Asker(session.desk.inquiries, self._hear)
        self.form = Form(
            [
                Field("ask", words("빠진 단지 모두 견주기"), "button",
                      help="빠진 후보 단지를 하나씩 꼭 넣어 풉니다. 1–2분이 걸립니다"),
                Field("cancel", words("멈추기"), "button"),
            ],
            on_change=self._do, disabled_keys=["cancel"], inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.told = html_pane("")
        self.table = Table(
            in_words(_COLUMNS, words), words=words, on_choose=self._chosen, caption="빠진 단지를 꼭 넣으면 잃는 값", visible=False,
            min_height=160,
        )  # fmt: skip
        self.view = pn.Column(
            self.form, self.told, self.table, sizing_mode="stretch_both", margin=(8, 0, 0, 0)
        )
        session.param.watch(self._mark, "focus")

    def show(self, frames: RunFrames | None) -> None:
        """Show another run: what was asked of it before comes back."""
        self._frames = frames
        self.table.visible = False
        self.told.object = ""
        if frames is not None:
            self.asker.recall(WhyNot(scenario=frames.run.scenario))
        self._name_button()

    def _name_button(self) -> None:
        words, frames = self._session.words, self._frames
        known = frames is not None and self.asker.shows(WhyNot(scenario=frames.run.scenario))
        self.form.show({"ask": words("다시 계산") if known else words("빠진 단지 모두 견주기")})

    def _do(self, key: str, _: Any) -> None:
        if key == "ask" and self._frames is not None:
            self.asker.ask(WhyNot(scenario=self._frames.run.scenario))
        elif key == "cancel":
            self.asker.cancel()

    def _hear(self, inquiry: Inquiry) -> None:
        self.form.disabled_keys = ["cancel"] if inquiry.ended else ["ask"]
        self._name_button()
        before = self._session.desk.inquiries.before(inquiry)
        said = waiting_words(inquiry, before)
        if isinstance(inquiry.answer, Parts):
            said = f"{_words(inquiry.answer)} {answered_words(inquiry)}"
            catalog = self._session.catalog
            regions = {str(i): catalog.region_ko[r] for i, r in catalog.parks["region_id"].items()}
            names = {part.id: catalog.name_ko(part.id) for part in inquiry.answer.parts}
            self.table.visible = True
            self.table.show(left_out_rows(inquiry.answer, names, regions))
            self._mark()
        self.told.object = f'<p role="status">{escape(said)}</p>{findings_html(inquiry.findings)}'

    def _chosen(self, key: str) -> None:
        self._session.focus = key

    def _mark(self, *_: Any) -> None:
        self.table.marked = [self._session.focus] if self._session.focus else []


def left_out_rows(
    found: Parts, names: dict[str, str], regions: dict[str, str]
) -> list[dict[str, Any]]:
    """A row per park left out, the cheapest first."""
    return [
        {
            "key": part.id,
            "name": names[part.id],
            "region": regions[part.id],
            "loss": _loss(part, found.unit),
        }
        for part in found.parts
    ]


def _loss(part: Part, unit: str) -> dict[str, Any] | None:
    if part.loss is None:
        return None
    if part.loss.status is SolveStatus.INFEASIBLE:
        return {"value": float(10**15), "text": "넣으면 계획이 없음(증명됨)", "tone": "bad"}
    if part.loss.high_mkrw is None:
        return {"value": None, "text": "시간 안에 모름"}
    low, high = (objective_words(end, unit) for end in (part.loss.low_mkrw, part.loss.high_mkrw))
    text = f"많아야 {high}" if part.loss.low_mkrw == 0 else f"{low}~{high}"
    return {"value": part.loss.high_mkrw, "text": text}


def _words(found: Parts) -> str:
    answered = sum(part.loss is not None for part in found.parts)
    stopped = " 멈출 때까지 답한 것만 있습니다." if found.stopped else ""
    return f"빠진 후보 단지 {len(found.parts)}곳 가운데 {answered}곳을 풀었습니다.{stopped}"
