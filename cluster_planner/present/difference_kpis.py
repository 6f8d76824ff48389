"""The indicators of several runs: score and gap, money, gain, criteria, and announced targets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cluster_planner.domain.plan import Plan, Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences import Snapshots
from cluster_planner.explain.differences.pair import NO_SNAPSHOTS
from cluster_planner.explain.differences.verdict import interval, same_span, same_weighing
from cluster_planner.present.criteria import CRITERIA
from cluster_planner.present.difference_figures import KpiRow, Unit
from cluster_planner.present.plan_figures import noncapital_mkrw, projects
from cluster_planner.present.summary import totals
from cluster_planner.present.targets import target
from cluster_planner.present.words import ASSUMPTION, ESTIMATE, count

_CRITERION_UNITS: Final[dict[str, Unit]] = {"jobs": "person_years", "least": "per_firm"}
_WEIGHED: Final = "weighted_gain"


def kpi_rows(
    runs: Sequence[Run],
    snapshot: Snapshot,
    scored: Sequence[bool],
    snapshots: Snapshots = NO_SNAPSHOTS,
) -> tuple[KpiRow, ...]:
    """The figures of runs, the first as base; `scored` says whose score means the same as its.

    A run is read by its own data where these are here (`snapshots`), otherwise by `snapshot`.
    """
    known = {snapshot.digest: snapshot, **snapshots}
    own = [known.get(run.snapshot_digest, snapshot) for run in runs]
    planned = tuple(run.plan is not None for run in runs)
    rows = (*_scores(runs, scored), *_sums(runs, own), *_criteria(runs), *_targets(runs, own))
    return rows if all(planned) else tuple(replace(row, planned=planned) for row in rows)


def _scores(runs: Sequence[Run], scored: Sequence[bool]) -> Iterator[KpiRow]:
    units: tuple[Unit, ...] = tuple(run.outcome.unit for run in runs)
    found = tuple(run.outcome.objective if run.plan is not None else None for run in runs)
    bounds = tuple(
        interval(run)[1] if run.plan is not None and run.outcome.bound is not None else None
        for run in runs
    )
    for key, label, values in (("score", "목적값", found), ("bound", "목적값 상한", bounds)):
        yield KpiRow(key, label, units[0], values, ESTIMATE, tuple(scored), units)
    gaps = tuple(
        None if run.plan is None or (gap := run.outcome.gap) is None else 100 * gap for run in runs
    )
    yield KpiRow("gap", "간격", "gap", gaps)


def _sums(runs: Sequence[Run], own: Sequence[Snapshot]) -> Iterator[KpiRow]:
    sums = [totals(run) if run.plan is not None else None for run in runs]

    def row(key: str, label: str, unit: Unit) -> KpiRow:
        values = tuple(None if s is None else float(getattr(s, key)) for s in sums)
        return KpiRow(key, label, unit, values)

    yield row("parks", "배분받는 단지", "parks")
    yield row("awards", "배분", "awards")
    yield row("partners", "참여기관", "partners")
    yield row("national_mkrw", "국비", "mkrw")
    yield row("local_mkrw", "지방비", "mkrw")
    yield row("private_mkrw", "민간", "mkrw")
    yield row("fund_mkrw", "민간 중 국민성장펀드", "mkrw")
    goal = target("value_added")
    yield replace(
        row("gain_central_mkrw", "기대 부가가치(현재가치)", "mkrw"),
        mark=ESTIMATE,
        comparable=_alike(runs),
        target_ko=f"{goal.by}년 목표 100조 원과는 셈이 달라 견주지 않음",
    )
    shares = tuple(_outside_pct(run, data) for run, data in zip(runs, own, strict=True))
    yield KpiRow("noncapital_pct", "수도권 밖 국비 비중", "pct", shares)
    yield row("estimated_parks", "생산이 추정인 단지", "parks")


def _outside_pct(run: Run, snapshot: Snapshot) -> float | None:
    if run.plan is None or not run.plan.national_mkrw:
        return None
    return 100 * noncapital_mkrw(run.plan, snapshot) / run.plan.national_mkrw


def _criteria(runs: Sequence[Run]) -> Iterator[KpiRow]:
    tables = [{row.criterion_id: row.value for row in run.criteria} for run in runs]
    for criterion, (name, _) in CRITERIA.items():
        values = tuple(table.get(criterion) for table in tables)
        if any(value is not None for value in values):
            unit = _CRITERION_UNITS.get(criterion, "mkrw")
            alike = _alike(runs, weighed=criterion == _WEIGHED)
            yield KpiRow(f"criterion.{criterion}", name, unit, values, ESTIMATE, alike)


def _alike(runs: Sequence[Run], *, weighed: bool = False) -> tuple[bool, ...]:
    """Whether each run counts its effects as the first does; empty when all do."""
    same = same_weighing if weighed else same_span
    alike = tuple(same(runs[0].scenario, run.scenario) for run in runs)
    return () if all(alike) else alike


def _targets(runs: Sequence[Run], own: Sequence[Snapshot]) -> Iterator[KpiRow]:
    """Counts that officials have announced targets for, counted as the targets are."""

    def made(package_id: str, by_year: int | None = None) -> tuple[float | None, ...]:
        return tuple(
            None if run.plan is None else projects(run.plan, data, package_id, by_year)
            for run, data in zip(runs, own, strict=True)
        )

    goal = target("ai_factories")
    told = f"{goal.by}년 전국 목표 {count(goal.value, goal.unit)}, 기존 {count(goal.reached)}여 곳"
    factories = made("ai_factory")
    yield KpiRow(
        "ai_factories", "AI 팩토리(표준 과제로 환산)", "projects", factories, ASSUMPTION,
        target_ko=told,
    )  # fmt: skip
    shares = tuple(None if n is None else 100 * n / goal.value for n in factories)
    yield KpiRow(
        "ai_factories_pct", f"{goal.by}년 AI 팩토리 목표에서 이 계획의 몫", "pct", shares, ASSUMPTION,
        target_ko=told,
    )  # fmt: skip
    goal = target("humanoid_demos")
    yield KpiRow(
        "robots", f"{goal.by}년까지 시작하는 로봇 실증(환산)", "projects",
        made("robot", int(goal.by)), ASSUMPTION,
        target_ko=f"{goal.by}년 휴머노이드 목표 {count(goal.value, goal.unit)}",
    )  # fmt: skip
    goal = target("ax_parks")
    based = tuple(None if r.plan is None else _based(r.plan, int(goal.by)) for r in runs)
    yield KpiRow(
        "ax_parks", f"{goal.by}년까지 기반을 시작하는 단지", "parks", based,
        target_ko=f"{goal.by}년 계획 {count(goal.value, goal.unit)}, 기존 {count(goal.reached)}곳",
    )  # fmt: skip


def _based(plan: Plan, by_year: int) -> int:
    return sum(a.units for a in plan.awards if a.package_id == "base" and a.start_year <= by_year)
