"""Why a run has no plan, and the cheapest ways out, solved beside the page."""

from html import escape
from typing import Any

import panel as pn

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.infeasible import findings_of
from cluster_planner.explain.repairs import Impasse, repaired_scenario
from cluster_planner.present.reason_words import offer_sentence
from cluster_planner.sweeps.questions import WhyInfeasible
from dashboards.parts import Field, Form, html_pane
from dashboards.parts.findings import findings_html
from dashboards.shell import Wire
from dashboards.state.draft import Draft
from dashboards.state.session import Session
from dashboards.work.questions import Asker, Inquiry, answered_words, waiting_words


class WayOut:
    """Stands only under a run that has no plan."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session = session
        self._wire = wire
        self._asked: Scenario | None = None
        self._answer: Impasse | None = None
        self.asker = Asker(session.desk.inquiries, self._hear)
        self.ask = Form(
            [Field("why", session.words("왜 불가능한가"), "button", icon="search",
                   help="부딪치는 조건을 좁히고, 조금만 바꾸어 풀리는 길을 찾습니다."),
             Field("cancel", session.words("그만 찾기"), "button")],
            {}, self._press, inline=True, words=session.words, disabled_keys=["cancel"],
        )  # fmt: skip
        self.told = html_pane("")
        self.offers = Form([], {}, self._take, words=session.words)
        self.view = pn.Column(
            self.ask, self.told, self.offers, visible=False, margin=0, sizing_mode="stretch_width"
        )

    def show(self) -> None:
        """Follow the run that is shown."""
        run = self._session.run
        hopeless = (
            run is not None
            and run.outcome.status is SolveStatus.INFEASIBLE
            and not self._session.busy
        )
        self.view.visible = hopeless
        if not hopeless or run is None or run.scenario == self._asked:
            return
        self._asked, self._answer = run.scenario, None
        self.told.object, self.offers.fields = "", []
        self.asker.recall(WhyInfeasible(scenario=run.scenario))
        self._name_button()

    def _name_button(self) -> None:
        words, asked = self._session.words, self._asked
        known = asked is not None and self.asker.shows(WhyInfeasible(scenario=asked))
        self.ask.show({"why": words("다시 계산") if known else words("왜 불가능한가")})

    def _press(self, key: str, _: Any) -> None:
        if key == "cancel":
            self.asker.cancel()
        elif self._asked is not None:
            self.asker.ask(WhyInfeasible(scenario=self._asked))

    def _hear(self, inquiry: Inquiry) -> None:
        with pn.io.hold():
            self.ask.disabled_keys = ["cancel"] if inquiry.ended else ["why"]
            if isinstance(inquiry.answer, Impasse):
                self._show_answer(inquiry.answer, answered_words(inquiry))
                return
            sentence = waiting_words(inquiry, self._session.desk.inquiries.before(inquiry))
            self.told.object = f'<p role="status">{escape(sentence)}</p>' + findings_html(
                inquiry.findings
            )

    def _show_answer(self, impasse: Impasse, when: str) -> None:
        self._answer = impasse
        self._name_button()
        snapshot = self._session.catalog.snapshot
        if impasse.status is not SolveStatus.INFEASIBLE:
            self.told.object = (
                "<p>다시 물으니 계획이 있습니다. 풀이 제한 시간을 늘려 다시 실행하세요.</p>"
            )
            return
        conflict = findings_html(findings_of(snapshot, impasse.rows))
        ways = (
            "<h3>풀 수 있는 길(값이 적은 차례)</h3>"
            if impasse.offers
            else "<p>값을 매겨 풀 수 있는 길을 찾지 못했습니다.</p>"
        )
        quiet = f'<p class="quiet">{escape(when)}</p>'
        self.told.object = f"<h3>함께 지킬 수 없는 조건</h3>{conflict}{ways}{quiet}"
        self.offers.fields = [
            one.plain
            for i, offer in enumerate(impasse.offers)
            for one in (
                Field(f"told{i}", "", "note", help=offer_sentence(snapshot, offer)),
                Field(f"take{i}", "이렇게 고치기", "button", icon="check"),
            )
        ]

    def _take(self, key: str, _: Any) -> None:
        if self._answer is None or self._asked is None:
            return
        offer = self._answer.offers[int(key.removeprefix("take"))]
        scenario = repaired_scenario(self._asked, offer.repair)
        self._session.edit(Draft.of(scenario))
        self._wire.say(
            "조건을 고쳤습니다. 다시 실행하세요. 되돌리기로 앞의 조건을 되찾을 수 있습니다."
        )
