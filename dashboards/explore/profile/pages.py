"""The pages about the place under focus as PDF, with the plan that is shown or without any."""

from typing import Final

from cluster_planner.errors import Finding, ScenarioError
from dashboards.parts.paper_list import Offered, PaperList
from dashboards.state.paper_data import data_of
from dashboards.state.session import Session
from dashboards.work.paper_order import KINDS, PaperOrder
from dashboards.work.paper_rows import PaperRows

_AREA: Final = "region:"


class Pages:
    """A park has its page; a region has its own and a set of it and of the parks that matter there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.view = PaperList([], words=session.words, css_classes=["pages"])
        self.rows = PaperRows(self.view, session.desk.house.papers, self.order)
        self.show()

    def show(self) -> None:
        """Another place or another run is shown."""
        files = self._files()
        self.view.visible = bool(files)
        self.view.title = self._session.words("한 장 보고서(PDF)")
        self.view.offer(files)
        self.rows.renew()

    def order(self, key: str) -> PaperOrder:
        """What a button makes now. Raises ScenarioError when no park and no region is chosen."""
        session = self._session
        run = session.run if session.run is not None and session.run.plan is not None else None
        if session.focus:
            place_id, name = session.focus, session.catalog.name_ko(session.focus)
        elif session.area.startswith(_AREA):
            place_id = session.area.removeprefix(_AREA)
            name = session.catalog.region_ko[place_id]
        else:
            raise ScenarioError(
                Finding("한 장 보고서", "고른 곳이 없습니다", "단지나 권역을 고르세요")
            )
        return PaperOrder(
            key, run, place_id=place_id, place_name=name, **data_of(session.desk, run)
        )

    def _files(self) -> list[Offered]:
        session, words = self._session, self._session.words
        planned = session.run is not None and session.run.plan is not None
        with_plan = "현황과 계획 결과" if planned else "현황(계획 없음)"
        if session.focus:
            return [Offered("park", words(KINDS["park"].label), with_plan)]
        if session.area.startswith(_AREA):
            parks = "선정·거점 단지마다 한 장" if planned else "거점단지마다 한 장"
            return [
                Offered("region", words(KINDS["region"].label), with_plan),
                Offered("region_set", words(KINDS["region_set"].label), f"권역과 {parks}(zip)"),
            ]
        return []
