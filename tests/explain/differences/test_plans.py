"""Exact differences of two small plans."""

from cluster_planner.explain.differences import Difference, difference
from tests.cli.small_plans import award
from tests.explain.differences.data import moved_park
from tests.explain.differences.runs import COMES, GOES, STAYS, after, before, joined, run
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


def test_money_that_was_taken_from_the_whole_did_not_move() -> None:
    """창원 and 여수 get 14,000 less each, 구미 gets 14,000: half of what was lost is gone."""
    one = found()

    assert (one.gained_mkrw, one.lost_mkrw, one.moved_mkrw) == (14_000, 28_000, 14_000)


def test_each_plan_is_cut_by_the_regions_of_its_own_data() -> None:
    other = moved_park()
    both = {other.digest: other}
    one = difference(before(), after(snapshot_digest=other.digest), real_snapshot(), both)
    came = next(p for p in one.parks if p.change.standing == "entered")

    assert {r.key: r.change_mkrw for r in one.by_region} == {
        "capital": 14_000,
        "southeast": -14_000,
        "southwest": -14_000,
    }
    assert came.region_id == "capital"
    assert one.data is not None
    assert [(c.table, c.column) for c in one.data.changes] == [("parks", "region_id")]


def test_partners_that_came_went_and_moved() -> None:
    partners = {p.partner_id: p for p in found().partners}

    assert {k: p.standing for k, p in partners.items()} == {
        "a": "moved",
        "c": "left",
        "d": "entered",
    }
    assert (partners["a"].before_park_ids, partners["a"].after_park_ids) == ((STAYS,), (COMES,))


def test_a_partner_that_only_adds_or_gives_up_parks_has_not_moved() -> None:
    one = (joined("a", STAYS), joined("b", STAYS), joined("b", GOES))
    two = (joined("a", STAYS), joined("a", COMES), joined("b", GOES))
    awards = (award(STAYS, "base"),)
    told = difference(run(awards, one), run(awards, two), real_snapshot())

    assert {p.partner_id: p.standing for p in told.partners} == {"a": "wider", "b": "narrower"}


def test_a_run_against_itself_differs_in_nothing() -> None:
    one = difference(before(), before(), real_snapshot())

    assert (one.parks, one.partners, one.inputs, one.moved_mkrw) == ((), (), (), 0)
    assert one.verdict.kind == "equal"


def test_nothing_is_said_to_have_moved_to_or_from_a_run_without_a_plan() -> None:
    for pair in ((before(), after(plan=None)), (before(plan=None), after())):
        one = difference(*pair, real_snapshot())

        assert (one.parks, one.partners, one.by_region, one.by_year) == ((), (), (), ())
        assert one.verdict.obstacles == ("no_plan",)
        assert not one.has_plans


def test_units_of_a_package_in_two_steps_are_added() -> None:
    steps = (award(STAYS, "base", start_year=2026), award(STAYS, "base", start_year=2028))
    one = difference(run(steps), run(steps[:1]), real_snapshot())
    (package,) = one.parks[0].change.packages

    assert (package.before_units, package.after_units) == (2, 1)
    assert (package.before_years, package.after_years) == ((2026, 2028), (2026,))
