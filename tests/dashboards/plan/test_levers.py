"""Every lever says exactly what it shows, complains at its own field, and is undone by itself."""

from typing import Any

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.assumptions import FIELDS
from dashboards.lookups.catalog import Catalog
from dashboards.plan.levers.amounts import eok_of, mkrw_of, percent_of, share_of
from dashboards.plan.levers.complaints import placed
from dashboards.plan.levers.differences import differences, undone
from dashboards.plan.levers.group import Group, sum_text
from dashboards.plan.levers.panel import groups_of
from dashboards.plan.levers.warnings import warnings
from dashboards.state.desk import Desk
from dashboards.state.draft import Draft
from dashboards.state.session import Session


@pytest.fixture
def planner(catalog: Catalog, baseline: Scenario, desk: Desk) -> Session:
    """A session that begins with the baseline."""
    return Session(Desk(catalog, baseline, desk.house))


@pytest.fixture
def groups(planner: Session) -> tuple[Group, ...]:
    return groups_of(planner)


def edited(groups: tuple[Group, ...], draft: Draft, key: str, value: Any) -> Draft:
    group = next(g for g in groups if key in {f.key for f in g.fields(draft.content)})
    return group.change(draft, key, value)


def cell(row: str, column: str, value: Any) -> dict[str, Any]:
    return {"row": row, "column": column, "value": value}


def test_half_an_eok_rounds_as_in_the_results() -> None:
    assert "15,235억" == sum_text([1_523_450, "abc", True])


@pytest.mark.parametrize(
    ("typed", "mkrw"),
    [
        (12.5, 1250), ("12.5억", 1250), ("1,100 억원", 110_000), (0.07, 7), (0, 0), (None, None), (0.29, 29),
        (12.345, "12.345"), ("많이", "많이"), ("nan", "nan"), ("", ""), ("1e400", "1e400"),
    ],
)  # fmt: skip
def test_an_amount_is_exact_or_stays_as_typed(typed: Any, mkrw: Any) -> None:
    assert mkrw == mkrw_of(typed)


def test_every_whole_million_comes_back_as_it_was() -> None:
    amounts = [*range(-1000, 3000), 10**9, 123_456_789]

    assert amounts == [mkrw_of(eok_of(amount)) for amount in amounts]


def test_a_share_comes_back_as_it_was() -> None:
    shares = [0.001, 0.01, 0.07, 0.29, 0.5, 0.0]

    assert shares == [share_of(percent_of(share)) for share in shares]


def test_what_the_fields_show_of_the_baseline_is_the_baseline(
    groups: tuple[Group, ...], planner: Session
) -> None:
    base = planner.draft.content

    assert differences(groups, base, base, lambda _, name: name) == ()


def test_every_field_of_a_scenario_has_a_lever(groups: tuple[Group, ...], planner: Session) -> None:
    """Fields that only another kind of objective has are reached by choosing that kind."""
    draft = planner.draft.with_lock("p_gumi", True).put({"ai_supplier": 100}, "partner_reach_km")
    reached: set[str] = set()
    for kind in ("weighted", "balance_floor", "lexicographic"):
        content = edited(groups, draft, "kind", kind).content
        reached |= {place for group in groups for place in group.places(content)}
    wanted = {path.replace("regions.", "regions.capital.", 1) for path in FIELDS}
    wanted |= {
        "locks.0.package_id",
        "locks.0.by_year",
        "committed.0.charged",
        "committed.0.start_year",
    }

    assert set() == {w for w in wanted if not any(r == w or r.startswith(f"{w}.") for r in reached)}


EDITS: list[tuple[str, Any, tuple[str | int, ...], Any]] = [
    ("budget", cell("ai_factory", "2027", 12.5), ("programmes", 1, "national_mkrw", "2027"), 1250),
    ("cap", cell("cap", "2028", "3,000"), ("national_cap_mkrw", "2028"), 300_000),
    ("carry_over", 25, ("carry_over_pct",), 25),
    ("liability", 1234.56, ("liability_cap_mkrw",), 123_456),
    ("noncapital", 70, ("noncapital_share_min_pct",), 70),
    ("matching", "flat", ("local_matching",), "flat"),
    ("region", cell("jeju", "private_cap_mkrw", 50), ("regions", "jeju", "private_cap_mkrw"), 5000),
    ("region", cell("jeju", "min_parks", 2), ("regions", "jeju", "min_parks"), 2),
    ("fund", False, ("fund",), None),
    ("fund.cap", 500, ("fund", "cap_mkrw"), 50_000),
    ("scope", "all", ("parks", "scope"), "all"),
    ("estimates", False, ("allow_estimates",), False),
    ("include", {"add": "p_seokmun"}, ("parks", "include"), ["p_seokmun"]),
    ("locks.add", {"add": "p_gumi"}, ("locks", 0, "package_id"), "base"),
    ("committed.rows", cell("p_cheonan3#0", "charged", True), ("committed", 4, "charged"), True),
    ("committed.rows", {"remove": "p_changwon#0"}, ("committed", 0, "park_id"), "p_noksan"),
    ("capacity", 150, ("partner_capacity_pct",), 150),
    ("reach", cell("research", "km", 80), ("partner_reach_km", "research"), 80),
    ("kind", "max_min", ("objective",), {"kind": "max_min"}),
    ("engine_fit", 1.5, ("weights", "engine_fit"), 1.5),
    ("benefit_until", "2040", ("horizon", "benefit_until"), 2040),
    ("discount", 3, ("horizon", "discount_rate_pct"), 3),
    ("last_year", 2028, ("years",), [2026, 2027, 2028]),
    ("label.mfg_data", "사실", ("programmes", 4, "label"), "사실"),
    ("time_limit", 30, ("solver", "time_limit_s"), 30),
    ("gap", 1, ("solver", "gap"), 0.01),
    ("seed", 7, ("solver", "seed"), 7),
    ("name", "내 안", ("name",), "내 안"),
]


