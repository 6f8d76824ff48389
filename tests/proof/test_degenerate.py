"""Odd problems end with the right word and the right plan, never with an exception."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from cluster_planner.audit import audit
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Candidate, Need, Problem, RegionLimits, Segment
from cluster_planner.optimize.engine.search import Staging
from cluster_planner.optimize.nation import Narrowing, decide
from cluster_planner.optimize.solve import Solved, solve
from tests.proof.same_answer import EXACT
from tests.small_problems import gain, park, problem_of

YEARS = (2026, 2027, 2028)
ALWAYS = Narrowing(from_parks=0, nationwide=1, per_region=0, more_per_region=1, rounds=3)
type Engine = Callable[[Problem], Solved]
ENGINES: dict[str, Engine] = {
    "as it stands": lambda p: solve(p, EXACT),
    "in stages": lambda p: solve(p, EXACT, staging=Staging(from_columns=0)),
    "narrowed": lambda p: decide(p, EXACT, narrowing=ALWAYS),
}


@pytest.fixture(params=list(ENGINES.values()), ids=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each way of solving."""
    chosen: Engine = request.param
    return chosen


def ended(problem: Problem, solved: Solved) -> Mapping[tuple[str, int], int]:
    """The units of a proven and audited plan."""
    assert solved.outcome.status == SolveStatus.PROVEN
    assert solved.decision is not None
    plan = plan_of(problem, solved.decision)
    assert audit(problem, plan, solved.outcome, solved.solver_score) == ()
    return solved.decision.units


def money(complex_: int, factory: int, robot: int) -> dict[tuple[str, int], int]:
    each = {"complex": complex_, "factory": factory, "robot": robot}
    return {(g, y): m for g, m in each.items() for y in YEARS}


ONE = problem_of(park("north_1", 50))
BEST_OF_ONE = {
    ("north_1__base", 2026): 1,
    ("north_1__ai__factory", 2027): 1,
    ("north_1__ai__robot", 2028): 1,
}
WORTH_OF_ONE = 50 * 4.0 + 12.5 * 3.0


def test_one_park(engine: Engine) -> None:
    assert ended(ONE, solved := engine(ONE)) == BEST_OF_ONE
    assert solved.outcome.objective == pytest.approx(WORTH_OF_ONE)


def test_no_candidates(engine: Engine) -> None:
    nothing = problem_of(())

    assert ended(nothing, engine(nothing)) == {}
    floor = replace(nothing, regions={"north": RegionLimits(floor_mkrw=1)})
    assert engine(floor).outcome.status == SolveStatus.INFEASIBLE


def test_nothing_gains_anything(engine: Engine) -> None:
    worthless = problem_of(park("north_1", 0))

    ended(worthless, solved := engine(worthless))
    assert solved.outcome.objective == 0
    must = replace(worthless, regions={"north": RegionLimits(floor_mkrw=140)})
    assert sum(n for (c, _), n in ended(must, engine(must)).items() if c == "north_1__base") == 1


def test_all_parks_are_alike(engine: Engine) -> None:
    names = [f"north_{i}" for i in range(6)]
    alike = problem_of(
        tuple(c for name in names for c in park(name, 50)),
        budgets_mkrw=money(140, 200, 60),
        carry_over_pct=0.0,
    )
    units = ended(alike, solved := engine(alike))

    # Two 기반 in 2026 pay 140 in each of two years; two more in 2028 stand too late for a robot.
    assert sum(n for (c, y), n in units.items() if c.endswith("base") and y == 2026) == 2
    assert solved.outcome.objective == pytest.approx(2 * WORTH_OF_ONE)


def test_no_money_at_all(engine: Engine) -> None:
    poor = replace(ONE, budgets_mkrw={})

    assert ended(poor, engine(poor)) == {}
    locked = replace(poor, locks={("north_1", "base"): 2028})
    assert engine(locked).outcome.status == SolveStatus.INFEASIBLE


@pytest.mark.parametrize(
    ("budgets", "started"),
    [
        (money(0, 500, 500), set()),
        (money(500, 0, 500), {"north_1__base"}),
        (money(500, 500, 0), {"north_1__base", "north_1__ai__factory"}),
        (money(500, 0, 0), {"north_1__base"}),
    ],
)
def test_programmes_without_money(
    engine: Engine, budgets: dict[tuple[str, int], int], started: set[str]
) -> None:
    problem = replace(ONE, budgets_mkrw=budgets, regions={"north": RegionLimits(min_parks=0)})
    units = ended(problem, engine(problem))

    assert {name for name, _ in units} <= started
    gaining = started - {"north_1__base"}
    assert gaining <= {name for name, _ in units}


def test_nobody_to_work_with(engine: Engine) -> None:
    asks = replace(ONE, needs=(Need("north_1__ai__factory", "supplier", ()),))
    busy = replace(
        ONE,
        needs=(Need("north_1__ai__factory", "supplier", ("a",)),),
        partner_capacity={"a": 0},
    )
    for problem in (asks, busy):
        assert {name for name, _ in ended(problem, engine(problem))} <= {"north_1__base"}
        must = replace(problem, regions={"north": RegionLimits(floor_mkrw=200)})
        assert engine(must).outcome.status == SolveStatus.INFEASIBLE


def test_floor_is_all_the_money(engine: Engine) -> None:
    parks = (*park("north_1", 50), *park("south_1", 90))
    budgets = {("complex", 2026): 70, ("complex", 2027): 70}
    free = problem_of(parks, budgets_mkrw=budgets)
    all_of_it = replace(free, regions={"north": RegionLimits(floor_mkrw=140)})
    too_much = replace(free, regions={"north": RegionLimits(floor_mkrw=141)})

    assert ended(all_of_it, engine(all_of_it)) == {("north_1__base", 2026): 1}
    assert engine(too_much).outcome.status == SolveStatus.INFEASIBLE


