"""A server in small: solves one scenario as the screen does, and says what it has kept so far.

`python -m tests.store.solver HOME SCENARIO.json`
"""

import json
import sys
from pathlib import Path

from cluster_planner.domain.scenario import Scenario
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from dashboards.work.board import keeper
from dashboards.work.jobs import Job


def main(home: Path, scenario: Scenario) -> None:
    """Each line of stdout is what a reader of the shelf finds from then on."""
    keep = keeper(Shelf(home), SnapshotShelf.of(home))

    def news(job: Job) -> None:
        keep(job)
        run = job.run or job.best
        told = {
            "job_id": job.job_id,
            "state": (job.closing or job.state).value,
            "worker": job.process.pid if job.process else None,
            "run_id": run.run_id if run else "",
            "objective": run.outcome.objective if run else None,
        }
        if not job.unkept:
            print(json.dumps(told), flush=True)

    Job(scenario, on_news=news).start().wait(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Scenario.model_validate_json(Path(sys.argv[2]).read_text("utf-8")))