@pytest.mark.parametrize(
    ("key", "value", "path", "said"), EDITS, ids=[f"{e[0]}-{e[3]}" for e in EDITS]
)
def test_an_edit_says_it_in_the_units_of_the_file_and_is_undone_one_by_one(
    groups: tuple[Group, ...],
    planner: Session,
    key: str,
    value: Any,
    path: tuple[str | int, ...],
    said: Any,
) -> None:
    draft = edited(groups, planner.draft, key, value)
    base = planner.draft.content
    found = differences(groups, base, draft.content, lambda _, name: name)

    assert said == draft.at(*path)
    assert draft.scenario().digest != planner.draft.scenario().digest or key in ("name",)
    assert found
    while found:
        draft = undone(groups, draft, found[0])
        rest = differences(groups, base, draft.content, lambda _, name: name)
        assert len(rest) < len(found)
        found = rest
    assert planner.draft.scenario().digest == draft.scenario().digest


def test_a_fixed_park_is_never_left_out_as_well(
    groups: tuple[Group, ...], planner: Session
) -> None:
    draft = edited(groups, planner.draft, "exclude", {"add": "p_gumi"})
    locked = edited(groups, draft, "locks.add", {"add": "p_gumi"})
    out = edited(groups, locked, "exclude", {"add": "p_gumi"})

    assert ("p_gumi" in locked.locked, "p_gumi" in locked.excluded) == (True, False)
    assert ("p_gumi" in out.locked, "p_gumi" in out.excluded) == (False, True)


def test_a_park_whose_base_is_decided_is_fixed_with_the_next_package(
    groups: tuple[Group, ...], planner: Session
) -> None:
    draft = edited(groups, planner.draft, "locks.add", {"add": "p_changwon"})

    assert [{"park_id": "p_changwon", "package_id": "data_talent", "by_year": 2030}] == draft.at("locks")  # fmt: skip


COMPLAINTS: list[tuple[str, Any, str, str]] = [
    ("budget", cell("ai_factory", "2027", "많이"), "budget/ai_factory/2027", "금액이 아닙니다: 많이"),
    ("budget", cell("ai_factory", "2027", 0.005), "budget/ai_factory/2027", "금액이 아닙니다: 0.005"),
    ("region", cell("jeju", "floor_mkrw", -5), "region/jeju/floor_mkrw", "값이 너무 작습니다: -5.00억"),
    ("region", cell("jeju", "cap_mkrw", 1), "region/jeju/floor_mkrw", "상한 1.00억 원보다 큽니다"),
    ("region", cell("jeju", "floor_mkrw", 90_000), "region", "권역 최소배분의 합"),
    ("cap", cell("cap", "2028", "x"), "cap/cap/2028", "금액이 아닙니다: x"),
    ("noncapital", 120, "noncapital", "값이 너무 큽니다: 120"),
    ("noncapital", None, "", ""),
    ("fund.share", "반", "fund.share", "숫자가 아닙니다: 반"),
    ("benefit_until", 2027, "benefit_until", "계획 마지막 해보다 이릅니다"),
    ("name", "", "name", "비어 있습니다"),
    ("time_limit", 0, "time_limit", "값이 너무 작습니다: 0"),
    ("gap", 90, "gap", "값이 너무 큽니다"),
    ("reach", cell("research", "km", 0), "reach/research/km", "값이 너무 작습니다"),
    ("committed.rows", cell("p_noksan#0", "start_year", 2026), "committed.rows/p_noksan#0/start_year",
     "계획 첫해보다 빠르지 않습니다"),
    ("last_year", "언제", "last_year", "숫자가 아닙니다: 언제"),
    ("last_year", 2020, "last_year", "오름차순"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "at", "problem"), COMPLAINTS, ids=[f"{c[0]}-{c[3][:12]}" for c in COMPLAINTS]
)
def test_what_is_wrong_stands_at_its_field_and_typing_stays(
    groups: tuple[Group, ...], planner: Session, key: str, value: Any, at: str, problem: str
) -> None:
    planner.edit(edited(groups, planner.draft, key, value))
    found = placed(planner.complaints, groups, planner.draft.content)

    if not at:
        assert found == ()
        return
    assert at in {one.key for one in found}
    assert any(problem in one.problem for one in found)
    assert not any("_" in one.title or "." in one.title for one in found)
    assert planner.scenario is None


