"""The core-park rule is a value, refuses bad values, and does not depend on row order."""

import pandas as pd
import pytest

from cluster_planner.domain.core_rule import CoreRule, core_reasons
from cluster_planner.errors import DataError

RULE = CoreRule(
    ax_demo=True,
    smart_green=True,
    national_min_operating=100,
    top_per_sido=1,
    top_per_region=0,
    top_min_operating=10,
)
PARKS = pd.DataFrame(
    {
        "park_id": ["a", "b", "c", "d", "e"],
        "kind_id": ["national", "general", "general", "agro", "national"],
        "region_id": ["jeju", "jeju", "jeju", "gangwon", "gangwon"],
        "sido_code": ["50", "50", "50", "51", "51"],
        "operating": pd.array([120, 300, 5, 9, 99], dtype="Int64"),
        "ax_demo_year": pd.array([pd.NA, pd.NA, 2025, pd.NA, pd.NA], dtype="Int64"),
        "smart_green_date": [None, "2020-05-07", None, None, None],
    }
)


def test_each_reason_is_told_in_korean():
    assert [
        "국가산단 가동업체 100개사 이상",
        "스마트그린산단;시도 가동업체 상위 1위",
        "AX 실증산단",
        "",
        "시도 가동업체 상위 1위",
    ] == core_reasons(PARKS, RULE).tolist()


def test_the_result_stands_on_the_parks_index_whatever_their_order():
    shuffled = PARKS.sample(frac=1, random_state=7)

    assert (
        core_reasons(PARKS, RULE).to_dict() == core_reasons(shuffled, RULE).sort_index().to_dict()
    )


def test_equal_sizes_go_by_park_id():
    twins = PARKS.assign(operating=pd.array([50] * 5, dtype="Int64"), smart_green_date=None)
    reasons = core_reasons(twins, RULE)

    assert ["시도 가동업체 상위 1위", ""] == reasons.iloc[:2].tolist()


def test_sizes_are_compared_as_numbers_even_when_read_as_text():
    text = PARKS.assign(operating=PARKS["operating"].astype("str"))

    assert core_reasons(PARKS, RULE).tolist() == core_reasons(text, RULE).tolist()


def test_a_small_park_is_never_among_the_largest():
    assert "" == core_reasons(PARKS[PARKS["park_id"] == "d"], RULE).item()


@pytest.mark.parametrize("values", [None, [], "규칙", 3])
def test_a_rule_that_is_no_mapping_is_refused(values: object):
    with pytest.raises(DataError, match="원본 파일로"):
        CoreRule.from_mapping(values)


def test_all_wrong_keys_are_told_at_once():
    values = {
        "ax_demo": "yes",
        "smart_green": True,
        "top_per_sido": -1,
        "top_per_region": True,
        "top_min_operating": 10,
        "topper": 3,
    }
    with pytest.raises(DataError) as caught:
        CoreRule.from_mapping(values)

    assert {
        "core_rule.yaml topper",
        "core_rule.yaml ax_demo",
        "core_rule.yaml top_per_sido",
        "core_rule.yaml top_per_region",
        "core_rule.yaml national_min_operating",
    } == {finding.where for finding in caught.value.findings}
