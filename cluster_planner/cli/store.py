"""`cluster-planner store`: where everything is kept, how much of it, and a copy of it."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Final

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_json, say
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.words import count
from cluster_planner.store.database.about import about
from cluster_planner.store.database.backup import backup, restore
from cluster_planner.store.database.connection import open_database
from cluster_planner.store.home import home_folder

_TABLES: Final = {
    "scenarios": "저장된 시나리오",
    "scenario_versions": "시나리오의 판",
    "runs": "실행",
    "sweeps": "대안 탐색",
    "snapshots": "자료",
    "jobs": "계산의 기록",
    "drafts": "화면의 초안",
}


def store(options: argparse.Namespace) -> int:
    """Do what `options.action` says. Raises StoreError, and ScenarioError for a bad file name."""
    match options.action:
        case "info":
            return _info(as_json=options.json)
        case "backup":
            return _backup(options.file, force=options.force, as_json=options.json)
        case _:
            return _restore(options.file, as_json=options.json)


def _info(*, as_json: bool) -> int:
    found = about(open_database(home_folder()))
    if as_json:
        print_json(asdict(found))
        return ExitCode.OK
    say(f"저장소: {found.place}")
    say(f"데이터베이스: {found.engine}, 구조 {found.version}")
    say(f"크기: {size_words(found.size_bytes)}")
    for table, name in _TABLES.items():
        say(f"{name}: {count(found.rows[table], '개')}")
    return ExitCode.OK


def _backup(path: Path, *, force: bool, as_json: bool) -> int:
    if path.is_dir():
        raise ScenarioError(Finding(str(path), "폴더입니다", "파일 이름까지 적으세요"))
    if path.exists() and not force:
        remedy = "다른 이름을 쓰거나 --force를 붙이세요"
        raise ScenarioError(Finding(str(path), "이미 있는 파일입니다", remedy))
    database = open_database(home_folder())
    backup(database, path)
    size = path.stat().st_size
    if as_json:
        print_json({"file": str(path), "size_bytes": size, "rows": about(database).rows})
    else:
        say(f"백업했습니다: {path} ({size_words(size)}). 온전한지 확인했습니다.")
    return ExitCode.OK


def _restore(path: Path, *, as_json: bool) -> int:
    aside = restore(home_folder(), path)
    if as_json:
        print_json({"restored": str(path), "aside": None if aside is None else str(aside)})
        return ExitCode.OK
    say(f"되살렸습니다: {path}.")
    if aside is not None:
        say(f"그 전의 것은 {aside}에 있습니다.")
    return ExitCode.OK


def size_words(size_bytes: int | None) -> str:
    """A size for a reader."""
    if size_bytes is None:
        return "알 수 없음"
    return f"{size_bytes / 1e6:,.1f} MB" if size_bytes >= 100_000 else f"{size_bytes:,}바이트"
