"""A folder of small text files by key. A file appears whole or not at all."""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


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
                file.flush()
                os.fsync(file.fileno())  # a power cut must not leave an empty file in its place
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

    def _path(self, key: str) -> Path | None:
        return self.folder / f"{key}.json" if _KEY.fullmatch(key) else None
