"""A run goes to the shelf while it is found and when it is done; the solver never waits for it."""

import threading
import uuid
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cluster_planner.cli.console import print_findings
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import Finding, StoreError, unwritable
from cluster_planner.sources.embedded import data_home
from cluster_planner.store.home import home_folder
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf

HEARTBEAT_S: Final = 30.0
"""So often the office hears that this computation still goes on."""


class Keeper:
    """Keeps the plans of one computation in a thread of its own, and notes where it stands.

    As a context it has noted an end when the block has; a kill leaves the best plan handed over
    until then. What cannot be kept is told once by `told`, and never stops the computation.
    """

    def __init__(self, name: str, data_folder: Path | None) -> None:
        """`name` is the scenario's; `data_folder` None means the data of the program."""
        self.job_id = uuid.uuid4().hex[:8]
        self.findings: tuple[Finding, ...] = ()
        self._name = name
        self._data_folder = data_folder
        self._standing = Standing.RUNNING
        self._waiting: Run | None = None
        self._run_id = ""
        self._has_data = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Self:
        """Note the beginning."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Note the end if nobody did."""
        cancelled = isinstance(error, KeyboardInterrupt)
        self._end(Standing.CANCELLED if cancelled else Standing.FAILED, None)

    def best(self, run: Run) -> None:
        """Hand over an audited plan; a better one may overtake it before it is kept."""
        with self._news:
            self._waiting = run
            self._news.notify()

    def done(self, run: Run, *, asked_to_stop: bool = False) -> bool:
        """Keep the answer and note the end. Returns whether all is kept, once it is.

        A cancelled run that nobody asked to stop is that of a worker which was killed.
        """
        if run.outcome.status is not SolveStatus.CANCELLED:
            return self._end(Standing.DONE, run)
        return self._end(Standing.CANCELLED if asked_to_stop else Standing.BROKEN_OFF, run)

    def told(self) -> None:
        """Say what could not be kept, where anything could not."""
        if self.findings:
            title = "저장소에 다 두지 못했습니다(계산과 쓴 파일은 그대로입니다)."
            print_findings(title, self.findings)

    def _end(self, standing: Standing, run: Run | None) -> bool:
        with self._news:
            if self._standing is Standing.RUNNING:
                self._standing, self._waiting = standing, run or self._waiting
                self._news.notify()
        self._thread.join()
        return not self.findings

    def _work(self) -> None:
        shelf = Shelf(home_folder())
        self._try(shelf, None, Standing.RUNNING)
        standing = Standing.RUNNING
        while standing is Standing.RUNNING:
            with self._news:
                if self._waiting is None and self._standing is Standing.RUNNING:
                    self._news.wait(HEARTBEAT_S)
                run, self._waiting = self._waiting, None
                standing = self._standing
            self._try(shelf, run, standing)

    def _try(self, shelf: Shelf, run: Run | None, standing: Standing) -> None:
        """Keep what there is. One failure is no reason not to try the next plan."""
        try:
            if run is not None:
                self._run_id = shelf.runs.keep(run)
            shelf.jobs.note(self.job_id, standing, name=self._name, run_id=self._run_id)
            if run is not None and not self._has_data:
                keep_data(self._data_folder, run.snapshot_digest)
                self._has_data = True
            if standing is not Standing.RUNNING:
                shelf.jobs.tidy()
            self.findings = ()
        except StoreError as error:
            self.findings = error.findings
        except OSError as error:
            self.findings = (unwritable(error.filename or home_folder()),)


def keep_data(folder: Path | None, digest: str) -> None:
    """Keep the data of a run: a folder may change, and the program's go with an upgrade.

    Raises OSError or StoreError.
    """
    SnapshotShelf.of(home_folder()).keep(folder or data_home(), digest)
