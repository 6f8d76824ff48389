"""Readiness, age and growth engines of a park."""

import pandas as pd
import pytest

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.ageing import ageing
from cluster_planner.indicators.engine_fit import STATUS_WEIGHT, engine_fit
from cluster_planner.indicators.readiness import readiness
from tests.real_data import real_snapshot, tables_of


def test_readiness_of_every_park_lies_between_the_floor_and_one() -> None:
    snapshot = real_snapshot()
    floor = snapshot.assumptions.set_index("assumption_id")["value"]["readiness_floor"]
    ready = readiness(snapshot)

    assert ready.index.tolist() == snapshot.parks["park_id"].tolist()
    assert ready.min() >= floor > 0
    assert ready.max() <= 1
    assert ready.nunique() > 10


def four_parks() -> Snapshot:
    parks = pd.DataFrame(
        {
            "park_id": ["bare", "half", "green", "all"],
            "tenants": pd.array([0, 10, 10, 10], dtype="Int64"),
            "operating": pd.array([0, 5, 0, 10], dtype="Int64"),
            "smart_green_date": [None, None, "2020-01-01", "2020-01-01"],
            "ax_demo_year": pd.array([None, None, None, 2025], dtype="Int64"),
            "aged_20y": [True, False, False, False],
            "aged_priority": [False, False, True, False],
        }
    )
    return tables_of(parks=parks, assumptions=real_snapshot().assumptions)


def test_readiness_adds_designations_and_the_operating_share_to_the_floor() -> None:
    assert readiness(four_parks()).to_dict() == pytest.approx(
        {"bare": 0.6, "half": 0.65, "green": 0.75, "all": 1.0}
    )


def test_either_sign_of_age_makes_a_park_old() -> None:
    assert ageing(four_parks()).to_dict() == {"bare": 1.0, "half": 0.0, "green": 1.0, "all": 0.0}


def test_engine_fit_knows_only_the_engines_of_the_parks_own_region() -> None:
    parks = pd.DataFrame({"park_id": ["n", "s"], "region_id": ["north", "south"]})
    engines = pd.DataFrame(
        {
            "region_id": ["north", "north", "south"],
            "division_ids": ["bio;defence", "bio", "humanoid"],
            "status_id": ["belt", "candidate", "provincial"],
        }
    )
    units = pd.DataFrame(
        {
            "park_id": ["n", "n", "n", "s", "s"],
            "division_id": ["bio", "defence", "humanoid", "humanoid", "bio"],
        },
        index=[7, 3, 5, 1, 2],
    )
    fit = engine_fit(tables_of(parks=parks, growth_engines=engines), units)

    assert fit.to_dict() == {7: 1.0, 3: 0.5, 5: 0.0, 1: 0.5, 2: 0.0}


def test_every_status_of_the_real_engines_has_a_weight() -> None:
    assert set(real_snapshot().growth_engines["status_id"]) <= set(STATUS_WEIGHT)
