"""Causes are stated only where the scenarios say them themselves."""

from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import Cause, difference
from tests.explain.differences.data import weaker_factories
from tests.explain.differences.runs import COMES, GOES, STAYS, after, asked, before
from tests.real_data import real_snapshot


def causes(first: Scenario, second: Scenario, **changes: object) -> dict[str, tuple[Cause, ...]]:
    one = difference(before(first), after(second, **changes), real_snapshot())
    return {park.change.park_id: park.causes for park in one.parks}


def kinds(found: tuple[Cause, ...]) -> list[tuple[str, bool, str]]:
    return [(cause.kind, cause.certain, cause.side) for cause in found]


def test_without_a_changed_input_no_park_has_a_cause() -> None:
    assert causes(asked(), asked()) == {COMES: (), GOES: (), STAYS: ()}


def test_an_excluded_park_is_certain_and_no_other_is_touched() -> None:
    found = causes(asked(), asked(parks={"exclude": [GOES]}))

    assert kinds(found[GOES]) == [("excluded", True, "after")]
    assert found[COMES] == found[STAYS] == ()


def test_an_exclusion_that_ended_lets_a_park_in() -> None:
    found = causes(asked(parks={"exclude": [COMES]}), asked())

    assert kinds(found[COMES]) == [("excluded", True, "before")]


def test_a_new_lock_is_certain_and_a_lifted_one_is_not() -> None:
    lock = [{"park_id": COMES, "by_year": 2030}]
    entered = causes(asked(locks=[]), asked(locks=lock))
    lock = [{"park_id": GOES, "by_year": 2030}]
    left = causes(asked(locks=lock), asked(locks=[]))

    assert kinds(entered[COMES]) == [("locked", True, "after")]
    assert kinds(left[GOES]) == [("locked", False, "before")]


def came_with(park_id: str, first: Scenario, second: Scenario) -> tuple[Cause, ...]:
    one = difference(before(first), after(second, comes=park_id), real_snapshot())
    (came,) = one.entered()
    return came.causes


def test_a_park_outside_the_scope_is_named_by_what_the_scope_is() -> None:
    parks = real_snapshot().parks
    outside = str(parks.loc[~parks["is_core"], "park_id"].iloc[0])
    included = asked(parks={"include": [outside]})

    assert kinds(came_with(outside, asked(), included)) == [("not_core", True, "before")]
    assert came_with(outside, asked(parks={"scope": "all"}), included) == ()


def test_an_estimated_park_that_was_not_allowed_is_certain() -> None:
    parks = real_snapshot().parks
    published = set(real_snapshot()["national_complexes"]["park_id"])
    estimated = str(
        parks.loc[parks["is_core"] & ~parks["park_id"].isin(published), "park_id"].iloc[0]
    )

    found = came_with(estimated, asked(allow_estimates=False), asked())
    assert kinds(found) == [("only_estimated", True, "before")]
    assert came_with(COMES, asked(allow_estimates=False), asked()) == ()


def test_rules_of_the_region_and_budgets_of_its_packages_only_touch_a_park() -> None:
    programmes = asked().model_dump()["programmes"]
    programmes[1]["national_mkrw"][2027] = 10_000
    found = causes(
        asked(),
        asked(programmes=programmes, regions={"daegyeong": {"floor_mkrw": 5}}),
    )

    assert kinds(found[COMES]) == [("region_rule", False, "both")]
    assert kinds(found[STAYS]) == [("programme_budget", False, "both")]
    assert [c.subject for c in found[STAYS][0].changes] == [("ai_factory", "2027")]
    assert found[GOES] == ()


def test_runs_of_other_data_say_so_for_every_park() -> None:
    found = causes(asked(), asked(), snapshot_digest="1" * 64)

    assert [kinds(c) for c in found.values()] == [[("data", False, "both")]] * 3


def test_rows_of_the_data_about_the_park_or_its_packages_stand_with_the_cause() -> None:
    other = weaker_factories()
    run = after(snapshot_digest=other.digest)
    one = difference(before(), run, real_snapshot(), {other.digest: other})
    found = {park.change.park_id: park.causes for park in one.parks}

    assert [kinds(c) for c in found.values()] == [[("data", False, "both")]] * 3
    (cause,) = found[STAYS]  # its AI 팩토리 shrank; the others differ in 기반 only
    assert [(r.table, r.row_id, r.after) for r in cause.rows] == [("effects", "ai_factory", "25")]
    assert [c.rows for park in (COMES, GOES) for c in found[park]] == [(), ()]


def test_runs_of_the_same_foreign_data_do_not_differ_in_their_data() -> None:
    foreign = "1" * 64
    one = difference(
        before(snapshot_digest=foreign), after(snapshot_digest=foreign), real_snapshot()
    )

    assert [park.causes for park in one.parks] == [(), (), ()]


def test_what_did_not_stop_the_other_run_is_no_cause() -> None:
    """A plan may hold a park in spite of an exclusion (정해진 배분): then that is not why it left."""
    excluded = asked(parks={"exclude": [GOES]})

    assert causes(excluded, excluded)[GOES] == ()
