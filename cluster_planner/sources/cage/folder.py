"""The private folder of one reading: made, filled with a counted copy, and always removed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.groups import SHAPEFILE_PARTS, display_name, suffix_of

_PREFIX: Final = "cluster-planner-cage-"
_NAMED: Final = re.compile(re.escape(_PREFIX) + r"(\d+)-")
_STALE_AFTER_S: Final = 3600.0
_CHUNK: Final = 1024**2


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give an empty folder that only this user can open; it is gone afterwards, whatever happened."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")).resolve()
    try:
        yield folder
    finally:
        _remove(folder)


@dataclass(frozen=True)
class Copies:
    """What lies in the folder now."""

    files: tuple[str, ...]
    """Plain names of our own, with the extension only where it tells the part of a shapefile."""
    sha256: str
    """Of all bytes in order."""
    size: int


def copied(paths: Iterable[Path], folder: Path, most: int) -> Copies:
    """Copy the files into the folder.

    A copy and not a link: nobody can change the file while it is read, nor can the reader change
    the user's. Raises DataError for a file that cannot be read, is no file, or is larger than `most`.
    """
    digest, size = hashlib.sha256(), 0
    names = []
    for number, path in enumerate(paths):
        suffix = suffix_of(path)
        names.append(f"given-{number}{suffix if suffix in SHAPEFILE_PARTS else ''}")
        shown = display_name(path.name)
        try:
            if not path.is_file():
                raise FileNotFoundError(2, "no such file", str(path))
            with path.open("rb") as given, (folder / names[-1]).open("xb") as copy:
                while chunk := given.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise DataError(_too_large(shown, most))
                    digest.update(chunk)
                    copy.write(chunk)
        except FileNotFoundError:
            raise DataError(Finding(shown, "파일이 없습니다", "파일의 위치를 확인하세요")) from None
        except OSError as problem:
            told = f"파일을 읽을 수 없습니다({problem.strerror})"
            raise DataError(
                Finding(shown, told, "읽을 권한과 남은 디스크 공간을 확인하세요")
            ) from problem
    return Copies(tuple(names), digest.hexdigest(), size)


def _too_large(name: str, most: int) -> Finding:
    told = f"파일이 너무 큽니다(한도 {most // 1024**2:,} MB)"
    return Finding(name, told, "필요한 시도나 유형만 남기거나 나누어 가져오세요")


def _sweep() -> None:
    """Remove what a killed program could not: folders of dead processes, older than an hour."""
    old = time.time() - _STALE_AFTER_S
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        named = _NAMED.match(folder.name)
        try:
            about = folder.lstat()
        except OSError:
            continue
        ours = not hasattr(os, "getuid") or about.st_uid == os.getuid()
        if named and ours and about.st_mtime < old and not psutil.pid_exists(int(named[1])):
            _remove(folder)


def _remove(folder: Path) -> None:
    # Windows holds the files of a killed process for a moment.
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
