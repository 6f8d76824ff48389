"""A folder of small text files by key. A file appears whole or not at all."""

import os
import re
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DAY_S: Final = 86_400


@dataclass(frozen=True)
class Files:
    """FOLDER/KEY.json. A key is up to 64 letters, digits, `-` and `_`, so it can name nothing else."""

    folder: Path

    def write(self, key: str, text: str) -> None:
        """Write or replace a file. Raises OSError, and ValueError for what is no key."""
        path = self._path(key)
        if path is None:
            raise ValueError(f"{key!r} is no key of the shelf")
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def read(self, key: str) -> str | None:
        """The text of a file; None when there is none, it cannot be read, or the key is none."""
        path = self._path(key)
        try:
            return None if path is None else path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def refresh(self, key: str) -> bool:
        """Make a file the newest. Returns whether there is one."""
        path = self._path(key)
        try:
            if path is not None:
                os.utime(path)
            return path is not None
        except OSError:
            return False

    def dated(self) -> list[tuple[str, datetime]]:
        """Every key with the time at which it was written or refreshed (UTC), the latest first."""
        found = []
        for path in self.folder.glob("*.json"):
            try:
                found.append((path.stem, datetime.fromtimestamp(path.stat().st_mtime, UTC)))
            except OSError:
                continue  # removed by another process meanwhile
        return sorted(found, key=lambda one: one[1], reverse=True)

    def prune(self, newest: int, days: float, most: int) -> int:
        """Remove what is older than `days` beyond the `newest`, and all beyond `most`.

        Returns how many went.
        """
        before = time.time() - days * _DAY_S
        gone = 0
        for place, (key, kept_at) in enumerate(self.dated()):
            if place >= most or (place >= newest and kept_at.timestamp() < before):
                (self.folder / f"{key}.json").unlink(missing_ok=True)
                gone += 1
        return gone

    def _path(self, key: str) -> Path | None:
        return self.folder / f"{key}.json" if _KEY.fullmatch(key) else None
