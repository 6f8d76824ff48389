"""Which data are in use, which were before, and when that changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from cluster_planner.errors import DataError, Finding
from cluster_planner.store.files import Files
from cluster_planner.store.locks import alone

EMBEDDED: Final = ""
"""Stands for the data that come with the program."""
STAMP: Final = "%Y-%m-%dT%H:%M:%SZ"
"""How the shelf writes a moment: UTC, ISO 8601 to the second."""
_KEY: Final = "current"
_LOCK: Final = ".lock"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Step(_Frozen):
    """One change of the data in use."""

    at: str
    """UTC, ISO 8601 to the second."""
    what: Literal["accept", "roll_back"]
    digest: str
    """What is used from then on; empty for the embedded data."""


class _Past(_Frozen):
    digest: str = EMBEDDED
    before: tuple[str, ...] = ()
    """What a roll-back leads to, the next one last."""
    history: tuple[Step, ...] = ()


@dataclass(frozen=True)
class History:
    """FOLDER/current.json. Changed by one process at a time, replaced as a whole."""

    folder: Path

    def current(self) -> str:
        """Return the digest in use, empty for the embedded data. Raises DataError if unreadable."""
        return self._read().digest

    def steps(self) -> tuple[Step, ...]:
        """Return every change, the latest last."""
        return self._read().history

    def accept(self, digest: str) -> None:
        """Use a digest from now on; nothing happens when it is in use."""
        with self.held():
            past = self._read()
            if past.digest != digest:
                self._write(past, digest, (*past.before, past.digest), "accept")

    def roll_back(self) -> str:
        """Use what was used before. Raises DataError when there is nothing before."""
        with self.held():
            past = self._read()
            if not past.before:
                problem = "받아들인 자료가 없어 돌아갈 곳이 없습니다"
                raise DataError(
                    Finding("자료 보관함", problem, "프로그램에 든 자료를 쓰고 있습니다")
                )
            *before, digest = past.before
            self._write(past, digest, tuple(before), "roll_back")
            return digest

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep all other processes from changing anything. Not to be nested."""
        with alone(self.folder / _LOCK):
            yield

    def _read(self) -> _Past:
        path = self.folder / f"{_KEY}.json"
        if not path.exists():
            return _Past()
        try:
            return _Past.model_validate_json(self._files.read(_KEY) or "")
        except ValidationError as error:
            problem = "어느 자료를 쓰는지 적은 파일을 읽을 수 없습니다"
            remedy = "파일을 지우면 프로그램에 든 자료로 시작합니다. 보관된 자료는 그대로 남습니다"
            raise DataError(Finding(str(path), problem, remedy)) from error

    def _write(
        self,
        past: _Past,
        digest: str,
        before: tuple[str, ...],
        what: Literal["accept", "roll_back"],
    ) -> None:
        step = Step(at=now(), what=what, digest=digest)
        fresh = _Past(digest=digest, before=before, history=(*past.history, step))
        self._files.write(_KEY, fresh.model_dump_json(indent=1))

    @property
    def _files(self) -> Files:
        return Files(self.folder)


def now() -> str:
    """Return the time as the shelf writes it: UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime(STAMP)
