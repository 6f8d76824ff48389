"""A file that stands whole or not at all, also when the program or the machine is cut off."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from cluster_planner.errors import ScenarioError, unwritable

_UNFINISHED: Final = ".cluster-planner-"
_FORGOTTEN_S: Final = 3_600


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all. Raises ScenarioError where it cannot be written."""
    name = ""
    try:
        _clear(path.parent)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise ScenarioError(unwritable(path)) from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Remove what exports left there that were killed while they wrote."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):  # another export may just have finished
            if time.time() - left.stat().st_mtime > _FORGOTTEN_S:
                left.unlink()
