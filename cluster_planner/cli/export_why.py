"""What forcing in each park that got nothing costs, computed for a paper that was asked with --why."""

from collections.abc import Mapping

from cluster_planner.cli.console import ProgressLine
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.papers.report import check_run
from cluster_planner.sweeps.crew import SweepStopped, team
from cluster_planner.sweeps.importance import Parts, why_not


def losses(run: Run, snapshot: Snapshot, line: ProgressLine) -> Mapping[str, Loss] | None:
    """Park → loss, by solving the run's own scenario again; None when Ctrl-C ended it.

    Raises ScenarioError for a run that cannot be a paper, or an objective of several stages.
    """
    check_run(run, snapshot)
    with stop_on_interrupt() as asked:

        def show(done: int, of: int) -> None:
            line.show(f"단지를 하나씩 넣어 푸는 중… {done}/{of}")

        def work() -> Parts:
            with team(snapshot, should_stop=asked.is_set, on_progress=show) as crew:
                return why_not(crew, run.scenario)

        line.show("풀이 프로세스를 여는 중…", now=True)
        try:
            found = in_background(work)
        except SweepStopped:
            return None
    if found.stopped:
        return None
    return {part.id: part.loss for part in found.parts if part.loss is not None}
