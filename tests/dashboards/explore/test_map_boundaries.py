"""The layer of boundaries on 탐색 is offered only by data that hold boundaries."""

from pathlib import Path

from cluster_planner.domain.scenario import Scenario
from dashboards.explore.map import ExploreMap
from dashboards.lookups.catalog import Catalog
from dashboards.state.address import read
from dashboards.state.desk import Desk
from dashboards.state.house import House
from dashboards.state.session import Session
from tests.official.layers import complex_layer
from tests.present.test_complex_outlines import with_shapes


class Silent:
    """A wire that nobody listens to."""

    def say(self, text: str, tone: str = "good") -> None:
        """Say nothing."""


def test_boundaries_come_with_a_legend_and_go_again(
    catalog: Catalog, small: Scenario, tmp_path: Path
) -> None:
    snapshot = with_shapes(catalog.snapshot, complex_layer(20))
    session = Session(Desk(Catalog(snapshot), small, House(tmp_path / "home")))
    explored = ExploreMap(session, Silent())  # type: ignore[arg-type]
    state = explored.first.live._state
    session.draw(overlays=("boundaries",))
    assert "overlay_boundaries" in state.added
    (entry,) = state.legends["overlays"]["legend"]["entries"]
    assert entry["label"] == "단지 경계 · 20개"
    assert entry["shape"] == "line"
    session.draw(overlays=())
    assert "overlay_boundaries" not in state.added


def test_an_address_with_boundaries_is_harmless_on_data_without_any(desk: Desk) -> None:
    address, findings = read("?page=explore&layers=boundaries", desk.known)
    assert address.view.overlays == ()
    assert len(findings) == 1


def test_the_tools_offer_boundaries_only_where_there_are_any(
    catalog: Catalog, session: Session, small: Scenario, tmp_path: Path
) -> None:
    snapshot = with_shapes(catalog.snapshot, complex_layer(5))
    other = Session(Desk(Catalog(snapshot), small, House(tmp_path / "other")))
    assert "boundaries" not in offered(session)
    assert "boundaries" in offered(other)


def offered(session: Session) -> list[str]:
    explored = ExploreMap(session, Silent())  # type: ignore[arg-type]
    fields = {field["key"]: field for field in explored.tools.view.fields}
    return [option["value"] for option in fields["overlays"]["options"]]
