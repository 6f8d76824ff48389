"""Run and stop, how the run goes, how the last one ended, and what to do about it."""

from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.plan import Progress, SolveStatus
from cluster_planner.present.badge import badge
from dashboards.parts import Chart, Field, Form, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.run_bar_curve import curve_option, curve_summary, first_plan_seconds
from dashboards.plan.run_bar_shelf import RecentRuns
from dashboards.plan.run_bar_way_out import WayOut
from dashboards.plan.run_bar_words import (
    badge_html,
    figures_html,
    live_gap,
    run_figures,
    score_words,
)
from dashboards.shell import Wire
from dashboards.state.draft import Draft
from dashboards.state.session import Session
from dashboards.work.jobs import JobState

LOOK_EVERY_MS: Final = 300
SHEET: Final = Path(__file__).with_name("run_bar.css")


class RunBar:
    """The bar above the results. `look` may be called by hand in tests."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session = session
        self._wire = wire
        self._clock: Any = None
        self._drawn = 0
        self._told_first = False
        words = session.words
        self.buttons = Form(self._controls(False), {}, self._press, inline=True, words=words)
        self.status = html_pane("", SHEET)
        self.news = html_pane('<p role="status"></p>', SHEET, css_classes=["unseen"])
        self.curve = Chart(title="풀이 과정", height=190, sizing_mode="stretch_width")
        self.course = pn.Column(self.curve, visible=False, margin=0, sizing_mode="stretch_width")
        self.recent = RecentRuns(session)
        self.way_out = WayOut(session, wire)
        session.param.watch(self._draw, ["phase", "progress", "run", "failures", "scenario"])
        session.param.watch(self._follow, "phase")
        self._draw()
        self._follow()
        self.view = pn.Column(
            self.buttons, self.status, self.news, self.course, self.way_out.view, self.recent.view,
            css_classes=["run-bar"], margin=0, sizing_mode="stretch_width",
            stylesheets=[SHEET.read_text("utf-8")],
        )  # fmt: skip

    def _controls(self, stale: bool) -> list[Field]:
        words = self._session.words
        restore = Field("restore", words("이 실행의 조건으로 되돌리기"), "button", icon="undo")
        return [
            Field("run", words("최적화 실행"), "button", primary=True, icon="play",
                  help="Ctrl+Enter", shortcut="ctrl+enter"),
            Field("stop", words("중단"), "button", icon="stop", help="그때까지의 가장 나은 계획을 남깁니다"),
            *([restore] if stale else []),
            Field("curve", words("풀이 과정"), "switch"),
            Field("recent", words("지난 실행"), "switch"),
        ]  # fmt: skip

    def look(self) -> None:
        """Take over the job's news; the clock stops with the job."""
        if self._session.look():
            self._draw_status()
        else:
            self._stop_clock()

    def _press(self, key: str, value: Any) -> None:
        session = self._session
        match key:
            case "run":
                self._run()
            case "stop":
                session.cancel_run()
                self._draw()
            case "restore" if session.run is not None:
                session.edit(Draft.of(session.run.scenario))
            case "curve":
                self.course.visible = bool(value)
                self._draw_curve()
            case "recent":
                self.recent.open(bool(value))

    def _run(self) -> None:
        if self._session.may_run:
            self._session.start_run()
        elif not self._session.busy:
            self._wire.say("고칠 곳이 있어 실행할 수 없습니다. 왼쪽의 ‘고칠 곳’을 보세요.", "warn")

    def _follow(self, *_: Any) -> None:
        """The clock runs only while a job does: an idle page costs nothing."""
        session = self._session
        if session.phase is JobState.QUEUED or (session.busy and self._clock is None):
            self._told_first = False
            if session.phase is JobState.QUEUED:
                self._announce("실행을 시작했습니다.")
            if self._clock is None and pn.state.curdoc is not None:
                self._clock = pn.state.add_periodic_callback(self.look, period=LOOK_EVERY_MS)
        elif not session.busy and session.phase is not None:
            self._announce(self._end_words())
            self.recent.renew()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None

    def _announce(self, sentence: str) -> None:
        self.news.object = f'<p role="status">{escape(sentence)}</p>'

    def _end_words(self) -> str:
        if self._session.failures:
            return "계산에 실패했습니다."
        if self._session.phase is JobState.CANCELLED or self._session.run is None:
            return "중단했습니다. 찾은 계획이 없습니다."
        return f"계산이 끝났습니다. {badge(self._session.run).text}."

    def _draw(self, *_: Any) -> None:
        session = self._session
        stopping = session.job is not None and session.job.cancelling
        off = [
            *([] if not session.busy else ["run"]),
            *([] if session.busy and not stopping else ["stop"]),
        ]
        with pn.io.hold():
            fields = [one.plain for one in self._controls(session.stale and not session.busy)]
            if fields != self.buttons.fields:
                self.buttons.fields = fields
            if off != self.buttons.disabled_keys:
                self.buttons.disabled_keys = off
            self._follow_course()
            self._draw_status()
            self.way_out.show()

    def _follow_course(self) -> None:
        course = self._session.course
        if len(course) != self._drawn:
            self._draw_curve()
        found = self._session.busy and first_plan_seconds(course) is not None
        if found and not self._told_first:
            self._told_first = True
            self._announce("첫 계획을 찾았습니다. 중단해도 이 계획이 남습니다.")

    def _draw_curve(self, *_: Any) -> None:
        if self.course.visible:
            course = self._session.course
            self._drawn = len(course)
            self.curve.option = curve_option(course)
            self.curve.summary = curve_summary(course)

    def _draw_status(self) -> None:
        markup = self._status_html()
        if markup != self.status.object:
            self.status.object = markup

    def _status_html(self) -> str:
        session = self._session
        if session.busy:
            return self._running_html()
        if session.failures:
            return _line("bad", "계산 실패", "") + findings_html(session.failures)
        if session.run is None:
            if session.phase is JobState.CANCELLED:
                return _line("warn", "중단됨", "<p>찾은 계획이 없습니다.</p>")
            hint = "조건을 정하고 최적화를 실행하세요. 보통 몇 초 안에 첫 계획이 나옵니다."
            return _line("idle", "아직 실행하지 않음", f'<p class="quiet">{hint}</p>')
        return self._ended_html()

    def _ended_html(self) -> str:
        run = self._session.run
        figures = run_figures(run)
        if (first := first_plan_seconds(self._session.course)) is not None:
            figures["첫 계획"] = f"{first:.1f}초"
        markup = _line(
            badge(run).tone,
            badge(run).text,
            figures_html({"시나리오": run.scenario.name} | figures),
        )
        if self._session.phase is JobState.CANCELLED:
            markup += "<p class='stale'>마지막 실행은 계획을 찾기 전에 중단되어 앞의 결과를 보여 줍니다.</p>"
        if self._session.stale:
            markup += "<p class='stale'><b>조건이 바뀌었습니다.</b> 아래 결과는 바꾸기 전 조건의 것입니다.</p>"
        return markup

    def _running_html(self) -> str:
        session, job = self._session, self._session.job
        if session.phase is JobState.QUEUED:
            before = job.before if job else 0
            told = f"앞에 {before}건이 있습니다." if before else "다음 차례입니다."
            return _line("idle", "대기 중", f"<p>{told} 자리가 나면 바로 시작합니다.</p>")
        progress = session.progress or Progress(seconds=0.0)
        seconds = job.seconds if job else 0.0
        limit = job.scenario.solver.time_limit_s if job else 1.0
        first = first_plan_seconds(self._session.course)
        figures = {
            "경과 / 제한": f"{seconds:.0f} / {limit:,.0f}초",
            "찾은 목적값": score_words(progress.incumbent, progress.unit, "찾는 중"),
            "목적값 상한": score_words(progress.bound, progress.unit, "계산 중"),
            "간격": live_gap(progress),
            "첫 계획": "찾는 중" if first is None else f"{first:.1f}초",
        }
        stopping = job is not None and job.cancelling
        text, tone = ("중단하는 중", "warn") if stopping else ("계산 중", "idle")
        used = min(100.0, 100 * seconds / limit)
        meter = f'<div class="bar" aria-hidden="true"><i style="width:{used:.0f}%"></i></div>'
        return _line(tone, text, figures_html(figures)) + meter

    @property
    def infeasible(self) -> bool:
        """Whether the run shown has no plan for a reason that can be asked."""
        run = self._session.run
        return run is not None and run.outcome.status is SolveStatus.INFEASIBLE


def _line(tone: str, text: str, body: str) -> str:
    return f'<div class="line">{badge_html(tone, text)}{body}</div>'
