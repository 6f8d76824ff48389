"""What a run comes to: totals, honest Korean sentences and the summary that `--json` prints."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.criteria import criterion_sentences
from cluster_planner.present.rows import region_rows
from cluster_planner.present.words import count, money, money_range, percent


@dataclass(frozen=True)
class Totals:
    """Sums over all awards of a plan; all zero without a plan."""

    parks: int = 0
    awards: int = 0
    partners: int = 0
    national_mkrw: int = 0
    local_mkrw: int = 0
    private_mkrw: int = 0
    fund_mkrw: int = 0
    gain_low_mkrw: float = 0.0
    gain_central_mkrw: float = 0.0
    gain_high_mkrw: float = 0.0
    estimated_parks: int = 0


def totals(run: Run) -> Totals:
    """Add up the awards of a run, straight from the plan."""
    if run.plan is None:
        return Totals()
    awards = run.plan.awards
    return Totals(
        parks=len(run.plan.park_ids),
        awards=len(awards),
        partners=len({a.partner_id for a in run.plan.assignments}),
        national_mkrw=run.plan.national_mkrw,
        local_mkrw=sum(a.local_mkrw for a in awards),
        private_mkrw=sum(a.private_mkrw for a in awards),
        fund_mkrw=sum(a.fund_mkrw for a in awards),
        gain_low_mkrw=sum(a.gain_low_mkrw for a in awards),
        gain_central_mkrw=sum(a.gain_central_mkrw for a in awards),
        gain_high_mkrw=sum(a.gain_high_mkrw for a in awards),
        estimated_parks=len({a.park_id for a in awards if a.estimated}),
    )


def gap_words(gap: float | None) -> str:
    """Return a gap (0–1) as a percentage that never rounds a real gap to zero.

    >>> gap_words(0.0123), gap_words(0.000001), gap_words(0.0), gap_words(None)
    ('1.23%', '0.001% 미만', '0%', '알 수 없음')
    """
    if gap is None:
        return "알 수 없음"
    if 0 < gap < 0.00001:
        return "0.001% 미만"
    return percent(100 * gap, 3)


def status_sentence(run: Run) -> str:
    """Say how the solve ended. 최적 is claimed for a proven plan only, with its tolerance."""
    gap = gap_words(run.outcome.gap)
    match run.outcome.status:
        case SolveStatus.PROVEN:
            return f"증명된 최적 계획입니다(상한과의 간격 {gap})."
        case SolveStatus.FOUND:
            return f"간격 {gap} 안의 계획입니다(최적 증명 아님)."
        case SolveStatus.CANCELLED if run.plan is not None:
            return f"중단할 때까지 찾은 가장 나은 계획입니다(간격 {gap}, 최적 증명 아님)."
        case SolveStatus.CANCELLED:
            return "계획을 찾기 전에 중단했습니다."
        case SolveStatus.INFEASIBLE:
            return "모든 조건을 함께 지키는 계획이 없습니다(조건 충돌)."
        case SolveStatus.NOTHING:
            return "제한 시간 안에 계획을 찾지 못했습니다(계획이 없다는 뜻은 아닙니다)."


def sentences(run: Run, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the run in a few Korean sentences: status, money, gain, regions, what to watch.

    Without a plan, the findings say why and are left to the caller, who has to show them anyway.
    """
    lines = [f"{run.scenario.name}: {status_sentence(run)}"]
    if run.plan is not None:
        lines += _plan_sentences(run, snapshot)
    seconds = f"{run.total_seconds:.1f}초(풀이 {run.outcome.solve_seconds:.1f}초)"
    lines.append(f"걸린 시간 {seconds}, 실행번호 {run.run_id}.")
    if run.plan is not None:
        lines += [f"{f['where']}: {f['problem']} → {f['remedy']}" for f in run.findings]
    return tuple(lines)


def summary_json(run: Run, snapshot: Snapshot, files: Sequence[Path] = ()) -> dict[str, Any]:
    """Return the run as plain values: identity, status, totals, regions and the files written."""
    regions = region_rows(run, snapshot).drop(columns=["floor_mkrw", "cap_mkrw"])
    return {
        "run_id": run.run_id,
        "scenario": run.scenario.name,
        "scenario_digest": run.scenario.digest,
        "snapshot_digest": run.snapshot_digest,
        "program_version": run.program_version,
        "status": run.outcome.status.value,
        "status_ko": status_sentence(run),
        "objective": run.outcome.objective,
        "bound": run.outcome.bound,
        "objective_kind": run.scenario.objective.kind,
        "objective_unit": run.outcome.unit,
        "criteria": [row.model_dump() for row in run.criteria],
        "gap": run.outcome.gap,
        "seconds": run.total_seconds,
        "build_seconds": run.outcome.build_seconds,
        "solve_seconds": run.outcome.solve_seconds,
        **asdict(totals(run)),
        "by_region": regions.set_index("region_id").to_dict(orient="index"),
        "findings": list(run.findings),
        "files": [str(path) for path in files],
    }


def _plan_sentences(run: Run, snapshot: Snapshot) -> list[str]:
    all_of = totals(run)
    gain = money_range(all_of.gain_low_mkrw, all_of.gain_central_mkrw, all_of.gain_high_mkrw)
    money_words = (
        f"국비 {money(all_of.national_mkrw)}, 지방비 {money(all_of.local_mkrw)}, "
        f"민간 {money(all_of.private_mkrw)}"
    )
    if all_of.fund_mkrw:
        money_words += f"(이 가운데 국민성장펀드 {money(all_of.fund_mkrw)})"
    regions = region_rows(run, snapshot)
    shares = ", ".join(
        f"{region} {count(parks, '곳')} {money(national)}"
        for region, parks, national in zip(
            regions["region_ko"], regions["parks"], regions["national_mkrw"], strict=True
        )
    )
    lines = [
        f"{count(all_of.parks, '개')} 단지에 {count(all_of.awards, '건')}을 배분합니다: {money_words}.",
        f"기대 부가가치는 {gain}입니다(추정, 현재가치).",
        f"참여기관 {count(all_of.partners, '곳')}을 배정했습니다.",
        f"권역별 국비: {shares}.",
        *criterion_sentences(run),
    ]
    if all_of.estimated_parks:
        parks = count(all_of.estimated_parks, "곳")
        lines.append(f"이 가운데 {parks}은 생산 통계가 없어 추정값을 썼습니다.")
    return lines
