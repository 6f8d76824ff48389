"""The table that says what the coloured areas say."""

from typing import Any

from cluster_planner.indicators.area_figures import AreaFigures
from cluster_planner.present.choropleth import AREA_WORDS, area_rows
from dashboards.explore.map.lookups import Lookups
from dashboards.parts import Column, Table
from dashboards.state.session import Session


class AreaList:
    """Areas with their figure, the parks that it stands on, and those without one."""

    def __init__(self, session: Session, found: Lookups) -> None:
        self._session, self._found = session, found
        say = session.words
        self.view = Table(
            [], on_choose=self._choose, words=say, downloads="지역 지표",
            caption=say("지역 지표"), empty=say("지역에서 지표를 먼저 고르세요"),
            sizing_mode="stretch_width", height=240, visible=False,
        )  # fmt: skip

    def show(self, figures: AreaFigures | None) -> None:
        """Show an indicator, or none."""
        if figures is None:
            self.view.param.update(rows=[], columns=[])
            return
        told, say = AREA_WORDS[figures.indicator.indicator_id], self._session.words
        origin = " ".join(part for part in (told.how, figures.source, figures.as_of) if part)
        columns = [
            Column("name", say("권역" if figures.level == "region" else "시군구"), width=150),
            Column("value", say(told.name), "number", help=origin),
            Column("counted", say("단지 수"), "number", say("곳")),
            Column("missing", say("자료 없는 단지"), "number", say("곳")),
        ]
        names = self._found.names[figures.level]
        self.view.param.update(
            columns=[vars(column) for column in columns], rows=area_rows(figures, names)
        )

    def _choose(self, key: str) -> Any:
        self._session.param.update(focus="", area=key)
