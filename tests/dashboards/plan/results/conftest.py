"""One desk for all tests of the results, a run by hand, and a wire that remembers what it said."""

from collections.abc import Callable

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from dashboards.lookups.catalog import Catalog
from dashboards.plan.results.frames import RunFrames
from dashboards.state.desk import Desk
from dashboards.state.house import House
from dashboards.state.session import Session
from tests.present.plan_cases import hand_made


class Heard:
    """Stands for the page's wire."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str, tone: str = "good") -> None:
        self.said.append(f"{tone}: {text}")


@pytest.fixture(scope="session")
def shared_desk(
    catalog: Catalog, small: Scenario, tmp_path_factory: pytest.TempPathFactory
) -> Desk:
    return Desk(catalog, small, House(tmp_path_factory.mktemp("results-home")))


@pytest.fixture
def session(shared_desk: Desk) -> Session:
    return Session(shared_desk)


@pytest.fixture
def wire() -> Heard:
    return Heard()


@pytest.fixture(scope="session")
def frames(catalog: Catalog) -> RunFrames:
    return RunFrames(hand_made(), catalog.snapshot)


@pytest.fixture
def show(shared_desk: Desk) -> Callable[[Session, Run], None]:
    """Put a run on the shelf and open it."""

    def open_run(session: Session, run: Run) -> None:
        shared_desk.shelf.runs.keep(run)
        session.open_run(run.run_id)

    return open_run
