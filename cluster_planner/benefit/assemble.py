"""Put a scenario and a snapshot together into the problem to solve."""

from cluster_planner.benefit.candidates import candidates_of
from cluster_planner.benefit.checks import check
from cluster_planner.benefit.consortium import capacities, needs_of
from cluster_planner.benefit.matching import matched
from cluster_planner.benefit.objectives import with_objective
from cluster_planner.benefit.packages import annuities, packages_of
from cluster_planner.benefit.reach import places_of
from cluster_planner.domain.problem import Problem, RegionLimits
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot


def problem_of(snapshot: Snapshot, scenario: Scenario) -> Problem:
    """The whole problem of a scenario. Raises ScenarioError when the scenario contradicts itself
    or names what the snapshot does not know."""
    check(snapshot, scenario)
    packages = packages_of(snapshot, with_fund=scenario.fund is not None)
    candidates = candidates_of(snapshot, scenario)
    if scenario.local_matching == "tiered":
        candidates = matched(snapshot, packages, candidates)
    parks = snapshot.parks
    problem = Problem(
        years=scenario.years,
        region_of_park=dict(zip(parks["park_id"], parks["region_id"], strict=True)),
        packages=packages,
        candidates=candidates,
        budgets_mkrw={
            (b.programme_id, year): amount
            for b in scenario.programmes
            for year, amount in b.national_mkrw.items()
        },
        annuity=annuities(snapshot, scenario.years, scenario.horizon),
        carry_over_pct=scenario.carry_over_pct,
        national_cap_mkrw=scenario.national_cap_mkrw,
        liability_cap_mkrw=scenario.liability_cap_mkrw,
        regions={region: RegionLimits(**dict(rule)) for region, rule in scenario.regions.items()},
        noncapital_share_min_pct=scenario.noncapital_share_min_pct,
        fund_cap_mkrw=scenario.fund.cap_mkrw if scenario.fund else None,
        fund_noncapital_min_pct=scenario.fund.noncapital_min_pct if scenario.fund else 0.0,
        locks={(lock.park_id, lock.package_id): lock.by_year for lock in scenario.locks},
        committed={(c.park_id, c.package_id): c.start_year for c in scenario.committed},
        uncharged=frozenset((c.park_id, c.package_id) for c in scenario.committed if not c.charged),
        needs=needs_of(snapshot, candidates, scenario.partner_reach_km),
        partner_capacity=capacities(snapshot, scenario.partner_capacity_pct),
        park_places=places_of(parks, "park_id"),
        partner_places=places_of(snapshot.partners, "partner_id"),
    )
    return with_objective(snapshot, problem, scenario.objective)
