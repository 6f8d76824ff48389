"""Moved money on the map: who gets more and less, who came and who went."""

from collections.abc import Mapping
from typing import Any, Final

from cluster_planner.explain.differences import Difference, ParkDifference
from cluster_planner.present.difference_figures import signed
from cluster_planner.present.difference_rows import summary_sentence
from cluster_planner.present.map_elements import Legend, LegendEntry
from cluster_planner.present.maps import COMPLEXES
from cluster_planner.present.palette import Theme
from dashboards.compare.card import Card
from dashboards.compare.comparison import Comparison
from dashboards.map import FoliumMap
from dashboards.state.session import Session
from dashboards.theme import theme_named

PARKS: Final = COMPLEXES
LARGEST_PX: Final = 17.0
LEAST_PX: Final = 3.5
MAP_HEIGHT_PX: Final = 590
_UNTOUCHED: Final = {"radius": 0.0, "stroke": False, "fillOpacity": 0.0, "opacity": 0.0}
_NAMES: Final = (
    "radius", "stroke", "color", "weight", "opacity", "fillColor", "fillOpacity", "dashArray",
)  # fmt: skip


class MovesMap:
    """More is filled and less is hollow; who came has a thick edge and who went a broken one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pair: Difference | None = None
        label = session.words
        self.map = FoliumMap(
            session.desk.park_map,
            margin=0,
            title=label("옮겨 간 국비 지도"),
            sizing_mode="stretch_width",
            height=MAP_HEIGHT_PX,
        )
        self.map.param.watch(self._clicked, "clicked")
        self.card = Card(label("옮겨 간 국비"), self.map, name="moves")
        session.param.watch(self._repaint, "dark")
        session.param.watch(self._ring, "focus")

    def show(self, found: Comparison) -> None:
        """Draw the moves of another pair."""
        self._pair = pair = found.pair
        if pair is None:
            return
        self.card.say(f"A → {found.near_letter}: {summary_sentence(pair)}")
        self._repaint()
        self._ring()

    def _repaint(self, *_: Any) -> None:
        theme = theme_named(self._session.dark)
        self.map.set_theme(theme.name)
        if self._pair is None:
            return
        ids = list(self._session.catalog.parks.index)
        styles = move_styles(self._pair, theme)
        looks = [styles.get(park_id, _UNTOUCHED) for park_id in ids]
        columns = {name: [look.get(name) for look in looks] for name in _NAMES}
        self.map.restyle(PARKS, ids, **columns)
        self.map.set_legend(move_legend(theme, self._pair))

    def _ring(self, *_: Any) -> None:
        park_id = self._session.focus
        self.map.mark(PARKS if park_id else None, park_id or None)

    def _clicked(self, event: Any) -> None:
        click = event.new or {}
        if click.get("layer") == PARKS and click.get("id"):
            self._session.focus = str(click["id"])


def move_styles(pair: Difference, theme: Theme) -> dict[str, Mapping[str, Any]]:
    """Park → path options; the area of a point goes with the money that moved."""
    most = max((abs(park.change.change_mkrw) for park in pair.parks), default=0) or 1
    return {park.change.park_id: _style(park, most, theme) for park in pair.parks}


def move_legend(theme: Theme, pair: Difference) -> Legend:
    """What colours, fills and edges mean."""
    most = max((abs(park.change.change_mkrw) for park in pair.parks), default=0)
    largest = f" 가장 큰 원 {signed(most, 'mkrw').lstrip('+')}" if most else ""
    return Legend(
        "국비의 변화",
        entries=(
            LegendEntry("＋ 늘어남(채운 원)", theme.blues[3]),
            LegendEntry("− 줄어듦(빈 원)", theme.oranges[3], "ring"),
            LegendEntry("같은 금액, 다른 구성", theme.faint),
        ),
        note=f"굵은 테: 새로 들어옴 · 끊긴 테: 빠짐.{largest}",
    )


def _style(park: ParkDifference, most: int, theme: Theme) -> dict[str, Any]:
    change = park.change
    size = LEAST_PX + (LARGEST_PX - LEAST_PX) * (abs(change.change_mkrw) / most) ** 0.5
    gains = change.change_mkrw > 0
    colour = theme.blues[3] if gains else theme.oranges[3] if change.change_mkrw else theme.faint
    edge = {"entered": 3.0, "left": 2.4}.get(change.standing, 1.6)
    return {
        "radius": size,
        "stroke": True,
        "color": theme.text if change.standing == "entered" else colour,
        "weight": edge,
        "opacity": 1.0,
        "fillColor": colour,
        "fillOpacity": 0.8 if gains else 0.12,
        "dashArray": "4 4" if change.standing == "left" else None,
    }
