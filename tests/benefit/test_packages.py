"""Packages: what they cost, when they are paid, and how long they work."""

import pandas as pd
import pytest

from cluster_planner.benefit.packages import annuities, packages_of
from cluster_planner.domain.problem import Package
from cluster_planner.domain.scenario import Horizon
from cluster_planner.domain.units import split_list
from tests.real_data import YEARS, real_snapshot, tables_of


def test_payments_of_every_package_and_year_sum_to_its_cost() -> None:
    for package in packages_of(real_snapshot()).values():
        assert sum(package.payment_pct) == 100
        for start in YEARS:
            payments = package.payments_mkrw(start)
            assert sum(payments.values()) == package.national_mkrw
            assert min(payments) == start
            assert min(payments.values()) > 0


def test_base_is_paid_in_four_equal_years() -> None:
    base = packages_of(real_snapshot())["base"]

    assert base.payments_mkrw(2028) == {2028: 3500, 2029: 3500, 2030: 3500, 2031: 3500}


def test_last_year_takes_what_rounding_leaves() -> None:
    package = Package("x", "x", True, 101, 0, 0, (33, 33, 34))

    assert package.payments_mkrw(2026) == {2026: 33, 2027: 33, 2028: 35}


def test_projects_allowed_by_another_are_said_in_units() -> None:
    packages = packages_of(real_snapshot())

    # One AI 팩토리 project (6 units) allows 2 demonstrations of 2 units, or 1 line of 10.
    assert packages["robot"].follows_ratio * 6 == pytest.approx(4)
    assert packages["dark_factory"].follows_ratio * 6 == pytest.approx(10)
    assert packages["base"].follows is None


def test_table_becomes_package_field_by_field() -> None:
    assert packages_of(real_snapshot())["dark_factory"] == Package(
        package_id="dark_factory",
        programme_id="ai_factory",
        once_per_park=False,
        national_mkrw=1000,
        local_mkrw=250,
        private_mkrw=1000,
        payment_pct=(30, 40, 30),
        needs_in_park=("data_talent",),
        follows="ai_factory",
        follows_ratio=pytest.approx(10 / 6),
        lag_years=2,
    )


def test_fund_carries_its_share_of_the_private_money_only_where_it_is_asked_for() -> None:
    with_fund = packages_of(real_snapshot(), with_fund=True)

    assert {p.fund_mkrw for p in packages_of(real_snapshot()).values()} == {0}
    assert (with_fund["robot"].private_mkrw, with_fund["robot"].fund_mkrw) == (500, 250)
    assert with_fund["base"].fund_mkrw == 0


def test_annuity_counts_discounted_years_after_building_to_the_last_one() -> None:
    packages = pd.DataFrame({"package_id": ["now", "later"], "build_years": [0, 1]})
    horizon = Horizon(benefit_until=2027, discount_rate_pct=10.0)
    worth = annuities(tables_of(packages=packages), (2026, 2027), horizon)

    assert worth == {
        ("now", 2026): pytest.approx(1 + 1 / 1.1),
        ("now", 2027): pytest.approx(1 / 1.1),
        ("later", 2026): pytest.approx(1 / 1.1),
        ("later", 2027): 0,
    }


def test_members_of_a_cell() -> None:
    assert split_list("a;b") == ("a", "b")
    assert split_list("") == ()
