"""What is said when a reader does not come back, and what may stand in a log."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from typing import Final

from cluster_planner.errors import Finding
from cluster_planner.sources.cage.limits import TOO_MUCH_MEMORY, Limits
from cluster_planner.sources.cage.process import End, Ended

_SMALLER: Final = "다시 내려받아 보고, 그래도 같으면 필요한 부분만 남겨 가져오세요"
_AGAIN: Final = "파일을 다시 내려받거나 엑셀·GIS 프로그램에서 새로 저장해 가져오세요"
_DIGITS: Final = re.compile(r"\d{4,}")
_MAIL: Final = re.compile(r"\S+@\S+")


def finding_of(name: str, end: End, limits: Limits) -> Finding:
    """Return the sentence for a reader that was killed, or ended without an answer."""
    computed = end.code == -getattr(signal, "SIGXCPU", 0)
    if end.how is Ended.TIME or computed:
        seconds = limits.cpu_s if computed else limits.wall_s
        told = f"읽는 데 시간이 너무 오래 걸려 멈추었습니다(한도 {seconds:,.0f}초)"
        return Finding(name, told, _SMALLER)
    if end.how is Ended.MEMORY or "MemoryError" in end.log or "bad_alloc" in end.log:
        return Finding(name, *TOO_MUCH_MEMORY)
    return Finding(name, "읽던 프로그램이 갑자기 끝났습니다(파일이 망가졌을 수 있습니다)", _AGAIN)


def unexpected_finding(name: str, place: str) -> Finding:
    """Return the sentence for an error that the reader did not foresee."""
    kind = place.split(" ", 1)[0]
    return Finding(name, f"파일의 짜임이 예상과 달라 읽지 못했습니다({kind})", _AGAIN)


def broken_answer(name: str) -> Finding:
    """Return the sentence for an answer that is none."""
    return Finding(name, "읽은 결과가 온전하지 않아 버렸습니다", _AGAIN)


def redacted(log: str, folder: Path) -> str:
    """Return what may stand in a log: no folder of this machine, no number or address of a person."""
    for place in (str(folder), str(Path.home())):
        log = log.replace(place, "…")
    return _MAIL.sub("…@…", _DIGITS.sub("####", log)).strip()
