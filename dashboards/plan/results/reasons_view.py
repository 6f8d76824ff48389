"""Why the focused park is in the plan or not; what needs a solve is asked beside the page."""

from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.explain.reasons import Reason
from cluster_planner.sweeps.questions import WhyPark
from dashboards.parts import Field, Form, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.left_out import LeftOut
from dashboards.plan.results.reasons_html import known_html, solved_html
from dashboards.plan.results.sheets import TIGHT
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.work.questions import Asker, Inquiry, answered_words, waiting_words

_SHEET: Final = Path(__file__).with_name("reasons.css")
_NOBODY: Final = '<p class="quiet">단지를 고르면(지도의 점, 표의 행) 왜 선정되었는지, 왜 빠졌는지를 여기에 보입니다.</p>'

_OTHER_DATA: Final = '<p class="quiet">이 실행은 다른 자료로 계산해 까닭을 댈 수 없습니다. 지금 자료로 다시 실행하세요.</p>'


class ReasonsView:
    """Sentences about the focus at once, the loss on demand; below it all parks left out."""

    def __init__(self, session: Session, wire: Wire) -> None:
        words = session.words
        self._session, self._wire = session, wire
        self._frames: RunFrames | None = None
        self.asker = Asker(session.desk.inquiries, self._hear)
        self.known = html_pane(_NOBODY, _SHEET)
        self.solved = html_pane("", _SHEET)
        self.form = Form(
            [
                Field("ask", words("넣고 빼 보기"), "button", primary=True,
                      help="이 단지를 빼거나 꼭 넣은 계획을 다시 풀어 잃는 값을 셉니다"),
                Field("budget", words("예산 몇 배면 바뀌는지도 (몇 분)"), "switch"),
                Field("cancel", words("멈추기"), "button"),
                Field("lock", words("다음 실행에 꼭 넣기"), "button"),
                Field("exclude", words("다음 실행에서 빼기"), "button"),
            ],
            values={"budget": False}, on_change=self._do, inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.left_out = LeftOut(session)
        self.view = pn.Column(
            self.known, self.form, self.solved, self.left_out.view,
            sizing_mode="stretch_both", margin=0,
        )  # fmt: skip
        self._able(None)
        self._awake, self._late = True, False
        session.param.watch(self._focused, "focus")

    def show(self, frames: RunFrames | None) -> None:
        """Show the reasons of another run."""
        self._frames = frames
        self.left_out.show(frames)
        self._draw()

    def wake(self, on: bool) -> None:
        """Whether anybody sees this view: reasons cost too much to be made for nobody."""
        self._awake = on
        if on and self._late:
            self._draw()

    def _focused(self, *_: Any) -> None:
        if self._awake:
            self._draw()
        else:
            self._late = True

    def _draw(self, *_: Any) -> None:
        self._late = False
        frames, park_id = self._frames, self._session.focus
        if frames is None:
            return
        if not park_id:
            self.known.object, self.solved.object = _NOBODY, ""
            self._able(None)
            return
        if frames.run.snapshot_digest != frames.snapshot.digest:
            self.known.object, self.solved.object = _OTHER_DATA, ""
            self.form.disabled_keys = ["ask", "budget", "cancel"]
            return
        self.known.object = known_html(frames, park_id)
        self.solved.object = ""
        if not self.asker.recall(self._question(frames, park_id)):
            self._able(None)

    def _question(self, frames: RunFrames, park_id: str) -> WhyPark:
        return WhyPark(
            run=frames.run, park_id=park_id, with_budget=bool(self.form.values.get("budget"))
        )

    def _do(self, key: str, value: Any) -> None:
        session, park_id = self._session, self._session.focus
        match key:
            case "budget":
                self.form.show({key: value})
                self._draw()
            case "ask" if self._frames is not None and park_id:
                self.asker.ask(self._question(self._frames, park_id))
            case "cancel":
                self.asker.cancel()
            case "lock" if park_id:
                session.draft = session.draft.with_lock(park_id, True)
                self._wire.say(f"{session.catalog.name_ko(park_id)}을(를) 다음 실행에 꼭 넣습니다.")
            case "exclude" if park_id:
                session.draft = session.draft.with_exclusion(park_id, True)
                self._wire.say(f"{session.catalog.name_ko(park_id)}을(를) 다음 실행에서 뺍니다.")

    def _hear(self, inquiry: Inquiry) -> None:
        asked = inquiry.question
        if not isinstance(asked, WhyPark) or asked.park_id != self._session.focus:
            return
        self._able(inquiry)
        if isinstance(inquiry.answer, Reason) and self._frames is not None:
            when = f'<p class="quiet">{escape(answered_words(inquiry))}</p>'
            self.solved.object = solved_html(self._frames, inquiry.answer) + when
            return
        before = self._session.desk.inquiries.before(inquiry)
        self.solved.object = (
            f'<p role="status">{escape(waiting_words(inquiry, before))}</p>'
            f"{findings_html(inquiry.findings)}"
        )

    def _able(self, inquiry: Inquiry | None) -> None:
        if not self._session.focus:
            self.form.disabled_keys = ["ask", "budget", "cancel", "lock", "exclude"]
        elif inquiry is not None and not inquiry.ended:
            self.form.disabled_keys = ["ask", "budget"]
        else:
            self.form.disabled_keys = ["cancel"]
        words = self._session.words
        known = inquiry is not None and inquiry.ended and inquiry.answer is not None
        self.form.show({"ask": words("다시 계산") if known else words("넣고 빼 보기")})
