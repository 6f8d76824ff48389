"""Every job of this server, and what is kept of them when nobody looks."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import StoreError
from cluster_planner.sources.embedded import data_home
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from dashboards.work.jobs import Job

LOG = logging.getLogger(__name__)
OnNews = Callable[[Job], None]


class Board:
    """Jobs by their id, so that a page loaded anew finds its own again."""

    def __init__(self, on_run: OnNews | None = None, keep: int = 200) -> None:
        """`on_run` is called in the job's thread: when it begins, at each better plan, at its end."""
        self._jobs: dict[str, Job] = {}
        self._on_run = on_run
        self._keep = keep
        self._lock = threading.Lock()

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
        job.start()

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
        except (OSError, StoreError):
            job.unkept = True
            LOG.exception("job %s could not be kept", job.job_id)

    return keep
