"""Every job of this server, and what is kept of them when nobody looks."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import StoreError
from cluster_planner.sources.embedded import data_home
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from dashboards.work.jobs import Job

LOG = logging.getLogger(__name__)
OnNews = Callable[[Job], None]
BEAT_S: Final = 30.0
"""How often it is said that the jobs of this server are alive."""


class Board:
    """Jobs by their id, so that a page loaded anew finds its own again."""

    def __init__(
        self,
        on_run: OnNews | None = None,
        keep: int = 200,
        on_beat: Callable[[], None] | None = None,
        beat_s: float = BEAT_S,
    ) -> None:
        """`on_run` is called in the job's thread: when it is queued, when it begins, at each better
        plan, at its end; `on_beat` in a thread of its own, as long as there are jobs.
        """
        self._jobs: dict[str, Job] = {}
        self._on_run = on_run
        self._keep = keep
        self._lock = threading.Lock()
        self._on_beat, self._beat_s = on_beat, beat_s
        self._heart: threading.Thread | None = None

    def start(self, scenario: Scenario, data_folder: Path | None = None) -> Job:
        """Queue a scenario."""
        job = Job(scenario, data_folder, on_news=self._on_run)
        self.queue(job)
        return job

    def queue(self, job: Job) -> None:
        """Queue any job and remember it; the oldest that have ended are forgotten."""
        with self._lock:
            self._jobs[job.job_id] = job
            ended = [i for i, one in self._jobs.items() if one.ended]
            for job_id in ended[: max(0, len(self._jobs) - self._keep)]:
                del self._jobs[job_id]
            if self._on_beat is not None and self._heart is None:
                self._heart = threading.Thread(target=self._beat, daemon=True, name="heart")
                self._heart.start()
        job.start()

    def _beat(self) -> None:
        """Every while, until no job is left; the next job begins it anew."""
        pause = threading.Event()
        while not pause.wait(self._beat_s):
            with self._lock:
                if all(job.ended for job in self._jobs.values()):
                    self._heart = None
                    return
            if self._on_beat is not None:
                self._on_beat()

    def find(self, job_id: str) -> Job | None:
        """The job of an id, if this server knows it."""
        return self._jobs.get(job_id)

    def before(self, job: Job) -> int:
        """How many jobs stand before this one in the queue."""
        return job.before


def keeper(shelf: Shelf, snapshots: SnapshotShelf) -> OnNews:
    """Keeps each job's best plan on the shelf, whoever looks, and whether the job came to its end.

    The data that come with the program are kept with their first run: they go with an upgrade.
    """

    def keep(job: Job) -> None:
        run = job.run or job.best
        try:
            if run is not None:
                shelf.runs.keep(run)
                if job.data_folder is None:
                    snapshots.keep(data_home(), run.snapshot_digest)
            standing = Standing((job.closing or job.state).value)
            run_id = run.run_id if run else ""
            shelf.jobs.note(job.job_id, standing, name=job.scenario.name, run_id=run_id)
            job.unkept = False  # what failed before is made good
        except (OSError, StoreError):
            job.unkept = True
            LOG.exception("job %s could not be kept", job.job_id)

    return keep


def heart(shelf: Shelf) -> Callable[[], None]:
    """Tells the shelf that this server still works at its jobs."""

    def beat() -> None:
        try:
            shelf.jobs.seen()
        except StoreError:
            LOG.exception("the jobs of this server could not be told alive")

    return beat
