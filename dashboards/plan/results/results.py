"""The results of a run, put together: statement, figures, map, and one view of several."""

from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

import panel as pn

from cluster_planner.present.plan_figures import plan_figures
from dashboards.parts import Tabs, card, html_pane, tabs
from dashboards.plan.results import kpi_row, statement
from dashboards.plan.results.downloads import Downloads
from dashboards.plan.results.flow_view import FlowView
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.frontier_view import FrontierView
from dashboards.plan.results.partners import Partners
from dashboards.plan.results.plan_map import PlanMap
from dashboards.plan.results.reasons_view import ReasonsView
from dashboards.plan.results.sheets import sheet
from dashboards.plan.results.tables import Tables
from dashboards.plan.results.timeline_view import TimelineView
from dashboards.shell import Wire
from dashboards.state.session import Session

HERE: Final = Path(__file__).resolve().parent
VIEWS: Final = {
    "tables": "표", "flow": "예산 흐름", "years": "연도", "balance": "효율·균형", "reasons": "이유",
    "partners": "참여기관",
}  # fmt: skip
_NOTHING: Final = (
    "<h3>아직 결과가 없습니다</h3><p>조건을 정하고 최적화를 실행하면 여기에 나타납니다.</p><ul>"
    "<li>2030 목표와 견준 수치와 증명의 정도</li><li>선정 단지 지도와 참여기관 연결</li>"
    "<li>권역×연도 표, 선정 단지, 사업 내역</li><li>재원에서 단지까지 예산 흐름</li>"
    "<li>연도별 착수와 지급, 효율과 균형의 값</li><li>단지마다 뽑힌 까닭과 빠진 까닭</li>"
    "<li>결재 문서(한글·PDF), 엑셀, 지도 자료, 결정 묶음 내려받기</li></ul>"
)


class _View(Protocol):
    view: Any

    def show(self, frames: RunFrames | None) -> None: ...


class Results:
    """Everything that is shown of `session.run`; parts are made when there is first a plan."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        self._frames: RunFrames | None = None
        self._made: dict[str, _View] = {}
        self._stale: set[str] = set()
        self.map: PlanMap | None = None
        self.nothing = html_pane(_NOTHING, HERE / "nothing.css")
        self.told = html_pane("", statement.SHEET, css_classes=["grow"])
        self.figures = html_pane("", kpi_row.SHEET)
        self.downloads = Downloads(session)
        self.tabs: Tabs | None = None
        self._map_card, self._side_card = _card(), _card()
        self._head = pn.Row(self.told, margin=0, **_styled("head"))
        self._body = pn.Row(
            self._map_card, self._side_card, margin=0, css_classes=["body"], **_styled("body")
        )
        self.view = pn.Column(
            html_pane(f"<h2>{session.words('결과 보기')}</h2>", css_classes=["unseen"]),
            self.nothing, self._head, self.downloads.view, self.figures, self._body,
            margin=0, sizing_mode="stretch_both", stylesheets=[sheet("results")],
        )  # fmt: skip
        session.param.watch(self._show, "run")
        self._show()

    def _show(self, *_: Any) -> None:
        run, snapshot = self._session.run, self._session.catalog.snapshot
        has_plan = run is not None and run.plan is not None
        with pn.io.hold():
            self.nothing.visible = run is None
            self._head.visible = run is not None
            self.figures.visible = self._body.visible = self.downloads.view.visible = has_plan
            self._frames = RunFrames(run, snapshot) if run is not None and has_plan else None
            if run is not None:
                self.told.object = statement.statement_html(run, snapshot)
            if self._frames is None or run is None:
                return
            self.downloads.show()
            self.figures.object = kpi_row.kpi_html(plan_figures(run, snapshot), self._session.words)
            self._stale = set(VIEWS)
            self._show_map()
            self._show_views()

    def _show_map(self) -> None:
        if self.map is None:
            self.map = PlanMap(self._session)
            self._map_card.objects = [self.map.view]
        self.map.show(self._frames)

    def _show_views(self) -> None:
        """Fill the open view; the others are filled when they are opened."""
        if self.tabs is None:
            panels = [
                (key, self._session.words(name), partial(self._build, key))
                for key, name in VIEWS.items()
            ]
            label = self._session.words("결과 보기")
            self.tabs = tabs(panels, label=label, on_open=self._fill, sizing_mode="stretch_both")
            self._side_card.objects = [self.tabs]
        self._fill(self.tabs.active)

    def _build(self, key: str) -> Any:
        self._made[key] = self._make(key)
        return self._made[key].view

    def _fill(self, key: str) -> None:
        reasons = self._made.get("reasons")
        if isinstance(reasons, ReasonsView):
            reasons.wake(key == "reasons")
        if key in self._stale and key in self._made:
            self._stale.discard(key)
            with pn.io.hold():
                self._made[key].show(self._frames)

    def _make(self, key: str) -> _View:
        session = self._session
        match key:
            case "flow":
                return FlowView(session)
            case "years":
                return TimelineView(session)
            case "balance":
                return FrontierView(session, self._wire)
            case "reasons":
                return ReasonsView(session, self._wire)
            case "partners":
                return Partners(session)
            case _:
                return Tables(session)


def _card() -> pn.Column:
    return card(sizing_mode="stretch_both", stylesheets=[sheet("card")])


def _styled(name: str) -> dict[str, Any]:
    return {"sizing_mode": "stretch_width", "stylesheets": [sheet(name)]}
