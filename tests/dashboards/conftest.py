"""The real data once, and a question small enough to be solved while a test waits."""

from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario, read_scenario, scenario_from
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot
from dashboards.lookups.catalog import Catalog
from dashboards.state.desk import Desk
from dashboards.state.house import House
from dashboards.state.session import Session

KEPT = frozenset({"p_changwon", "p_banwol", "p_gumi", "p_gunsan"})


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog(load_snapshot())


@pytest.fixture(scope="session")
def baseline() -> Scenario:
    return read_scenario(data_home() / "scenarios" / "baseline.yaml")


@pytest.fixture(scope="session")
def small(catalog: Catalog, baseline: Scenario) -> Scenario:
    """The baseline with four parks and without floors: solved in about a second."""
    parks = catalog.parks
    core = parks.index[parks["is_core"].astype(bool)]
    content = baseline.model_dump()
    content["parks"]["exclude"] = [park_id for park_id in core if park_id not in KEPT]
    content |= {"name": "작은 안", "regions": {}, "committed": []}
    content["solver"] |= {"time_limit_s": 20, "gap": 0.001}
    return scenario_from(content)


@pytest.fixture(scope="session")
def run(catalog: Catalog, small: Scenario) -> Run:
    return plan_scenario(catalog.snapshot, small)


@pytest.fixture
def desk(catalog: Catalog, small: Scenario, tmp_path: Path) -> Desk:
    """A server's desk on the real data that begins with the small scenario, with an empty shelf."""
    return Desk(catalog, small, House(tmp_path / "home"))


@pytest.fixture
def session(desk: Desk) -> Session:
    return Session(desk)
