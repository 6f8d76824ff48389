"""Why a park is in the plan or not, on problems small enough to check by hand."""

from dataclasses import replace

import pytest

from cluster_planner.audit import audit, without_idle_money
from cluster_planner.benefit.assemble import problem_of as real_problem
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.objective import Objective, Stage
from cluster_planner.domain.plan import Outcome, Plan, SolveStatus
from cluster_planner.domain.problem import Need, Problem
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.explain.admission import Obstacle, obstacles
from cluster_planner.explain.binding import PREREQUISITE, ROOM, SEGMENT_LIMIT, bindings
from cluster_planner.explain.reasons import FACTOR_TOLERANCE, Loss, Reason, loss_of, why
from cluster_planner.explain.repairs import impasse, repaired, repaired_scenario
from cluster_planner.optimize.elastic import Change, Repair
from cluster_planner.optimize.solve import solve
from cluster_planner.optimize.whatif import without_park
from cluster_planner.present.reason_words import loss_sentence
from tests.real_data import FEW, asked, real_snapshot
from tests.small_problems import best_by_trying, park, problem_of

EXACT = SolverSettings(gap=0.0)
YEARS = (2026, 2027, 2028)


def planned(problem: Problem) -> tuple[Plan, Outcome]:
    solved = solve(problem, EXACT)
    assert solved.decision is not None
    return without_idle_money(problem, plan_of(problem, solved.decision)), solved.outcome


def told(problem: Problem, park_id: str, **options: bool) -> Reason:
    plan, outcome = planned(problem)
    return why(problem, plan, outcome, park_id, EXACT, **options)


def rivals(**changes: object) -> Problem:
    """Two parks, and money for the 기반 of one: 70 of 100 in two years, none left for later."""
    budgets = {(g, y): 100 for g in ("complex", "factory", "robot") for y in YEARS}
    return problem_of(
        park("north_1", 50) + park("south_1", 30),
        **({"budgets_mkrw": budgets, "liability_cap_mkrw": 20} | changes),
    )


def value(problem: Problem) -> float:
    best = best_by_trying(problem)
    assert best is not None
    return best[0]


def test_loss_of_the_chosen_park_is_the_difference_that_trying_everything_finds() -> None:
    reason = told(rivals(), "north_1")
    lost = value(rivals()) - value(without_park(rivals(), "north_1"))

    assert reason.in_plan
    assert reason.loss is not None
    assert reason.loss.forced == "out"
    assert lost > 0
    assert (reason.loss.low_mkrw, reason.loss.high_mkrw) == pytest.approx((lost, lost), abs=1e-3)


def test_loss_of_the_left_park_is_what_locking_it_costs() -> None:
    reason = told(rivals(), "south_1")
    locked = replace(rivals(), locks={("south_1", "base"): 2028})
    lost = value(rivals()) - value(locked)

    assert not reason.in_plan
    assert reason.loss is not None
    assert reason.loss.forced == "in"
    assert lost > 0
    assert (reason.loss.low_mkrw, reason.loss.high_mkrw) == pytest.approx((lost, lost), abs=1e-3)


def test_locked_park_cannot_be_left_out() -> None:
    reason = told(rivals(locks={("north_1", "base"): 2026}), "north_1")

    assert reason.loss == Loss("out", SolveStatus.INFEASIBLE)


def test_committed_park_is_forced_in_by_a_unit() -> None:
    # 기반 of south_1 stands, but all factory money goes to the better case in the north.
    budgets = {("complex", y): 100 for y in YEARS} | {("factory", 2027): 18, ("factory", 2028): 24}
    problem = rivals(
        budgets_mkrw=budgets, liability_cap_mkrw=99, committed={("south_1", "base"): 2025}
    )
    problem = replace(
        problem,
        candidates=tuple(c for c in problem.candidates if c.candidate_id != "south_1__base"),
        uncharged=frozenset({("south_1", "base")}),
    )
    reason = told(problem, "south_1")

    assert not reason.in_plan
    assert reason.loss is not None
    # One factory unit, started in 2027: 4 years of effect for 50 or for 30.
    assert reason.loss.low_mkrw == pytest.approx(4 * (50 - 30), abs=1e-3)


