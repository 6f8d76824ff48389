"""The plan on a map of its own: parks by money or main package, and the partners that join them."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import panel as pn

from cluster_planner.present.map_styles import faint_style, plan_legend, plan_lines, plan_styles
from cluster_planner.present.maps import COMPLEXES
from cluster_planner.present.partner_links import PartnerLinks
from cluster_planner.present.words import count, money
from dashboards.map import FoliumMap
from dashboards.parts import Field, Form, Option, html_pane
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.sheets import TIGHT
from dashboards.state.session import Session
from dashboards.theme import theme_named

PARKS: Final = COMPLEXES
"""Layer of the page whose points are the parks (see `park_tables`)."""
LINKS: Final = "partner_links"
CHOSEN: Final = "chosen_parks"
"""Layer of the parks that the plan awards, above all others."""


class PlanMap:
    """The map of a run. A click on a park is the session's focus; the focus has the ring."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._frames: RunFrames | None = None
        self._colour, self._links = "money", "focus"
        self.form = Form(
            [
                Field("colour", words("색"), "radio", options=(
                    Option("money", words("국비")), Option("package", words("주된 패키지")),
                )),
                Field("links", words("참여기관 연결"), "radio", options=(
                    Option("focus", words("고른 단지")), Option("all", words("모두")),
                    Option("none", words("없음")),
                )),
            ],
            values={"colour": "money", "links": "focus"},
            on_change=self._choose, inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.map = FoliumMap(session.desk.park_map, title="계획 지도", min_height=0, margin=0)
        self.told = html_pane("")
        self.view = pn.Column(
            self.form, self.map, self.told, sizing_mode="stretch_both", margin=0,
        )  # fmt: skip
        self.map.param.watch(self._clicked, "clicked")
        session.param.watch(self._turn, "dark")
        session.param.watch(self._focused, "focus")
        self._turn()

    def show(self, frames: RunFrames | None) -> None:
        """Show another run: one message for its parks, one for its partners."""
        self._frames = frames
        if frames is not None:
            self.map.summary = map_words(frames, self._session.catalog.region_ko)
        self._draw_links()
        self._repaint()
        self._ring()

    def _choose(self, key: str, value: str) -> None:
        if key == "colour":
            self._colour = value
            self._repaint()
        else:
            self._links = value
            self._draw_links()

    def _clicked(self, event: Any) -> None:
        click = event.new or {}
        known = self._session.catalog.parks.index
        if click.get("layer") in (PARKS, CHOSEN) and click.get("id") in known:
            self._session.focus = str(click["id"])

    def _turn(self, *_: Any) -> None:
        self.map.set_theme("dark" if self._session.dark else "light")
        self.map.restyle(PARKS, **{"stroke": True, **faint_style(theme_named(self._session.dark))})
        self._draw_links()
        self._repaint()

    def _repaint(self) -> None:
        """Parks left out stay faint; the chosen ones are one small layer on top of them."""
        if self._frames is None:
            return
        theme = theme_named(self._session.dark)
        by: Any = self._colour
        parks = self._frames.points
        plan = parks[["park_id", "national_mkrw", "package_ids"]]
        styles = plan_styles(plan["park_id"], plan, theme, by)
        self.map.add_layer(CHOSEN, chosen_features(parks), styles)
        self.map.set_legend(plan_legend(theme, plan, by))

    def _draw_links(self) -> None:
        if self._frames is None:
            return
        links = self._wanted()
        theme = theme_named(self._session.dark)
        style = {"color": theme.accent, "weight": 1.6, "opacity": 0.55, "fill": False}
        features = links.features()
        styles = {feature["id"]: style for feature in features["features"]}
        self.map.add_layer(LINKS, features, styles, interactive=False)
        self.told.object = f'<p class="source" role="status">{_links_words(self._links, links)}</p>'

    def _wanted(self) -> PartnerLinks:
        assert self._frames is not None
        if self._links == "none":
            return PartnerLinks(())
        every = self._frames.links
        return every if self._links == "all" else every.of_park(self._session.focus)

    def _focused(self, *_: Any) -> None:
        self._ring()
        if self._links == "focus":
            self._draw_links()

    def _ring(self) -> None:
        park_id = self._session.focus
        self.map.mark(PARKS if park_id else None, park_id or None)


def chosen_features(parks: pd.DataFrame) -> dict[str, Any]:
    """The awarded parks as points with what they get, the dearest first so that it lies lowest."""
    dear = parks.sort_values("national_mkrw", ascending=False)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": row["park_id"],
                "properties": {"title": row["name_ko"], "lines": plan_lines(row)},
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(row["lon"], 4), round(row["lat"], 4)],
                },
            }
            for row in dear.to_dict("records")
        ],
    }


def map_words(frames: RunFrames, region_ko: Mapping[str, str]) -> str:
    """The map in a sentence: how many parks and how much money each region gets."""
    groups = frames.points.groupby("region_id")["national_mkrw"]
    sums = groups.agg(["size", "sum"]).to_dict("index")
    parts = [
        f"{name} {count(sums[region]['size'], '곳')} {money(sums[region]['sum'])}"
        for region, name in region_ko.items()
        if region in sums
    ]
    return f"선정 단지 {count(len(frames.points), '곳')}에 국비: {', '.join(parts)}."


def _links_words(which: str, links: PartnerLinks) -> str:
    if which == "none":
        return "참여기관 연결을 감췄습니다."
    if not links.links:
        return "점을 누르면 그 단지의 참여기관이 선으로 이어집니다. 같은 내용이 참여기관 표에 있습니다."
    drawn, hidden = len(links.placed), links.unplaced
    unknown = f", 위치 자료가 없는 {count(hidden, '건')}은 표에만 있습니다" if hidden else ""
    return f"참여기관–단지 연결 {count(drawn, '건')}을 그렸습니다{unknown}."
