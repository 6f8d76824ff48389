"""What is said of a job that this server does not have: ended, computed elsewhere, or broken off."""

from dataclasses import dataclass
from typing import Final

from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.jobs import JobNote, Standing
from cluster_planner.store.shelf import Shelf

_GONE: Final = "계산하던 서버나 명령이 끝나 중단되었습니다"


@dataclass(frozen=True)
class Lost:
    """What became of it."""

    run_id: str = ""
    """Its best plan, or empty."""
    told: tuple[Finding, ...] = ()
    over: bool = False
    """Whether it broke off: nothing more will come."""


def lost_job(shelf: Shelf, job_id: str) -> Lost:
    """What the shelf knows of a job."""
    try:
        note = shelf.jobs.get(job_id)
    except StoreError as error:
        return Lost(told=error.findings)
    if note is None:
        problem = "남은 기록이 없습니다(시작하기 전에 서버가 다시 켜졌거나, 없는 번호)"
        return Lost(told=(Finding(f"계산 {job_id}", problem, "다시 실행하세요"),), over=True)
    if note.ended:
        return Lost(note.run_id)
    if note.standing is Standing.BROKEN_OFF:
        return Lost(note.run_id, (_broken_off(note),), over=True)
    return Lost(note.run_id, (_elsewhere(note),))


def _broken_off(note: JobNote) -> Finding:
    if note.run_id:
        problem = f"{_GONE}. 그때까지 찾은 가장 좋은 안을 남겨 두어 보입니다"
        return Finding(_where(note), problem, "더 나은 답은 다시 실행하세요")
    return Finding(_where(note), f"{_GONE}. 남길 계획이 아직 없었습니다", "다시 실행하세요")


def _elsewhere(note: JobNote) -> Finding:
    shown = "지금까지의 가장 좋은 안을 보입니다" if note.run_id else "찾은 계획은 아직 없습니다"
    problem = f"다른 서버나 명령에서 계산 중입니다. {shown}"
    return Finding(_where(note), problem, "끝나면 ‘계산 목록’에서 여세요")


def _where(note: JobNote) -> str:
    return f"계산 {note.job_id}" + (f"({note.name})" if note.name else "")
