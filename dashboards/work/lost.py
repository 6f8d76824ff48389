"""What is said of a job that broke off with its server."""

from cluster_planner.errors import Finding
from cluster_planner.store.jobs import JobNote


def lost_job(job_id: str, note: JobNote | None) -> Finding:
    """`note` is what the shelf knows of it, None when it had not begun or never was."""
    where = f"계산 {job_id}" + (f"({note.name})" if note and note.name else "")
    if note is None:
        problem = "남은 기록이 없습니다(시작하기 전에 서버가 다시 켜졌거나, 없는 번호)"
        return Finding(where, problem, "다시 실행하세요")
    if note.run_id:
        kept = "그때까지 찾은 가장 좋은 안을 남겨 두어 보입니다"
        return Finding(
            where, f"서버가 다시 켜져 중단되었습니다. {kept}", "더 나은 답은 다시 실행하세요"
        )
    return Finding(
        where, "서버가 다시 켜져 중단되었습니다. 남길 계획이 아직 없었습니다", "다시 실행하세요"
    )
