"""What is known of Korea, read once; our complexes as a layer."""

import geopandas as gpd
import pytest

from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.geo import Hints
from tests.official.layers import complex_layer


@pytest.fixture(scope="session")
def hints() -> Hints:
    return Hints.of_folder(data_home())


@pytest.fixture(scope="session")
def truth() -> gpd.GeoDataFrame:
    """Return octagons of 250 m around 120 complexes of all of Korea."""
    return complex_layer(120)
