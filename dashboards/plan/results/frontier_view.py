"""What balance costs: a sweep beside the page, its plans as points, and a click that opens one."""

from html import escape
from typing import Any, Final

import panel as pn

from cluster_planner.domain.plan import Run
from cluster_planner.errors import StoreError
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.summary import gap_words
from cluster_planner.present.words import SOLVE_STATUS_LABELS
from cluster_planner.sweeps.frontier import Frontier, Point, balance, firms_by_region
from cluster_planner.sweeps.questions import Balance
from dashboards.parts import Chart, Column, Field, Form, Option, Table, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.frontier_chart import frontier_options
from dashboards.plan.results.labels import in_words
from dashboards.plan.results.sheets import TIGHT
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.theme import theme_named
from dashboards.work.questions import Asker, Inquiry, answered_words, waiting_words

_COLUMNS: Final = (
    Column("name", "계획"),
    Column(
        "balance",
        "균형",
        "number",
        "백만원/업체",
        2,
        help="가장 적게 받는 권역의 입주업체당 새 국비",
    ),
    Column("region", "가장 적은 권역"),
    Column("score", "목적값", "number"),
    Column("loss", "균형의 값", "number", help="가장 나은 목적값과의 차이"),
    Column("national", "국비", "number", "억원", 1),
    Column("status", "증명"),
)
_INTRO: Final = (
    "모든 권역의 업체당 국비 하한을 차례로 올리며 가장 나은 계획을 찾습니다. 기준안에서 1–2분이 걸리고, "
    "그동안 다른 일을 할 수 있습니다. 점을 누르면 그 계획이 실행으로 열립니다."
)


