"""A draft keeps whatever was typed, and says exactly what a scenario file says."""

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import ScenarioError
from dashboards.state.draft import Draft


def test_a_draft_of_a_scenario_says_that_scenario(small: Scenario) -> None:
    assert Draft.of(small).scenario() == small


def test_drafts_that_say_the_same_are_equal_and_share_a_key() -> None:
    one, other = Draft.saying({"a": 1, "b": 2}), Draft.saying({"b": 2, "a": 1})

    assert one == other
    assert one.key == other.key
    assert len(one.key) == 12


def test_an_invalid_value_is_kept_and_told(small: Scenario) -> None:
    draft = Draft.of(small).put("백억", "solver", "time_limit_s")

    assert draft.at("solver", "time_limit_s") == "백억"
    with pytest.raises(ScenarioError) as told:
        draft.scenario()
    assert "time_limit_s" in told.value.findings[0].where


def test_an_edit_changes_one_place_of_a_new_draft(small: Scenario) -> None:
    before = Draft.of(small)
    after = before.put(5000.0, "regions", "jeju", "floor_mkrw")

    assert before.at("regions", "jeju") is None
    assert after.at("regions", "jeju", "floor_mkrw") == 5000.0
    assert after.put(None, "regions", "jeju").at("regions") == {}


def test_a_lock_takes_an_exclusion_away_and_the_other_way_round(small: Scenario) -> None:
    locked = Draft.of(small).with_exclusion("p_gumi", True).with_lock("p_gumi", True)
    excluded = locked.with_exclusion("p_gumi", True)

    assert (locked.locked, "p_gumi" in locked.excluded) == ({"p_gumi"}, False)
    assert (excluded.locked, "p_gumi" in excluded.excluded) == (frozenset(), True)
    assert excluded.with_exclusion("p_gumi", False) == Draft.of(small)
