"""Exact differences of two small plans."""

from cluster_planner.explain.differences import Difference, difference
from tests.cli.small_plans import award
from tests.explain.differences.runs import COMES, GOES, STAYS, after, before, run
from tests.real_data import real_snapshot


def found() -> Difference:
    return difference(before(), after(), real_snapshot())


def test_parks_that_came_went_and_changed() -> None:
    changes = {p.change.park_id: p.change for p in found().parks}

    assert {park_id: c.standing for park_id, c in changes.items()} == {
        COMES: "entered",
        GOES: "left",
        STAYS: "less",
    }
    assert [changes[p].change_mkrw for p in (COMES, GOES, STAYS)] == [14_000, -14_000, -14_000]
    assert [p.change.park_id for p in found().parks] == [COMES, GOES, STAYS]


def test_only_packages_that_differ_are_listed() -> None:
    (package,) = next(p.change for p in found().parks if p.change.park_id == STAYS).packages

    assert (package.package_id, package.division_id) == ("ai_factory", "humanoid")
    assert (package.before_units, package.after_units) == (2, 1)
    assert (package.before_years, package.after_years) == ((2028,), (2028,))
    assert (package.before_mkrw, package.after_mkrw) == (28_000, 14_000)


def test_every_sum_ties_to_the_totals_of_the_plans() -> None:
    one = found()
    assert one.base.plan is not None
    assert one.other.plan is not None
    totals = (one.base.plan.national_mkrw, one.other.plan.national_mkrw)

    assert totals == (56_000, 42_000)
    for table in (one.by_park, one.by_region, one.by_programme, one.by_year, one.by_programme_year):
        assert (sum(r.before_mkrw for r in table), sum(r.after_mkrw for r in table)) == totals


def test_money_by_region_programme_and_year() -> None:
    one = found()

    assert {r.key: r.change_mkrw for r in one.by_region} == {
        "southeast": -14_000,
        "daegyeong": 14_000,
        "southwest": -14_000,
    }
    assert [r.key for r in one.by_region] == ["southeast", "daegyeong", "southwest"]
    assert {r.key: r.change_mkrw for r in one.by_programme} == {
        "complex_ax": 0,
        "ai_factory": -14_000,
    }
    years = {r.key: r.change_mkrw for r in one.by_year}
    assert years == {2026: -3_500, 2027: 0, 2028: -14_000, 2029: 0, 2030: 3_500, 2031: 0}
    assert one.moved_mkrw == 28_000


def test_partners_that_came_went_and_moved() -> None:
    partners = {p.partner_id: p for p in found().partners}

    assert {k: p.standing for k, p in partners.items()} == {
        "a": "moved",
        "c": "left",
        "d": "entered",
    }
    assert (partners["a"].before_park_ids, partners["a"].after_park_ids) == ((STAYS,), (COMES,))


def test_a_run_against_itself_differs_in_nothing() -> None:
    one = difference(before(), before(), real_snapshot())

    assert (one.parks, one.partners, one.inputs, one.moved_mkrw) == ((), (), (), 0)
    assert one.verdict.kind == "equal"


def test_a_run_without_a_plan_loses_every_park() -> None:
    one = difference(before(), after(plan=None), real_snapshot())

    assert {p.change.standing for p in one.parks} == {"left"}
    assert one.verdict.obstacles == ("no_plan",)


def test_units_of_a_package_in_two_steps_are_added() -> None:
    steps = (award(STAYS, "base", start_year=2026), award(STAYS, "base", start_year=2028))
    one = difference(run(steps), run(steps[:1]), real_snapshot())
    (package,) = one.parks[0].change.packages

    assert (package.before_units, package.after_units) == (2, 1)
    assert (package.before_years, package.after_years) == ((2026, 2028), (2026,))
