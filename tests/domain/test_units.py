"""Conversions lose nothing without a word."""

import pytest

from cluster_planner.domain.units import eok_to_mkrw, split_list


def test_eok_becomes_whole_million_won():
    assert [22_825, 14_000, 0] == [eok_to_mkrw(eok) for eok in (228.25, 140, 0)]


def test_a_fraction_of_a_million_won_is_refused():
    with pytest.raises(ValueError, match="나누어떨어지지"):
        eok_to_mkrw(1.2345)


def test_an_empty_list_cell_has_no_members():
    assert ((), ("a",), ("a", "b")) == (split_list(""), split_list("a"), split_list("a;b"))
