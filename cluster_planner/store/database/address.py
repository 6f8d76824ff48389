"""Where the database is: a file of this user, or the address of an office's server."""

import os
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from cluster_planner.errors import Finding, StoreError

DATABASE_VARIABLE: Final = "CLUSTER_PLANNER_DATABASE"
FILE: Final = "planner.db"
_DRIVERS: Final = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_KNOWN: Final = frozenset({"sqlite", "postgresql+psycopg"})


def database_url(home: Path) -> URL:
    """CLUSTER_PLANNER_DATABASE, or planner.db in the folder of this user.

    Raises StoreError for an address that is none of SQLite or PostgreSQL.
    """
    if named := os.environ.get(DATABASE_VARIABLE, "").strip():
        return parsed(named)
    return URL.create("sqlite", database=str(home / FILE))


def parsed(text: str) -> URL:
    """The address that a text says. Raises StoreError; the message never repeats a password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreError(_unknown("읽을 수 없는 주소입니다")) from None
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.drivername not in _KNOWN:
        raise StoreError(_unknown("SQLite와 PostgreSQL만 씁니다"))
    if not url.database or url.database == ":memory:":
        raise StoreError(_unknown("데이터베이스 이름이나 파일이 없습니다"))
    if url.drivername == "sqlite":
        if url.host or url.username:
            raise StoreError(_unknown("파일의 주소에 서버나 사용자가 있습니다"))
    elif "@" in f"{url.host}{url.database}":  # the end of a password, which a message would show
        raise StoreError(_unknown("@가 여럿입니다(암호에 든 @는 %40으로 적습니다)"))
    return url


def shown(url: URL) -> str:
    """The address for a reader: without user, password and options."""
    if url.drivername == "sqlite":
        return str(url.database)
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or ''}{port}/{url.database}"


def _unknown(problem: str) -> Finding:
    remedy = (
        "postgresql://사용자:암호@서버:5432/이름 또는 sqlite:///파일 꼴로 적거나, 지우면 이 "
        "사용자의 폴더에 둡니다"
    )
    return Finding(f"환경 변수 {DATABASE_VARIABLE}", problem, remedy)
