"""The page 탐색, put together: filters above, list, map and profile side by side."""

from pathlib import Path
from typing import Any, Final

import panel as pn

from dashboards.explore.filters import FilterBar
from dashboards.explore.map import ExploreMap
from dashboards.explore.park_list import ParkList
from dashboards.explore.profile import Profile
from dashboards.parts import html_pane
from dashboards.shell import Wire
from dashboards.state.session import Session

SHEET: Final = Path(__file__).with_name("page.css")


class ExplorePage:
    """Everything under 탐색 for one session."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session = session
        self.filters = FilterBar(session)
        self.list = ParkList(session, wire)
        self.map = ExploreMap(session, wire)
        self.profile = Profile(session, wire)
        heading = html_pane(f"<h2>{session.words('탐색')}</h2>", css_classes=["unseen"])
        self.view = pn.Column(
            heading,
            _part("filters", self.filters.view, "stretch_width"),
            _part("list", self.list.view),
            _part("map", self.map.view),
            _part("profile", self.profile.view),
            css_classes=self._classes(), margin=0, sizing_mode="stretch_both",
            stylesheets=[SHEET.read_text("utf-8")],
        )  # fmt: skip
        session.param.watch(self._arrange, ["focus", "area"])

    def _classes(self) -> list[str]:
        chosen = bool(self._session.focus or self._session.area)
        return ["explore", "chosen"] if chosen else ["explore"]

    def _arrange(self, *_: Any) -> None:
        if self.view.css_classes != self._classes():
            self.view.css_classes = self._classes()


def _part(name: str, view: Any, sizing: str = "stretch_both") -> pn.Column:
    return pn.Column(
        view, css_classes=[f"part-{name}"], margin=0, sizing_mode=sizing,
        stylesheets=[SHEET.read_text("utf-8")],
    )  # fmt: skip
