"""Answers kept for a day under what was asked, never with the key and never with persons' data."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cluster_planner.sources.services.transport import Answer, Question

_DAY_S: Final = 86_400
_SUFFIX: Final = ".answer"


@dataclass(frozen=True)
class Cache:
    """FOLDER/SHA256.answer: a line of JSON, then the body. None as folder keeps nothing."""

    folder: Path | None
    days: float = 1.0

    def get(self, address: str, question: Question) -> Answer | None:
        """Return the answer if it is kept, whole and young enough."""
        path = self._path(address, question)
        if path is None:
            return None
        try:
            age_s = time.time() - path.stat().st_mtime
            head, _, body = path.read_bytes().partition(b"\n")
            told = json.loads(head)
            whole = hashlib.sha256(body).hexdigest() == told["sha256"]
            if not whole or not 0 <= age_s <= self.days * _DAY_S:
                return None
            return Answer(200, told["content_type"], body, fetched_on=told["fetched_on"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, address: str, question: Question, answer: Answer) -> None:
        """Keep an answer. A folder that cannot be written is no reason to fail: nothing is kept."""
        path = self._path(address, question)
        if path is None:
            return
        told = {
            "sha256": hashlib.sha256(answer.body).hexdigest(),
            "content_type": answer.content_type,
            "fetched_on": answer.fetched_on,
        }
        try:
            self._write(path, json.dumps(told).encode() + b"\n" + answer.body)
            self._tidy(path.parent)
        except OSError:
            return

    def _path(self, address: str, question: Question) -> Path | None:
        if self.folder is None:
            return None
        asked = json.dumps([address, question.path, _plain(question.parameters)])
        return self.folder / (hashlib.sha256(asked.encode()).hexdigest() + _SUFFIX)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _tidy(self, folder: Path) -> None:
        before = time.time() - self.days * _DAY_S
        for path in folder.glob(f"*{_SUFFIX}"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _plain(parameters: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(parameters.items())