def test_gains_a_million_million_times_apart(engine: Engine) -> None:
    parks = (*park("north_1", 1e9), *park("south_1", 1e-3))
    enough = problem_of(parks)
    few = problem_of(parks, budgets_mkrw=money(70, 200, 200))

    units = ended(enough, solved := engine(enough))
    assert units.items() >= BEST_OF_ONE.items()
    assert solved.outcome.objective == pytest.approx(1e9 * 4 + 2.5e8 * 3)
    assert ended(few, engine(few)).items() >= BEST_OF_ONE.items()


def test_tiny_gains_still_count(engine: Engine) -> None:
    tiny = problem_of(park("north_1", 1e-3))

    assert engine(tiny).outcome.objective == pytest.approx(1e-3 * 4 + 2.5e-4 * 3)


def test_one_year(engine: Engine) -> None:
    year = (2026,)
    short = problem_of(park("north_1", 50), years=year, budgets_mkrw={("complex", 2026): 70})

    assert set(ended(short, engine(short))) <= {("north_1__base", 2026)}  # too short for a factory
    standing = replace(
        short.restricted(lambda c: c.package_id != "base"),
        committed={("north_1", "base"): 2025},
        budgets_mkrw={("complex", 2026): 70, ("factory", 2026): 18},
    )
    assert ended(standing, engine(standing)) == {("north_1__ai__factory", 2026): 1}


def test_park_whose_base_stands_already(engine: Engine) -> None:
    standing = replace(
        ONE.restricted(lambda c: c.package_id != "base"), committed={("north_1", "base"): 2025}
    )

    assert ended(standing, engine(standing)) == {
        ("north_1__ai__factory", 2026): 1,
        ("north_1__ai__robot", 2027): 1,
    }
    bound = replace(standing, budgets_mkrw={("complex", 2026): 69})
    assert engine(bound).outcome.status == SolveStatus.INFEASIBLE
    elsewhere = replace(bound, uncharged=frozenset(standing.committed))
    assert ended(elsewhere, engine(elsewhere)) == {}


def test_what_an_earlier_decision_leaves_to_pay_counts(engine: Engine) -> None:
    slow = dict(ONE.packages) | {"base": replace(ONE.packages["base"], payment_pct=(25,) * 4)}
    standing = replace(
        problem_of((), years=(2026, 2027)),
        region_of_park={"north_1": "north"},
        packages=slow,
        committed={("north_1", "base"): 2025},  # pays 35 a year until 2028
        liability_cap_mkrw=35,
    )

    assert ended(standing, engine(standing)) == {}
    short = replace(standing, liability_cap_mkrw=34)
    assert engine(short).outcome.status == SolveStatus.INFEASIBLE


def test_waiting_longer_than_the_plan_lasts(engine: Engine) -> None:
    slow = dict(ONE.packages) | {"factory": replace(ONE.packages["factory"], lag_years=9)}
    problem = replace(ONE, packages=slow)

    assert {name for name, _ in ended(problem, engine(problem))} <= {"north_1__base"}


def test_region_without_parks(engine: Engine) -> None:
    for limits in (RegionLimits(floor_mkrw=1), RegionLimits(min_parks=1)):
        problem = replace(ONE, regions={"nowhere": limits})
        assert engine(problem).outcome.status == SolveStatus.INFEASIBLE
    capped = replace(ONE, regions={"nowhere": RegionLimits(cap_mkrw=0, local_cap_mkrw=0)})
    assert ended(capped, engine(capped)) == BEST_OF_ONE


@pytest.mark.parametrize(("share_pct", "open_"), [(200 / 3, True), (66.67, False)])
def test_share_that_no_binary_fraction_holds(engine: Engine, share_pct: float, open_: bool) -> None:
    parks = tuple(park(name, 1)[0] for name in ("north_1", "north_2", "capital_1"))
    locks = {(c.park_id, "base"): 2026 for c in parks}
    problem = problem_of(
        parks,
        budgets_mkrw=money(210, 0, 0),
        locks=locks,
        noncapital_share_min_pct=share_pct,
    )
    solved = engine(problem)

    if open_:
        assert ended(problem, solved) == {(c.candidate_id, 2026): 1 for c in parks}
    else:
        assert solved.outcome.status == SolveStatus.INFEASIBLE


@pytest.mark.parametrize(("pct", "open_"), [(33.3, False), (100 / 3, True)])
def test_carry_over_that_no_binary_fraction_holds(engine: Engine, pct: float, open_: bool) -> None:
    budgets = {("complex", 2026): 105, ("complex", 2027): 35}
    problem = problem_of(
        park("north_1", 1)[:1],
        budgets_mkrw=budgets,
        carry_over_pct=pct,
        locks={("north_1", "base"): 2026},
    )
    solved = engine(problem)

    if open_:
        assert ended(problem, solved) == {("north_1__base", 2026): 1}
    else:
        assert solved.outcome.status == SolveStatus.INFEASIBLE


def test_hundreds_of_like_projects(engine: Engine) -> None:
    many = Candidate("north_1", "ai", "factory", (Segment(500, gain(1)),))
    problem = problem_of(
        (*park("north_1", 1)[:1], many),
        budgets_mkrw={("complex", y): 70 for y in YEARS} | {("factory", y): 2400 for y in YEARS},
        liability_cap_mkrw=1800,
    )
    units = ended(problem, solved := engine(problem))

    # Of a project's 60, 24 are paid in its second year and 18 in its third, after the horizon.
    assert units["north_1__ai__factory", 2027] == 100
    assert solved.outcome.objective == pytest.approx(100 * 4.0)
