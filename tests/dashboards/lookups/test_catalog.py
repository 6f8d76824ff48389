"""Filters that combine, and the counts beside their choices."""

from dataclasses import replace

import pytest

from dashboards.lookups.catalog import Catalog
from dashboards.lookups.choices import Filters


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (Filters(), 1363),
        (Filters(region_ids=("capital",)), 240),
        (Filters(region_ids=("capital", "jeju")), 247),
        (Filters(region_ids=("southeast",), sido_codes=("48",), kind_ids=("national",)), 9),
        (Filters(sigungu_codes=("48120",)), 21),
        (Filters(designation_ids=("ax_demo",)), 14),
        (Filters(only_core=True), 78),
        (Filters(only_aged=True), 514),
        (Filters(only_engine_fit=True), 25),
        (Filters(only_unsold=True), 215),
        (Filters(statistics="with"), 37),
        (Filters(statistics="without"), 1326),
        (Filters(industry_ids=("food",)), 23),
        (Filters(query="창원"), 3),
        (Filters(picked=("p_gumi", "p_changwon")), 2),
        (Filters(kind_ids=("nothing",)), 0),
    ],
)
def test_filters_let_through(catalog: Catalog, filters: Filters, shown: int) -> None:
    assert shown == len(catalog.visible(filters))


def test_any_designation_is_enough(catalog: Catalog) -> None:
    both = set(catalog.visible(Filters(designation_ids=("ax_demo", "smart_green"))))
    one = set(catalog.visible(Filters(designation_ids=("ax_demo",))))
    other = set(catalog.visible(Filters(designation_ids=("smart_green",))))
    assert both == one | other


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(region_ids=("southeast",), only_core=True),
        Filters(query="ㅊㅇ", kind_ids=("general",), statistics="without"),
        Filters(picked=("p_gumi", "p_changwon", "p_banwol"), only_aged=True),
    ],
)
def test_a_count_is_what_choosing_alone_would_show(catalog: Catalog, filters: Filters) -> None:
    for field, values in catalog.sieve.counts(filters).items():
        many = isinstance(getattr(Filters(), field), tuple)
        for value, number in list(values.items())[:20]:
            alone = replace(filters, **{field: (value,) if many else value})
            assert number == len(catalog.visible(alone)), (field, value)


def test_shown_parks_keep_the_order_of_the_table(catalog: Catalog) -> None:
    shown = catalog.visible(Filters(kind_ids=("national",)))
    assert [i for i in catalog.parks.index if i in set(shown)] == shown


def test_places_do_not_say_a_name_twice(catalog: Catalog) -> None:
    assert "경남 창원시" == catalog.place_ko["p_changwon"]
    assert not catalog.place_ko.str.contains("세종 세종$").any()