def test_kinds_of_objective_show_their_own_fields_and_begin_valid(
    groups: tuple[Group, ...], planner: Session
) -> None:
    shown = {}
    for kind in ("total_gain", "weighted", "max_min", "balance_floor", "lexicographic"):
        draft = edited(groups, planner.draft, "kind", kind)
        purpose = next(g for g in groups if g.title == "목적과 가중치")
        shown[kind] = [f.key for f in purpose.fields(draft.content)][1:-2]
        assert kind == draft.scenario().objective.kind

    assert shown == {
        "total_gain": [],
        "weighted": ["criteria"],
        "max_min": [],
        "balance_floor": ["floor_way", "floor_pct"],
        "lexicographic": ["order", "order.add"],
    }


def test_the_order_of_criteria_is_changed_and_undone(
    groups: tuple[Group, ...], planner: Session
) -> None:
    begun = edited(groups, planner.draft, "kind", "lexicographic")
    draft = edited(groups, begun, "order.add", {"add": "jobs"})
    draft = edited(groups, draft, "order", cell("2", "rank", "1"))

    assert ["jobs", "least", "gain"] == [p.criterion for p in draft.scenario().objective.order]
    (found,) = differences(groups, begun.content, draft.content, lambda _, name: name)
    assert begun.scenario().digest == undone(groups, draft, found).scenario().digest


def test_complaints_of_an_objective_speak_no_program_words(
    groups: tuple[Group, ...], planner: Session
) -> None:
    draft = edited(groups, planner.draft, "kind", "balance_floor")
    planner.edit(edited(groups, draft, "floor_pct", None))
    (found,) = placed(planner.complaints, groups, planner.draft.content)

    assert "floor_pct" == found.key
    assert "floor_" not in found.sentence
    assert "balance_floor" not in found.sentence


def told(snapshot: Snapshot, scenario: Scenario) -> list[str]:
    return [finding.where for finding in warnings(snapshot, scenario)]


def test_the_baseline_has_nothing_against_it_by_arithmetic(planner: Session) -> None:
    assert [] == told(planner.catalog.snapshot, planner.desk.base)


def test_arithmetic_warns_before_the_run(groups: tuple[Group, ...], planner: Session) -> None:
    cases = {
        "programmes": ("region", cell("jeju", "min_parks", 200)),
        "programmes.0.national_mkrw.2026": ("budget", cell("complex_ax", "2026", 1)),
        "regions.capital.floor_mkrw": ("region", cell("capital", "floor_mkrw", 9000)),
        "fund.cap_mkrw": ("fund.cap", 0),
    }
    for where, (key, value) in cases.items():
        scenario = edited(groups, planner.draft, key, value).scenario()
        assert [where] == told(planner.catalog.snapshot, scenario)


def test_steps_back_and_forth(planner: Session) -> None:
    begun = planner.draft
    planner.draft = begun.with_lock("p_gumi", True)  # as the map does it
    planner.edit(planner.draft.put(30, "carry_over_pct"))
    planner.undo()

    assert planner.draft.locked == {"p_gumi"}
    assert planner.draft.at("carry_over_pct") == 10.0
    planner.undo()
    assert begun == planner.draft
    planner.redo()
    planner.redo()
    assert planner.draft.at("carry_over_pct") == 30
    planner.undo()
    planner.edit(planner.draft.put(5, "carry_over_pct"))
    assert planner.trail.history.future == ()


def test_a_place_that_no_field_has_is_still_told(
    groups: tuple[Group, ...], planner: Session
) -> None:
    (found,) = placed([Finding("시나리오 geheim", "모르는 항목입니다", "지우세요")], groups, {})

    assert (found.key, found.title) == ("", "시나리오 geheim")


def test_a_broken_draft_still_shows_its_fields(groups: tuple[Group, ...]) -> None:
    content = {
        "years": "x",
        "programmes": [{"programme_id": 3}, 7],
        "regions": {"jeju": None},
        "locks": 5,
    }
    for group in groups:
        assert group.fields(content)
        group.values(content)
        group.places(content)
        group.summary(content)
    with pytest.raises(ScenarioError):
        Draft.saying(content).scenario()