def test_range_of_the_loss_holds_both_gaps() -> None:
    free = Outcome(status=SolveStatus.FOUND, objective=90.0, bound=100.0)

    assert loss_of(
        free, Outcome(status=SolveStatus.FOUND, objective=50.0, bound=60.0), "out"
    ) == Loss("out", SolveStatus.FOUND, 30.0, 50.0)
    assert loss_of(
        free, Outcome(status=SolveStatus.FOUND, objective=88.0, bound=95.0), "in"
    ) == Loss("in", SolveStatus.FOUND, 0.0, 12.0)


def test_budget_that_is_spent_stops_the_left_park() -> None:
    by_package = {b.package_id: b for b in told(rivals(), "south_1").bindings}

    assert set(by_package) == {"base", "factory", "robot"}
    assert by_package["base"].rules == ("programme_budget",)
    assert "complex" in by_package["base"].broken[0][1]


def test_park_with_all_its_cases_taken_says_so() -> None:
    reason = told(problem_of(park("north_1", 50)), "north_1")

    assert {b.rules for b in reason.bindings} == {(SEGMENT_LIMIT,)}


def test_package_that_cannot_follow_in_time_says_so() -> None:
    problem = problem_of(park("north_1", 50), years=(2026, 2027))
    by_package = {
        b.package_id: b for b in bindings(problem, Plan(awards=(), assignments=()), "north_1")
    }

    assert by_package["robot"].rules == (PREREQUISITE,)
    assert by_package["factory"].rules == (ROOM,)


def test_partner_without_capacity_stops_the_package_that_needs_it() -> None:
    candidates = park("north_1", 50)
    need = Need("north_1__ai__factory", "supplier", ("a",))
    problem = problem_of(candidates, needs=(need,), partner_capacity={"a": 0})
    by_package = {b.package_id: b for b in told(problem, "north_1").bindings}

    assert by_package["factory"].rules == ("partner_capacity",)


def test_money_of_the_park_is_compared_with_the_park_that_earns_least() -> None:
    problem = problem_of(park("north_1", 50) + park("south_1", 30))
    reason = told(problem, "north_1")
    plan, _ = planned(problem)

    def earned(park_id: str) -> float:
        mine = [a for a in plan.awards if a.park_id == park_id]
        gain = sum(a.gain_central_mkrw for a in mine)
        return 100 * gain / sum(a.national_mkrw for a in mine)

    assert reason.score_per_eok == pytest.approx(earned("north_1"))
    assert reason.marginal_park_id == "south_1"
    assert reason.marginal_score_per_eok == pytest.approx(earned("south_1"))


def test_objective_of_other_criteria_is_told_in_its_own_unit() -> None:
    points = Objective(Stage("gain", {"gain": 2.0}, unit="points"))
    problem = replace(rivals(), objective=points)
    plan, outcome = planned(problem)
    asked_in_points = outcome.model_copy(update={"unit": "points"})
    reason = why(problem, plan, asked_in_points, "south_1", EXACT)
    loss = told(rivals(), "south_1").loss

    assert reason.loss is not None
    assert loss is not None
    assert (reason.unit, reason.score_per_eok) == ("points", None)
    assert reason.loss.high_mkrw == pytest.approx(2 * loss.high_mkrw)
    assert loss_sentence(reason.loss, reason.unit).endswith("점 잃습니다(증명된 범위).")


