"""What a database reports, as a sentence. By codes: servers speak their own languages."""

import sqlite3
from typing import Final

from cluster_planner.errors import Finding

_WAIT: Final = ("다른 프로그램이 오래 쓰고 있습니다", "잠시 뒤 다시 하세요")
_FULL: Final = (
    "다 쓰지 못했습니다. 디스크에 남은 자리가 없거나 더 쓸 수 없습니다",
    "자리를 비우고 디스크가 성한지 확인한 뒤 다시 하세요",
)
_SHUT: Final = (
    "열거나 쓸 수 없습니다",
    "폴더가 있는지, 쓸 권한과 남은 디스크 공간이 있는지 확인하세요",
)
_READ_ONLY: Final = (
    "읽을 수만 있고 쓸 수 없는 데이터베이스입니다",
    "쓸 권한이 있는 사용자와 주 서버의 주소인지 관리자에게 확인하세요",
)
_DAMAGED: Final = (
    "데이터베이스 파일이 망가졌거나 데이터베이스가 아닙니다",
    "백업이 있으면 cluster-planner store restore로 되살리세요(망가진 것은 곁에 남습니다). 없으면 "
    "-wal 파일과 함께 다른 이름으로 옮겨 두고 다시 시작하세요",
)
_STRANGE: Final = (
    "표가 이 프로그램의 것과 다릅니다",
    "다른 프로그램과 나누어 쓰지 않는 데이터베이스를 쓰거나, 백업이 있으면 되살리세요",
)
_SQLITE: Final = {
    "SQLITE_BUSY": _WAIT,
    "SQLITE_LOCKED": _WAIT,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _FULL,
    "SQLITE_READONLY": _SHUT,
    "SQLITE_CANTOPEN": _SHUT,
    "SQLITE_PERM": _SHUT,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_ERROR": _STRANGE,
}
_POSTGRES: Final = {
    "55P03": _WAIT,  # lock_timeout
    "57014": _WAIT,  # statement_timeout
    "40P01": _WAIT,
    "40001": _WAIT,
    "53300": _WAIT,  # too many connections
    "53100": _FULL,
    "53200": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "42P01": _STRANGE,
    "42P07": _STRANGE,
    "42703": _STRANGE,
    "42710": _STRANGE,
}


def trouble(place: str, error: BaseException) -> Finding:
    """What a reader is told when a database fails; `place` holds no password, nor does the text."""
    cause = cause_of(error)
    told = _told(cause)
    if told is None:
        problem = f"데이터베이스와 이야기할 수 없습니다({type(cause).__name__})"
        told = (problem, "서버가 켜져 있는지, 주소와 암호가 맞는지 확인하세요")
    return Finding(f"저장소 {place}", *told)


def cause_of(error: BaseException) -> BaseException:
    """The driver's own error."""
    return getattr(error, "orig", None) or error


def _told(cause: BaseException) -> tuple[str, str] | None:
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")  # SQLITE_IOERR_WRITE is an SQLITE_IOERR
        return _SQLITE.get("_".join(name.split("_")[:2]))
    if state := getattr(cause, "sqlstate", None):  # psycopg is slow to load, and most need none
        return _POSTGRES.get(state)
    return _SHUT if isinstance(cause, OSError) else None
