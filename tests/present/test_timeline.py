"""When a park is converted: starts, payments and effects by year."""

from cluster_planner.present.timeline import timeline
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot

LINE = timeline(hand_made(), real_snapshot())


def test_parks_stand_in_the_order_of_the_regions() -> None:
    assert [(x.region_ko, x.park_ko) for x in LINE.lines] == [
        ("수도권", "반월"),
        ("동남권", "창원"),
    ]


def test_the_years_go_on_to_the_last_payment() -> None:
    assert LINE.years == (2026, 2027, 2028, 2029, 2030, 2031)
    assert (LINE.last_year, LINE.benefit_until) == (2030, 2035)


def test_packages_start_are_paid_and_work_in_their_years() -> None:
    changwon = LINE.lines[1]
    first, second = changwon.stretches

    assert (first.package_id, second.package_id) == ("ai_factory", "robot")
    assert (first.start_years, first.units_by_year) == ((2026,), {2026: 12})
    assert first.paid_by_year == {2026: 6_000, 2027: 4_000}
    assert (first.effect_from, second.effect_from) == (2028, 2031)
    assert changwon.effect_from == 2028
    assert changwon.starting(2030) == ("robot",)
    assert changwon.starting(2029) == ()


def test_payments_of_all_parks_are_the_national_money() -> None:
    assert LINE.lines[1].paid_by_year == {2026: 6_000, 2027: 4_000, 2030: 6_000, 2031: 4_000}
    assert sum(line.national_mkrw for line in LINE.lines) == 34_000


def test_a_run_without_a_plan_has_no_lines() -> None:
    empty = timeline(hand_made().model_copy(update={"plan": None}), real_snapshot())

    assert empty.lines == ()
    assert empty.years == (2026, 2027, 2028, 2029, 2030)


def test_a_package_in_two_steps_works_from_its_first() -> None:
    run = run_of(
        award("p_changwon", "ai_factory", "ai_factory", 2028),
        award("p_changwon", "ai_factory", "ai_factory", 2026),
    )
    (line,) = timeline(run, real_snapshot()).lines
    (stretch,) = line.stretches

    assert stretch.start_years == (2026, 2028)
    assert stretch.effect_from == 2028