class FrontierView:
    """Asks for the frontier of the run's scenario and keeps it; a point opens as a run."""

    def __init__(self, session: Session, wire: Wire) -> None:
        words = session.words
        self._session, self._wire = session, wire
        self._frames: RunFrames | None = None
        self._base: Run | None = None
        """The run whose scenario was asked about; opening a point does not change it."""
        self.found: Frontier | None = None
        self.asker = Asker(session.desk.inquiries, self._hear)
        self.form = Form(
            [
                Field("points", words("점의 수"), "select", options=tuple(
                    Option(str(n), str(n)) for n in (3, 4, 5, 7, 9)
                )),
                Field("ask", words("계산하기"), "button", primary=True),
                Field("cancel", words("멈추기"), "button"),
            ],
            values={"points": "5"}, on_change=self._do, disabled_keys=["cancel"], inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.told = html_pane(f"<p>{_INTRO}</p>")
        self.chart = Chart(
            title="효율과 균형", on_click=self._clicked, min_height=260, visible=False
        )
        self.table = Table(
            in_words(_COLUMNS, words),
            words=words,
            on_choose=self._row,
            caption="효율과 균형의 계획",
            visible=False,
        )
        self.view = pn.Column(
            self.form, self.told, self.chart, self.table, sizing_mode="stretch_both", margin=0
        )
        session.param.watch(self._draw, "dark")

    def show(self, frames: RunFrames | None) -> None:
        """Show another run: a point of what was found keeps the frontier, another run asks anew."""
        self._frames = frames
        if frames is None:
            return
        if self.found is None or not self._of_found(frames.run):
            self._base = frames.run
            self.found = None
            if not self.asker.recall(self._question(frames.run)):
                self.told.object = f"<p>{_INTRO}</p>"
            self._name_button()
        self._draw()

    def open(self, place: int) -> None:
        """Open the plan of a point (from 0) as the session's run, and keep it on the shelf."""
        point = self.found.points[place] if self.found else None
        if point is None or point.run is None:
            return
        try:
            self._session.desk.shelf.runs.keep(point.run)
        except StoreError:
            self._wire.say("실행을 보관할 수 없어 열지 못했습니다. 저장 폴더를 확인하세요.", "bad")
            return
        self._session.open_run(point.run.run_id)
        self._wire.say(f"계획 {place + 1}을 열었습니다: {point.scenario.name}")

    def _question(self, run: Run) -> Balance:
        return Balance(scenario=run.scenario, points=int(self.form.values["points"]))

    def _of_found(self, run: Run) -> bool:
        ids = {p.run.run_id for p in self.found.points if p.run} if self.found else set()
        return run.run_id in ids or (self._base is not None and run.run_id == self._base.run_id)

    def _do(self, key: str, value: Any) -> None:
        match key:
            case "points":
                self.form.show({key: value})
                self._name_button()
            case "ask" if self._base is not None:
                self.asker.ask(self._question(self._base))
            case "cancel":
                self.asker.cancel()

    def _hear(self, inquiry: Inquiry) -> None:
        if isinstance(inquiry.answer, Frontier):
            self.found = inquiry.answer
        before = self._session.desk.inquiries.before(inquiry)
        self.form.disabled_keys = ["cancel"] if inquiry.ended else ["ask", "points"]
        self._name_button()
        said = f"<p>{escape(waiting_words(inquiry, before))}</p>"
        if self.found is not None and inquiry.ended:
            unit = self._base.outcome.unit if self._base else "mkrw"
            told = f"{frontier_words(self.found, unit)} {answered_words(inquiry)}"
            said = f"<p>{escape(told)}</p>"
        self.told.object = f'<div role="status">{said}</div>{findings_html(inquiry.findings)}'
        if inquiry.ended:
            self._draw()

    def _name_button(self) -> None:
        words = self._session.words
        known = self._base is not None and self.asker.shows(self._question(self._base))
        self.form.show({"ask": words("다시 계산") if known else words("계산하기")})

    def _draw(self, *_: Any) -> None:
        points = self.found.points if self.found else ()
        self.chart.visible = self.table.visible = bool(points)
        if not points or self._frames is None:
            return
        run, snapshot = self._frames.run, self._frames.snapshot
        firms = firms_by_region(snapshot, run.scenario)
        here = []
        if run.plan is not None and firms:
            here = [(balance(snapshot, run.plan, firms)[0], run.outcome.objective or 0.0)]
        theme = theme_named(self._session.dark)
        with pn.io.hold():
            self.chart.param.update(
                option=frontier_options(points, here, theme, run.outcome.unit),
                summary=frontier_words(self.found, run.outcome.unit),
            )
            self.table.show(
                frontier_rows(points, self._session.catalog.region_ko, run.outcome.unit)
            )
            self.table.marked = [
                str(place) for place, p in enumerate(points)
                if p.run is not None and p.run.run_id == run.run_id
            ]  # fmt: skip

    def _clicked(self, event: dict[str, Any]) -> None:
        if event.get("series") == "찾은 계획" and isinstance(event.get("index"), int):
            self.open(event["index"])

    def _row(self, key: str) -> None:
        self.open(int(key))


def frontier_rows(
    points: tuple[Point, ...], region_ko: dict[str, str], unit: str
) -> list[dict[str, Any]]:
    """A row per point, from the best score to the best balance."""
    best = max((point.score for point in points), default=0.0)
    return [
        {
            "key": str(place),
            "name": f"계획 {place + 1}",
            "balance": point.balance_mkrw_per_firm,
            "region": region_ko.get(point.least_region_id, point.least_region_id),
            "score": {"value": point.score, "text": objective_words(point.score, unit)},
            "loss": {
                "value": best - point.score,
                "text": objective_words(best - point.score, unit),
            },
            "national": point.national_mkrw / 100,
            "status": f"{SOLVE_STATUS_LABELS[point.status.value]} · 간격 {gap_words(point.gap)}",
        }
        for place, point in enumerate(points)
    ]


def frontier_words(found: Frontier | None, unit: str) -> str:
    """What was found, in two sentences."""
    if found is None or not found.points:
        return "계획을 찾지 못했습니다."
    first, last = found.points[0], found.points[-1]
    more = ""
    if found.stopped:
        more = " 멈출 때까지 찾은 것만 있습니다."
    elif found.unanswered:
        more = f" 시간 안에 답하지 못한 물음이 {found.unanswered}개 있습니다."
    return (
        f"계획 {len(found.points)}개를 찾았습니다(둘 다 못한 {found.dominated}개는 뺌). 균형을 업체당 "
        f"{first.balance_mkrw_per_firm:,.2f}에서 {last.balance_mkrw_per_firm:,.2f}백만원으로 올리는 값은 "
        f"목적값 {objective_words(first.score - last.score, unit)}입니다.{more}"
    )
