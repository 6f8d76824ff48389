"""Generated nations: the real shape, repeatable, within the contracts, and never to be taken for facts."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.generated.nations import Nation, beyond, national
from benchmarks.generated.parks import drawn_parks
from benchmarks.generated.partners import partners_up_to
from cluster_planner.benefit.assemble import problem_of
from cluster_planner.benefit.candidates import candidates_of
from cluster_planner.domain.contracts import (
    NATIONAL_COMPLEXES,
    NATIONAL_STATS,
    PARK_DIVISIONS,
    PARKS,
    PARTNERS,
)
from cluster_planner.sources.tabular import read_table
from tests.real_data import baseline, real_snapshot


@pytest.fixture(scope="module")
def twice() -> Nation:
    """Two copies of every real park."""
    count = 2 * len(real_snapshot().parks)
    return beyond(real_snapshot(), baseline(), count, grow_money=True)


def _by_region(nation: Nation) -> Counter[str]:
    region_of = nation.snapshot.parks.set_index("park_id")["region_id"].to_dict()
    candidates = candidates_of(nation.snapshot, nation.scenario)
    return Counter(region_of[candidate.park_id] for candidate in candidates)


def _money(nation: Nation) -> int:
    return sum(sum(b.national_mkrw.values()) for b in nation.scenario.programmes)


def test_the_same_seed_draws_the_same_nation_and_another_seed_another() -> None:
    parks = [drawn_parks(real_snapshot(), 20, seed).tables["parks"] for seed in (1, 1, 2)]
    partners = [partners_up_to(real_snapshot(), 130, seed) for seed in (1, 1, 2)]

    for first, again, other in (parks, partners):
        assert first.equals(again)
        assert not first.equals(other)


def test_generated_tables_keep_their_contracts(tmp_path: Path) -> None:
    every_park_once = drawn_parks(real_snapshot(), len(real_snapshot().parks), seed=3).tables
    frames = every_park_once | {"partners": partners_up_to(real_snapshot(), 130, seed=3)}

    findings = []
    for table in (PARKS, PARK_DIVISIONS, NATIONAL_COMPLEXES, NATIONAL_STATS, PARTNERS):
        path = tmp_path / table.file_name
        frames[table.name].to_csv(path, index=False)
        findings += table.examine(read_table(path), table.file_name)[1]

    assert [] == findings


def test_every_generated_row_says_so(twice: Nation) -> None:
    parks, partners = twice.snapshot.parks, twice.snapshot.partners
    made = partners[~partners["partner_id"].isin(real_snapshot().partners["partner_id"])]

    assert len(made) == len(partners) - len(real_snapshot().partners)
    for frame, key in ((parks, "park_id"), (made, "partner_id")):
        assert frame[key].str.startswith("gen_").all()
        assert frame["name_ko"].str.startswith("생성_").all()
        assert frame["source"].str.contains("사실이 아님").all()
    assert twice.scenario.name.startswith("생성")


def test_the_nation_keeps_its_real_parks_and_partners() -> None:
    nation = national(real_snapshot(), baseline(), 130, grow_money=False)
    real = real_snapshot().partners

    pd.testing.assert_frame_equal(real_snapshot().parks, nation.snapshot.parks)
    partners = nation.snapshot.partners.set_index("partner_id")
    pd.testing.assert_frame_equal(real.set_index("partner_id"), partners.loc[real["partner_id"]])
    assert 130 == len(partners)
    assert _money(Nation(real_snapshot(), baseline())) == _money(nation)


def test_partners_keep_the_mix_of_types_and_unknown_places() -> None:
    real = real_snapshot().partners
    many = partners_up_to(real_snapshot(), 5000, seed=3)

    types = [frame["type_id"].value_counts(normalize=True) for frame in (real, many)]
    assert 0.02 > (types[0] - types[1]).abs().max()
    assert 0.02 > abs(real["lon"].isna().mean() - many["lon"].isna().mean())


def test_two_copies_of_every_park_are_twice_the_nation(twice: Nation) -> None:
    real, made = real_snapshot().parks, twice.snapshot.parks

    expected = 2 * real["region_id"].value_counts()
    pd.testing.assert_series_equal(expected, made["region_id"].value_counts(), check_like=True)
    assert 2 * len(baseline().committed) == len(twice.scenario.committed)
    region_of = real.groupby("sido_code")["region_id"].agg(set)
    assert all(r in region_of[s] for s, r in zip(made["sido_code"], made["region_id"], strict=True))


def test_money_grows_with_the_candidates_and_floors_with_those_of_their_region(
    twice: Nation,
) -> None:
    here = Nation(real_snapshot(), baseline())
    few, many = _by_region(here), _by_region(twice)

    grown = _money(twice) / _money(here)
    assert many.total() / few.total() == pytest.approx(grown, rel=1e-4)
    floor = baseline().regions["southeast"].floor_mkrw
    expected = int(floor * many["southeast"] / few["southeast"])
    assert expected == twice.scenario.regions["southeast"].floor_mkrw


def test_without_more_money_a_decision_of_the_past_is_paid_once() -> None:
    nation = beyond(real_snapshot(), baseline(), 2 * len(real_snapshot().parks), grow_money=False)

    assert sum(c.charged for c in baseline().committed) == sum(
        c.charged for c in nation.scenario.committed
    )
    assert _money(Nation(real_snapshot(), baseline())) == _money(nation)


def test_a_generated_nation_becomes_a_problem_with_every_rule() -> None:
    nation = beyond(real_snapshot(), baseline(), 300, grow_money=True)

    problem = problem_of(nation.snapshot, nation.scenario)

    assert all(c.park_id.startswith("gen_") for c in problem.candidates)
    assert any(need.partner_ids for need in problem.needs)
    assert {c.candidate_id for c in problem.candidates} >= {n.candidate_id for n in problem.needs}
