"""Session: every choice of one browser tab, and what follows from the choices.

Views write the choices and read the rest; nothing here draws. The catalog is shared by all
sessions and is never changed.
"""

from pathlib import Path
from typing import Any

import param

from cluster_planner.benefit.checks import check
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, ScenarioError
from dashboards.catalog import Catalog
from dashboards.jobs import Job, JobState
from dashboards.levers import Levers, levers_of, scenario_of


class Session(param.Parameterized):
    """The choices of one tab. The constant parameters are derived; only this class writes them."""

    region_ids = param.List(default=[], item_type=str, label="권역", doc="Empty means all.")
    kind_ids = param.List(default=[], item_type=str, label="종류", doc="Empty means all.")
    only_core = param.Boolean(default=False, label="거점단지만")
    query = param.String(default="", label="이름 검색")
    focus = param.String(default="", label="고른 단지", doc="park_id, or empty.")
    dark = param.Boolean(default=False, label="어두운 화면")
    levers: Any = param.ClassSelector(class_=Levers, label="시나리오 조건")

    shown = param.List(default=[], item_type=str, constant=True, doc="Parks that pass the filters.")
    scenario: Any = param.ClassSelector(class_=Scenario, allow_None=True, constant=True)
    complaints = param.List(default=[], item_type=Finding, constant=True)
    phase: Any = param.Selector(default=None, objects=[None, *JobState], constant=True)
    progress: Any = param.Parameter(default=None, constant=True)
    run: Any = param.ClassSelector(class_=Run, allow_None=True, constant=True)
    failures = param.List(default=[], item_type=Finding, constant=True)

    def __init__(self, catalog: Catalog, base: Scenario, data_folder: Path | None = None) -> None:
        super().__init__(levers=levers_of(base))
        self.catalog = catalog
        self.base = base
        self.data_folder = data_folder
        self.job: Job | None = None
        self._check()
        self._filter()

    @property
    def may_run(self) -> bool:
        """Whether the run button is alive: a whole scenario and nothing running."""
        return self.scenario is not None and not self.busy

    @property
    def busy(self) -> bool:
        """Whether a job is queued or running."""
        return self.phase in (JobState.QUEUED, JobState.RUNNING)

    def turn(self, **positions: Any) -> None:
        """Turn some levers."""
        self.levers = self.levers.turned(**positions)

    def reset_levers(self) -> None:
        """Back to the starting scenario."""
        self.levers = levers_of(self.base)

    @param.depends("levers", watch=True)
    def _check(self) -> None:
        try:
            scenario, complaints = scenario_of(self.base, self.levers), []
            check(self.catalog.snapshot, scenario)
        except ScenarioError as error:
            scenario, complaints = None, list(error.findings)
        self._derive(scenario=scenario, complaints=complaints)

    @param.depends("region_ids", "kind_ids", "only_core", "query", watch=True)
    def _filter(self) -> None:
        shown = self.catalog.visible(self.region_ids, self.kind_ids, self.only_core, self.query)
        self._derive(shown=shown)

    def start_run(self) -> Job:
        """Queue the present scenario. The page goes on; `look` brings the news."""
        if self.scenario is None or self.busy:
            raise RuntimeError("start_run needs a whole scenario and no other job")
        self.job = Job(self.scenario, self.data_folder).start()
        self._derive(phase=JobState.QUEUED, progress=None, failures=[])
        return self.job

    def cancel_run(self) -> None:
        """Ask the running job to stop; a queued one leaves the queue."""
        if self.job is not None:
            self.job.cancel()

    def look(self) -> bool:
        """Take over what the job has said. Returns whether the job is still alive."""
        job = self.job
        if job is None:
            return False
        ended = job.ended
        news: dict[str, Any] = {"phase": job.state, "progress": job.progress}
        if ended:
            news["failures"] = list(job.findings)
            if job.run is not None:
                news["run"] = job.run
            self.job = None
        self._derive(**news)
        return not ended

    def _derive(self, **values: Any) -> None:
        with param.edit_constant(self):
            self.param.update(**values)
