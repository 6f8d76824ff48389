"""Kept snapshots as lines and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cluster_planner.domain.imports import ImportReport
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.words import count, day
from cluster_planner.store.snapshots import KeptSnapshot, State

STATE_LABELS: Final[Mapping[State, str]] = {
    "current": "쓰는 중",
    "accepted": "받아들였던 것",
    "proposed": "받아들이기 전",
    "copy": "보관본",
}


def list_lines(
    kept: Sequence[KeptSnapshot],
    reports: Mapping[str, ImportReport | None],
    embedded: Snapshot,
    current: str,
) -> Iterator[str]:
    """Yield the data in use first by mark, the latest import first, the embedded data last."""
    for one in kept:
        if one.state == "copy" and one.digest == embedded.digest:
            continue  # the last line stands for it
        mark = "*" if one.digest == current else " "
        yield f"{mark} {one.digest[:12]}  {one.made_at or '때를 모름':20}  {_told(one, reports)}"
    mark = " " if current else "*"
    latest = day(embedded.as_of["complexes"]) if "complexes" in embedded.as_of else "자료 없음"
    yield f"{mark} {embedded.digest[:12]}  {'embedded':20}  프로그램에 든 자료, 기준일 {latest}"
    yield "*는 지금 쓰는 자료입니다(시각은 UTC)."


def kept_content(one: KeptSnapshot, report: ImportReport | None) -> dict[str, Any]:
    """Return a kept snapshot for JSON."""
    return {
        "digest": one.digest,
        "made_at": one.made_at,
        "parent": one.parent,
        "state": one.state,
        "files": [file.file for file in report.files] if report else [],
    }


def snapshot_lines(snapshot: Snapshot) -> Iterator[str]:
    """Yield the digest, and rows and date of each table."""
    yield f"자료 {snapshot.digest}"
    for name, frame in snapshot.tables.items():
        dated = f", 기준일 {day(snapshot.as_of[name])}" if name in snapshot.as_of else ""
        yield f"  {name}: {count(len(frame), '행')}{dated}"


def _told(one: KeptSnapshot, reports: Mapping[str, ImportReport | None]) -> str:
    report = reports.get(one.digest)
    files = ", ".join(file.file for file in report.files if not file.refused) if report else ""
    label = STATE_LABELS[one.state]
    return f"{label}, {files}" if files else f"{label}, 실행을 되풀이할 수 있게 남긴 자료"
