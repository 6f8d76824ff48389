"""What is kept, as lines for a console and as plain values."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from cluster_planner.cli.sweep_words import table_lines
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.summary import gap_words
from cluster_planner.present.words import SOLVE_STATUS_LABELS, count, money
from cluster_planner.store.jobs import JobNote, Standing
from cluster_planner.store.runs import RunRecord
from cluster_planner.store.sweeps import SweepRecord

JOB_LABELS: Final[Mapping[Standing, str]] = {
    Standing.QUEUED: "대기",
    Standing.RUNNING: "계산 중",
    Standing.DONE: "끝남",
    Standing.CANCELLED: "취소",
    Standing.FAILED: "실패",
    Standing.BROKEN_OFF: "중단됨",
}
SWEEP_LABELS: Final = {
    "ladder": "예산 사다리",
    "frontier": "효율과 균형",
    "alternatives": "대안",
    "robust": "여러 미래",
    "values": "100억 원의 값",
    "importance": "빼면 잃는 것",
    "weights": "가중치의 몫",
    "why": "빠진 단지의 까닭",
}
LOCAL_TIME: Final = "시각은 이 컴퓨터의 것입니다."


def moment(at: datetime) -> str:
    """A moment on this computer's clock, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def stamp(at: datetime) -> str:
    """A moment for JSON: UTC, ISO 8601 to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def run_lines(found: Sequence[RunRecord], total: int) -> tuple[str, ...]:
    """A table of runs, and how many there are besides."""
    if not found:
        return ("그런 실행이 보관되어 있지 않습니다.",)
    header = ("실행번호", "보관", "시나리오", "상태", "단지", "국비", "목적값", "간격")
    rows = [
        (
            run.run_id,
            moment(run.kept_at),
            run.name,
            SOLVE_STATUS_LABELS[run.status],
            "-" if run.parks is None else count(run.parks, "곳"),
            "-" if run.national_mkrw is None else money(run.national_mkrw),
            "-" if run.objective is None else objective_words(run.objective, run.unit),
            "-" if run.gap is None else gap_words(run.gap),
        )
        for run in found
    ]
    more = f"모두 {count(total, '개')} 가운데 {count(len(found), '개')}입니다. {LOCAL_TIME}"
    return (*table_lines((header, *rows)), "", more)


def run_content(run: RunRecord) -> dict[str, Any]:
    """A run of a list for JSON; `seconds` is wall-clock time."""
    return {
        "run_id": run.run_id,
        "kept_at": stamp(run.kept_at),
        "scenario": run.name,
        "scenario_digest": run.scenario_digest,
        "snapshot_digest": run.snapshot_digest,
        "program_version": run.program_version,
        "solver": run.solver,
        "options": run_options(run),
        "status": run.status.value,
        "objective": run.objective,
        "bound": run.bound,
        "gap": run.gap,
        "objective_unit": run.unit,
        "seconds": run.seconds,
        "parks": run.parks,
        "national_mkrw": run.national_mkrw,
    }


def fact_lines(run: RunRecord, has_data: bool) -> tuple[str, ...]:
    """Everything that is noted of a run besides its plan."""
    options = run_options(run)
    data = "여기 있음" if has_data else "여기 없음, 되풀이할 수 없음"
    facts = (
        ("실행번호", run.run_id),
        ("시나리오", run.name),
        ("보관", f"{moment(run.kept_at)} ({LOCAL_TIME.rstrip('.')})"),
        ("상태", SOLVE_STATUS_LABELS[run.status]),
        ("목적값", _known(run.objective, run)),
        ("상한", _known(run.bound, run)),
        ("간격", gap_words(run.gap)),
        ("단지", "계획 없음" if run.parks is None else count(run.parks, "곳")),
        ("국비", "계획 없음" if run.national_mkrw is None else money(run.national_mkrw)),
        ("걸린 시간", f"{run.seconds:.1f}초"),
        ("풀이 도구", run.solver or "적히지 않음(계산하던 중의 계획)"),
        (
            "설정",
            f"제한 시간 {options['time_limit_s']:g}초, 간격 {gap_words(options['gap'])}, "
            f"씨앗 {options['seed']}, 도구 {options['engine']}",
        ),
        ("프로그램 판", run.program_version),
        ("자료 지문", f"{run.snapshot_digest} ({data})"),
        ("시나리오 지문", run.scenario_digest),
    )
    return tuple(f"{name}: {value}" for name, value in facts)


def job_lines(found: Sequence[JobNote]) -> tuple[str, ...]:
    """A table of computations."""
    if not found:
        return ("아직 계산한 것이 없습니다.",)
    header = ("계산번호", "상태", "시작", "시나리오", "가장 나은 계획")
    rows = [
        (job.job_id, JOB_LABELS[job.standing], moment(job.began_at), job.name, job.run_id or "없음")
        for job in found
    ]
    return (*table_lines((header, *rows)), "", LOCAL_TIME)


def job_content(job: JobNote) -> dict[str, Any]:
    """A computation for JSON."""
    return {
        "job_id": job.job_id,
        "standing": job.standing.value,
        "standing_ko": JOB_LABELS[job.standing],
        "scenario": job.name,
        "run_id": job.run_id or None,
        "began_at": stamp(job.began_at),
    }


def sweep_lines(found: Sequence[SweepRecord], total: int) -> tuple[str, ...]:
    """A table of kept answers."""
    if not found:
        return ("그런 답이 보관되어 있지 않습니다.",)
    header = ("번호", "보관", "종류", "시나리오", "물음", "")
    rows = [
        (
            sweep.sweep_id,
            moment(sweep.kept_at),
            SWEEP_LABELS.get(sweep.kind, sweep.kind),
            sweep.name,
            asked(sweep),
            "" if sweep.whole else "중단",
        )
        for sweep in found
    ]
    more = f"모두 {count(total, '개')} 가운데 {count(len(found), '개')}입니다. {LOCAL_TIME}"
    return (*table_lines((header, *rows)), "", more)


def sweep_content(sweep: SweepRecord) -> dict[str, Any]:
    """A kept answer for JSON, without the answer."""
    return {
        "sweep_id": sweep.sweep_id,
        "kept_at": stamp(sweep.kept_at),
        "kind": sweep.kind,
        "scenario": sweep.name,
        "scenario_digest": sweep.scenario_digest,
        "snapshot_digest": sweep.snapshot_digest,
        "program_version": sweep.program_version,
        "options": sweep.options,
        "whole": sweep.whole,
    }


def asked(sweep: SweepRecord) -> str:
    """What was asked besides the scenario: `points=5`."""
    told = (f"{name}={value}" for name, value in sweep.options.items() if value is not None)
    return ", ".join(told) or "-"


def run_options(run: RunRecord) -> dict[str, Any]:
    """Time limit (s), gap asked for, seed and engine of a run."""
    options: dict[str, Any] = json.loads(run.options_json)
    return options


def _known(value: float | None, run: RunRecord) -> str:
    if value is None:
        return "알 수 없음"
    exact = f" ({value:,.2f}백만원)" if run.unit == "mkrw" else ""
    return objective_words(value, run.unit) + exact
