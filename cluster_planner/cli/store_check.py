"""What the doctor says of the database: where it is, of which version, and whether it is writable."""

import os
from pathlib import Path

from cluster_planner.cli.checks import Check
from cluster_planner.errors import StoreError
from cluster_planner.store.database.about import about, try_to_write
from cluster_planner.store.database.address import database_url
from cluster_planner.store.database.connection import open_database

_LABEL = "저장소"


def store_check(home: Path) -> Check:
    """Return a check of the database; one that nobody has used yet is not made for it."""
    try:
        url = database_url(home)
        if url.drivername == "sqlite" and not Path(str(url.database)).exists():
            return _not_yet(Path(str(url.database)))
        database = open_database(home)
        found = about(database)
        try_to_write(database)
    except StoreError as error:
        return Check("store", _LABEL, False, "; ".join(map(str, error.findings)))
    return Check("store", _LABEL, True, f"{found.place} ({found.engine}, 구조 {found.version})")


def _not_yet(path: Path) -> Check:
    folder = next(parent for parent in path.parents if parent.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        detail = f"{path}: 폴더에 쓸 수 없습니다 → 쓸 권한을 확인하세요"
        return Check("store", _LABEL, False, detail)
    return Check("store", _LABEL, True, f"{path} (아직 없음, 처음 보관할 때 만듭니다)")
