"""What is going on, or how the last run ended, in words and numbers that claim no more than is known."""

from html import escape

from cluster_planner.domain.plan import PROOF_GAP, Progress, Run, SolveStatus
from cluster_planner.present import words
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.summary import gap_words
from dashboards.jobs import JobState
from dashboards.state import Session
from dashboards.views.findings import findings_html, findings_of


def status_html(session: Session) -> str:
    """What is going on, or how the last run ended, as escaped markup."""
    if session.busy:
        return _running_html(session)
    if session.failures:
        return _card("계산 실패", "bad", "멈춤", "") + findings_html(session.failures)
    if session.phase is JobState.CANCELLED:
        return _card(
            "마지막 실행", "warn", "중단됨", "<p>찾은 계획이 없어 앞의 결과를 그대로 둡니다.</p>"
        )
    if session.run is not None:
        return _run_html(session.run, stale=_stale(session))
    return _card(
        "마지막 실행",
        "idle",
        "아직 없음",
        "<p class='quiet'>조건을 정하고 최적화를 실행하세요.</p>",
    )


def badge(run: Run) -> tuple[str, str]:
    """Tone and words of an outcome. Only a proven one may be called 최적."""
    shown = gap_words(run.outcome.gap)
    match run.outcome.status:
        case SolveStatus.PROVEN:
            return "good", f"증명된 최적 (오차 {gap_words(PROOF_GAP)} 이내)"
        case SolveStatus.FOUND:
            return "warn", f"간격 {shown}"
        case SolveStatus.CANCELLED:
            return "warn", f"중단됨 · 간격 {shown}" if run.plan else "중단됨"
        case SolveStatus.INFEASIBLE:
            return "bad", "불가능"
        case _:
            return "bad", "계획 없음"


def _run_html(run: Run, stale: bool) -> str:
    tone, text = badge(run)
    outcome = run.outcome
    lines = {
        "점수": score_words(outcome.objective, unit=outcome.unit),
        "점수 상한": score_words(outcome.bound, unit=outcome.unit),
        "간격": gap_words(outcome.gap),
        "계산 시간": f"{run.total_seconds:.1f}초",
        "변수 / 제약": f"{outcome.columns:,} / {outcome.rows:,}",
        "해법기": outcome.solver,
    }
    body = _lines(lines)
    if stale:
        body += '<p class="warn">조건이 바뀌었습니다. 다시 실행하세요.</p>'
    findings = findings_html(findings_of(run.findings), "" if run.plan is None else "warn-list")
    return _card("마지막 실행", tone, text, body) + findings


def _running_html(session: Session) -> str:
    if session.phase is JobState.QUEUED:
        return _card("실행", "idle", "대기 중", "<p>다른 계산이 끝나면 바로 시작합니다.</p>")
    seconds = session.job.seconds if session.job else 0.0
    progress = session.progress or Progress(seconds=0.0)
    limit = session.job.scenario.solver.time_limit_s if session.job else 1.0
    used = min(100.0, 100 * seconds / limit)
    lines = {
        "경과 / 제한": f"{seconds:.1f}초 / {limit:,.0f}초",
        "찾은 점수": score_words(progress.incumbent, "찾는 중", progress.unit),
        "점수 상한": score_words(progress.bound, "계산 중", progress.unit),
        "간격": _live_gap(progress.gap),
    }
    cancelling = session.job is not None and session.job.cancelling
    text = "중단하는 중" if cancelling else "계산 중"
    return _card(
        "실행",
        "warn" if cancelling else "idle",
        text,
        f'<div class="bar"><i style="width:{used:.0f}%"></i></div>' + _lines(lines),
    )


def score_words(score: float | None, absent: str = words.MISSING, unit: str = "mkrw") -> str:
    """A score in 억 with one decimal: close scores must not round to the same text.

    >>> score_words(591_234.5), score_words(None)
    ('5,912.3억', '자료 없음')
    """
    if score is None:
        return absent
    return f"{score / 100:,.1f}억" if unit == "mkrw" else objective_words(score, unit)


def _live_gap(gap: float | None) -> str:
    if gap is None:
        return "–"
    return gap_words(gap) if gap <= 1 else "100% 초과"


def _stale(session: Session) -> bool:
    return (
        session.scenario is None
        or session.run is None
        or session.scenario.digest != session.run.scenario.digest
    )


def _card(title: str, tone: str, text: str, body: str) -> str:
    return (
        f'<div class="last" role="status"><div class="head"><span>{escape(title)}</span>'
        f'<span class="badge {tone}">{escape(text)}</span></div>{body}</div>'
    )


def _lines(lines: dict[str, str]) -> str:
    return f"<dl>{''.join(f'<dt>{escape(k)}</dt><dd>{escape(v)}</dd>' for k, v in lines.items() if v)}</dl>"
