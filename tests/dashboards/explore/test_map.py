"""The map of 탐색 from the session's side: what it sends, chooses and says."""

import time
from statistics import median
from typing import Any

import numpy as np
import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.present.maps import SIGUNGU, country_map
from dashboards.explore.map import ExploreMap
from dashboards.explore.map.atlas import AREAS, PARKS
from dashboards.explore.map.choosing import inside
from dashboards.lookups.catalog import Catalog
from dashboards.lookups.choices import View
from dashboards.lookups.park_tables import park_tables
from dashboards.map import MapPage, publish
from dashboards.state.address import read, written
from dashboards.state.desk import Desk
from dashboards.state.session import Session


class Silent:
    """A wire that keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.saved: list[str] = []

    def say(self, text: str, tone: str = "good") -> None:
        self.said.append(text)

    def save(self, name: str, content: str, mime: str = "") -> None:
        self.saved.append(content)


@pytest.fixture
def wire() -> Silent:
    return Silent()


@pytest.fixture(scope="module")
def park_map(catalog: Catalog) -> MapPage:
    return publish(country_map(park_tables(catalog.snapshot), shapes=catalog.shapes))


@pytest.fixture
def explored(session: Session, wire: Silent, park_map: MapPage) -> ExploreMap:
    session.desk.__dict__["park_map"] = park_map  # a second and a half each otherwise
    return ExploreMap(session, wire)  # type: ignore[arg-type]


def some(explored: ExploreMap, layer: str, name: str) -> dict[str, Any]:
    return dict(explored.first.live._state.style(layer).some.get(name, {}))


def test_an_indicator_colours_every_area_and_hatches_the_unknown(
    session: Session, explored: ExploreMap
) -> None:
    session.draw(area="utilization_pct")
    hatch = some(explored, SIGUNGU, "hatch")
    assert len(hatch) == 230
    assert sum(bool(v) for v in hatch.values()) == 155  # 151 자료 없음, 4 비공개; 47 have no park
    assert "산단 가동률" in explored.first.live.summary
    session.draw(area="")
    assert not some(explored, SIGUNGU, "hatch")


def test_regions_are_a_layer_of_their_own(session: Session, explored: ExploreMap) -> None:
    session.draw(area="tenants", level="region")
    assert len(explored.first.live._feature_ids(AREAS)) == 8
    session.draw(level="sigungu")
    assert AREAS not in explored.first.live._state.added


def test_filters_leave_specks_and_the_legend_counts_what_passes(
    session: Session, explored: ExploreMap
) -> None:
    session.sift(kind_ids=("national",))
    radii = some(explored, PARKS, "radius")
    assert sum(r == 1.2 for r in radii.values()) == 1363 - 59
    legend = explored.first.live._state.legends["main"]["legend"]
    assert [e["label"] for e in legend["entries"]][:2] == [
        "국가산업단지 · 59곳",
        "일반산업단지 · 0곳",
    ]


@pytest.mark.parametrize("overlay", ["engines", "gaps", "partners", "ax_demo", "core"])
def test_layers_come_and_go_with_their_legend(
    session: Session, explored: ExploreMap, overlay: str
) -> None:
    state = explored.first.live._state
    session.draw(overlays=(overlay,))
    assert f"overlay_{overlay}" in state.added
    assert state.legends["overlays"]["legend"]["entries"]
    session.draw(overlays=())
    assert f"overlay_{overlay}" not in state.added
    assert "overlays" not in state.legends


def click(explored: ExploreMap, layer: str | None, key: str | None, **modifiers: bool) -> None:
    live = explored.first.live
    live._handle_msg({"type": "click", "layer": layer, "id": key, "modifiers": modifiers})


def test_clicks_choose_parks_areas_and_nothing(session: Session, explored: ExploreMap) -> None:
    click(explored, PARKS, "p_gumi")
    assert session.focus == "p_gumi"
    click(explored, SIGUNGU, "48120")
    assert (session.focus, session.area) == ("", "sigungu:48120")
    click(explored, AREAS, "jeonbuk")
    assert session.area == "region:jeonbuk"
    click(explored, None, None)
    assert (session.focus, session.area) == ("", "")
    assert explored.first.live._state.camera is None, "a click on the map does not move it"
    session.focus = "p_changwon"
    assert explored.first.live._state.camera is not None, "a choice in the list does"


def test_ctrl_and_shift_collect_parks(session: Session, explored: ExploreMap) -> None:
    click(explored, PARKS, "p_gumi", ctrl=True)
    click(explored, PARKS, "p_changwon", shift=True)
    assert session.filters.picked == ("p_gumi", "p_changwon")
    click(explored, PARKS, "p_gumi", ctrl=True)
    assert session.filters.picked == ("p_changwon",)
    assert session.focus == ""


BOX = {
    "type": "Polygon",
    "coordinates": [[[126, 33], [127, 33], [127, 33.7], [126, 33.7], [126, 33]]],
}


def test_a_drawn_shape_picks_parks_that_pass_the_filters(
    session: Session, explored: ExploreMap, wire: Silent
) -> None:
    assert len(inside(BOX, session)) == 7  # 제주
    message = {"type": "drawn", "tool": "box", "geometry": BOX, "polygon": BOX}
    explored.first.live._handle_msg(message)
    assert len(session.shown) == 7
    assert explored.first.live._state.shapes
    session.sift(picked=())
    assert not explored.first.live._state.shapes
    session.sift(kind_ids=("urban_hightech",), region_ids=("gangwon",))
    explored.first.live._handle_msg(message)
    assert session.filters.picked == ()
    assert "산업단지가 없습니다" in wire.said[-1]


def test_a_second_map_shows_another_indicator_or_run(
    session: Session, explored: ExploreMap, desk: Desk, run: Run
) -> None:
    session.draw(area="tenants", beside="aged_pct")
    assert explored.second is not None
    assert "노후산단 비율" in explored.second.live.title
    desk.shelf.runs.keep(run)
    session.draw(beside=f"run:{run.run_id}")
    assert run.scenario.name in explored.second.live.title
    radii = explored.second.live._state.style(PARKS).some["radius"]
    assert sum(r > 4 for r in radii.values()) == len(run.plan.park_ids) if run.plan else False
    session.draw(beside="")
    assert explored.second is None


def test_money_needs_a_plan_and_says_so(session: Session, explored: ExploreMap) -> None:
    session.draw(area="plan_mkrw")
    assert "보고 있는 계획이 없어" in explored.first.live.summary


def test_the_view_lives_in_the_address(session: Session) -> None:
    view = View("sale_pct", "jobs", "region", ("core", "gaps"), "aged_pct")
    session.view = view
    query = written(session.address, session.desk.known.parks)
    assert read(query, session.desk.known)[0].view == view


@pytest.mark.parametrize("part", ["colour=red", "fill=weather", "layers=moon", "beside=tide"])
def test_strange_views_are_named(desk: Desk, part: str) -> None:
    address, findings = read(f"?page=explore&{part}", desk.known)
    assert address.view == View()
    assert len(findings) == 1


def test_the_map_can_be_saved_as_it_looks(
    explored: ExploreMap, session: Session, wire: Silent
) -> None:
    session.draw(area="tenants")
    explored._act("save")
    assert "입주업체 (시군구)" in wire.saved[0]


def test_recolouring_and_switching_cost_the_server_little(
    session: Session, explored: ExploreMap
) -> None:
    """Half of what a reader may wait in all: 100 ms for points, 150 ms for areas."""
    colours, areas = [], []
    for turn in range(20):
        started = time.process_time()
        session.draw(colour=("status", "kind")[turn % 2])
        colours.append(time.process_time() - started)
        started = time.process_time()
        session.draw(area=("tenants", "sale_pct")[turn % 2])
        areas.append(time.process_time() - started)
    assert np.isfinite(colours).all()
    assert median(colours) < 0.05
    assert median(areas) < 0.075
