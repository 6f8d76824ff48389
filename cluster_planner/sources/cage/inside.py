"""Within the cage: bind, guard, read, hand over. Runs in the child process only."""

from __future__ import annotations

import json
import traceback
from pathlib import Path

from cluster_planner.sources.cage.guard import die_with_parent, give_up_rights
from cluster_planner.sources.cage.job import (
    GIVEN_FOLDER,
    OUT_FOLDER,
    PROGRESS_FILE,
    WORK_FOLDER,
    CageJob,
)
from cluster_planner.sources.cage.limits import TOO_MUCH_MEMORY, bind
from cluster_planner.sources.reading import Reading


def main(words: list[str]) -> int:
    """Read what the job in the folder names; the answer lies in its `out` folder afterwards."""
    folder = Path(words[0])
    job = CageJob.read(folder)
    bind(job.limits)
    give_up_rights(folder)
    die_with_parent(folder)
    # Only now: what is imported from here on runs under the limits too.
    from cluster_planner.errors import DataError, Finding
    from cluster_planner.sources.cage.wire import hand_over

    out = folder / OUT_FOLDER
    try:
        hand_over(out, _read(job, folder))
    except DataError as error:
        hand_over(out, findings=error.findings)
    except MemoryError:
        hand_over(out, findings=[Finding(job.name, *TOO_MUCH_MEMORY)])
    except Exception as error:  # noqa: BLE001 - the last door: told without what the file holds
        hand_over(out, unexpected=_place(error))
    return 0


def _read(job: CageJob, folder: Path) -> list[Reading]:
    from cluster_planner.sources.groups import Group
    from cluster_planner.sources.readers import Asked, readings_of

    def tell(words: str, share: float | None = None) -> None:
        with (folder / PROGRESS_FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps([words, share], ensure_ascii=False) + "\n")

    given = Group(job.name, tuple(folder / GIVEN_FOLDER / name for name in job.files))
    asked = Asked(job.options.crs, job.options.base_folder)
    return list(readings_of(given, folder / WORK_FOLDER, asked, tell))


def _place(error: BaseException) -> str:
    """Type and line, never the message: that may hold a person's name from the file."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} {' < '.join(reversed(frames[-6:]))}"