def test_budget_factor_is_where_a_second_park_can_be_paid() -> None:
    # Both 기반 start in 2026: 140 a year of a budget of 100, so 1.4 times; later starts of one
    # do not help, because a 기반 pays 70 in the year of its start and the next.
    problem = rivals(
        years=(2026, 2027),
        liability_cap_mkrw=999,
        budgets_mkrw={(g, y): 100 for g in ("complex", "factory", "robot") for y in (2026, 2027)},
    )
    factor = told(problem, "south_1", with_budget=True).budget_factor

    assert factor is not None
    assert factor.chosen is not None
    assert factor.without < 1.4 <= factor.chosen
    assert factor.chosen - factor.without <= FACTOR_TOLERANCE
    assert told(problem, "south_1").budget_factor is None


def test_park_that_is_no_candidate_has_no_loss() -> None:
    reason = told(rivals(), "east_1")

    assert (reason.candidate, reason.in_plan, reason.loss) == (False, False, None)


def test_every_reason_against_being_a_candidate_is_found() -> None:
    snapshot = real_snapshot()
    parks = snapshot.parks.set_index("park_id")
    table = snapshot.parks
    silent = table.loc[~(table["operating"] > 0), "park_id"].iloc[0]
    kinds = {
        park_id: [o.kind for o in obstacles(snapshot, asked(), park_id)]
        for park_id in (FEW[0], silent)
    }
    excluded = asked().parks.exclude[0]

    assert kinds[FEW[0]] == []
    assert not parks.loc[silent, "is_core"]
    assert kinds[silent] == ["not_core", "no_statistics"]
    assert Obstacle("excluded") in obstacles(snapshot, asked(), excluded)


def test_estimated_park_is_kept_out_when_estimates_are() -> None:
    snapshot = real_snapshot()
    problem = real_problem(snapshot, asked(parks={"scope": "core"}))
    guessed = next(c.park_id for c in problem.candidates if c.estimated and c.division_id)
    strict = asked(parks={"scope": "core"}, allow_estimates=False)

    assert obstacles(snapshot, strict, guessed) == (Obstacle("only_estimated"),)


def test_repaired_scenario_asks_the_repaired_problem() -> None:
    scenario = asked(
        regions={
            "southeast": {"floor_mkrw": 30_000, "cap_mkrw": 40_000, "min_parks": 2},
            "southwest": {"local_cap_mkrw": 10, "private_cap_mkrw": 20},
        },
        national_cap_mkrw={2026: 9_000},
        fund={"cap_mkrw": 700},
        locks=[{"park_id": "p_yeosu", "by_year": 2028}],
    )
    repair = Repair(
        (
            Change("programme_budget__ai_factory__2027", 100, 100),
            Change("programme_budget__mfg_data__2026", 50, 50),
            Change("national_cap__2026", 70, 70),
            Change("liability_cap", 30, 30),
            Change("region_floor__southeast", 1_000, 1_000),
            Change("region_cap__southeast", 500, 500),
            Change("region_min_parks__southeast", 1, 14_000),
            Change("region_local_cap__southwest", 2, 2),
            Change("region_private_cap__southwest", 3, 3),
            Change("fund_cap", 4, 4),
            Change("park_lock__p_yeosu__base", 1, 14_000),
        ),
        True,
    )
    problem = real_problem(real_snapshot(), scenario)

    assert real_problem(real_snapshot(), repaired_scenario(scenario, repair)) == repaired(
        problem, repair
    )


def test_problem_with_a_plan_needs_no_repair() -> None:
    found = impasse(rivals(), EXACT)

    assert (found.status, found.rows, found.offers) == (SolveStatus.FOUND, (), ())


def test_cheapest_offer_comes_first_and_passes_the_audit() -> None:
    problem = rivals(locks={("north_1", "base"): 2026, ("south_1", "base"): 2026})
    found = impasse(problem, EXACT)
    plan, outcome = planned(repaired(problem, found.offers[0].repair))

    prices = [offer.repair.price_mkrw for offer in found.offers]
    assert prices == sorted(prices)
    # Two 기반 at 70 a year in 2026 and 2027 against 100, or one lock given up for 140.
    assert prices[0] == 80
    assert audit(repaired(problem, found.offers[0].repair), plan, outcome) == ()
