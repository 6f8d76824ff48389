"""Pages about a place: for the park or region under focus, with the plan or without any."""

from collections.abc import Iterator

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.errors import ScenarioError
from dashboards.explore.profile.pages import Pages
from dashboards.state.session import Session


@pytest.fixture
def pages(session: Session) -> Iterator[Pages]:
    made = Pages(session)
    yield made
    made.rows.leave()


def test_a_park_has_its_page_and_a_region_a_set(session: Session, pages: Pages) -> None:
    assert not pages.view.visible
    session.focus = "p_changwon"
    pages.show()
    assert pages.view.visible
    assert pages.view.keys == ("park",)
    session.param.update(focus="", area="region:southeast")
    pages.show()
    assert pages.view.keys == ("region", "region_set")
    assert pages.order("region_set").file_name.startswith("권역묶음_동남권_계획없음_")
    session.area = "sigungu:38110"
    pages.show()
    assert not pages.view.visible
    with pytest.raises(ScenarioError, match="단지나 권역을 고르세요"):
        pages.order("region")


def test_a_page_tells_whether_it_has_a_plan(session: Session, pages: Pages, run: Run) -> None:
    session.focus = "p_changwon"
    pages.show()
    assert "현황(계획 없음)" == pages.view.files[0]["help"]
    assert pages.order("park").run is None
    assert pages.order("park").data_digest == session.catalog.snapshot.digest

    session.desk.shelf.runs.keep(run)
    session.open_run(run.run_id)
    pages.show()
    assert "현황과 계획 결과" == pages.view.files[0]["help"]
    assert pages.order("park").run == run
    assert pages.order("park").place_id == "p_changwon"
