"""The one report of a plan, from which every paper is written.

Every figure comes from the functions that the screen and plan.xlsx use; nothing is computed here.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.badge import badge
from cluster_planner.present.papers.blocks import Report
from cluster_planner.present.papers.matter import Matter
from cluster_planner.present.papers.parts.effects import effects
from cluster_planner.present.papers.parts.limits import limits
from cluster_planner.present.papers.parts.money import money_by_year
from cluster_planner.present.papers.parts.options import options
from cluster_planner.present.papers.parts.overview import background, overview
from cluster_planner.present.papers.parts.parks import parks
from cluster_planner.present.papers.parts.partners import partners

MOST_OTHERS: Final = 3


def plan_report(
    run: Run,
    snapshot: Snapshot,
    sources_text: str = "",
    others: Sequence[Run] = (),
    why: Mapping[str, Loss] | None = None,
) -> Report:
    """Return the report of a run in the order officials use.

    `others` are runs on the same data to compare with (at most three). `why` tells what forcing in
    a park that got nothing loses; without it the paper says that nobody asked. Raises ScenarioError for a run without a plan, or of other data than `snapshot`.
    """
    check_run(run, snapshot)
    for other in others:
        check_run(other, snapshot)
    if len(others) > MOST_OTHERS:
        raise ScenarioError(
            Finding("대안", f"{len(others)}개를 적었습니다", f"{MOST_OTHERS}개까지 적으세요")
        )
    matter = Matter(run, snapshot, sources_text, tuple(others), why)
    made = (
        overview(matter),
        background(matter),
        parks(matter),
        money_by_year(matter),
        partners(matter),
        effects(matter),
        options(matter),
        limits(matter),
    )
    return Report(
        title=f"{run.scenario.name} — 산업단지 AI 전환(M.AX) 계획",
        subtitle=badge(run).text,
        identity=identity(run),
        sections=made,
    )


def identity(run: Run) -> tuple[tuple[str, str], ...]:
    """What a paper must name so that its plan is found again."""
    return (
        ("실행번호", run.run_id),
        ("시나리오 지문", run.scenario.digest),
        ("자료 지문", run.snapshot_digest),
        ("프로그램 판", run.program_version),
    )


def check_run(run: Run, snapshot: Snapshot) -> None:
    """Raise ScenarioError for a run that cannot be a paper on these data."""
    where = f"실행 {run.run_id}"
    if run.plan is None:
        raise ScenarioError(Finding(where, "계획이 없는 실행입니다", "계획이 있는 실행을 적으세요"))
    if run.snapshot_digest != snapshot.digest:
        problem = (
            f"자료 {run.snapshot_digest[:16]}의 계획인데 자료 {snapshot.digest[:16]}을 열었습니다"
        )
        remedy = f"--data {run.snapshot_digest[:16]}을 붙이거나 지금 자료로 다시 계산하세요"
        raise ScenarioError(Finding(where, problem, remedy))
