"""Every choice of one browser tab and what follows; views write the choices and draw the rest."""

from dataclasses import replace
from typing import Any

import param
from param.parameterized import batch_call_watchers

from cluster_planner.domain.plan import Progress, Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, unwritable
from dashboards.lookups.choices import Filters, View
from dashboards.state.address import Address
from dashboards.state.desk import Desk
from dashboards.state.draft import Draft
from dashboards.state.draft_keeper import DraftKeeper
from dashboards.state.origin import Origin
from dashboards.state.trail import Trail
from dashboards.words import Words
from dashboards.work.jobs import Job, JobState
from dashboards.work.lost import lost_job


class Session(param.Parameterized):
    """The choices of one tab. The constant parameters are derived; only this class writes them."""

    page = param.String(default="explore", label="화면")
    filters: Any = param.ClassSelector(class_=Filters, default=Filters(), label="거르기")
    view: Any = param.ClassSelector(class_=View, default=View(), label="지도 보기")
    focus = param.String(default="", label="고른 단지", doc="park_id, or empty.")
    area = param.String(default="", label="고른 지역", doc="region:ID, sigungu:CODE, or empty.")
    side = param.List(default=[], item_type=str, label="비교표", doc="Parks beside each other.")
    compared = param.List(default=[], item_type=str, label="비교할 실행", doc="Run ids.")
    against = param.String(default="", label="자세히 볼 실행", doc="Run id, or empty.")
    tab = param.String(default="", label="자료의 탭", doc="Key of a tab; empty for the first.")
    author = param.String(default="", label="저장하는 사람")
    dark = param.Boolean(default=False, label="어두운 화면")
    draft: Any = param.ClassSelector(class_=Draft, label="시나리오 초안")

    origin: Any = param.ClassSelector(
        class_=Origin, allow_None=True, constant=True, doc="Saved version that the draft is of."
    )
    shown = param.List(default=[], item_type=str, constant=True, doc="Parks that pass the filters.")
    scenario: Any = param.ClassSelector(class_=Scenario, allow_None=True, constant=True)
    complaints = param.List(default=[], item_type=Finding, constant=True)
    phase: Any = param.Selector(default=None, objects=[None, *JobState], constant=True)
    progress: Any = param.ClassSelector(class_=Progress, allow_None=True, constant=True)
    run: Any = param.ClassSelector(class_=Run, allow_None=True, constant=True)
    failures = param.List(default=[], item_type=Finding, constant=True)
    notices = param.List(default=[], item_type=Finding, doc="To be told; the frame empties it.")

    def __init__(
        self,
        desk: Desk,
        address: Address = Address(),  # noqa: B008 — frozen
        dark: bool = False,
    ) -> None:
        origin, unsaved = desk.origin(address.saved)
        draft, missing = desk.draft(address.draft, origin)
        self.desk = desk
        self.catalog = desk.catalog
        self.words = Words(address.lang)
        self.data = address.data
        """The data that the address asked for; empty for those that were accepted then."""
        self.job: Job | None = None
        """The job under way."""
        self.last_job: Job | None = None
        """The job under way, or the one that the shown result or failure came from."""
        self._keeper = DraftKeeper()
        self.trail = Trail(draft, origin)
        super().__init__(draft=draft, origin=origin, page=address.page, dark=dark)
        self._adopt(address)
        self._check()
        self._filter()
        self.tell(*unsaved, *missing)

    def tell(self, *findings: Finding) -> None:
        """Tell the reader; at once, or when the page has come up."""
        if findings:
            self.notices = [*self.notices, *findings]

    def _adopt(self, address: Address) -> None:
        self.param.update(
            filters=address.filters,
            view=address.view,
            focus=address.park,
            area=address.area,
            side=list(address.side),
            compared=list(address.compared),
            against=address.against,
            tab=address.tab,
        )
        if address.run:
            self.open_run(address.run)
        elif not address.job:
            self._close_run()
        if address.job:
            self._follow(address.job)

    def go_to(self, address: Address) -> None:
        """Show what an address says, as the reader went back or forth; what it leaves out goes.

        The draft and a job under way stay: they are work and not a place.
        """
        with batch_call_watchers(self):
            self.page = address.page
            self._adopt(address)

    @property
    def address(self) -> Address:
        """Where this session stands."""
        return Address(
            page=self.page,
            lang=self.words.language,
            data=self.data,
            filters=self.filters,
            view=self.view,
            park=self.focus,
            area=self.area,
            draft="" if self.draft == self._found_draft else self.draft.key,
            saved=self.origin.key if self.origin else "",
            run=self.run_id,
            job=self.last_job.job_id if self.last_job else "",
            side=tuple(self.side),
            compared=tuple(self.compared),
            against=self.against,
            tab=self.tab,
        )

    def sift(self, **changes: Any) -> None:
        """Change some filters."""
        self.filters = replace(self.filters, **changes)

    def draw(self, **changes: Any) -> None:
        """Change how the map is drawn."""
        self.view = replace(self.view, **changes)

    @property
    def run_id(self) -> str:
        """Id of the run that is shown, or empty."""
        return self.run.run_id if self.run else ""

    @property
    def stale(self) -> bool:
        """Whether the shown run answers another scenario than the draft asks, or the draft asks none."""
        asked = self.scenario.digest if self.scenario else ""
        return self.run is not None and self.run.scenario.digest != asked

    @property
    def course(self) -> tuple[Progress, ...]:
        """How the job under way, or the last one, came near its bound."""
        return self.last_job.history if self.last_job else ()

    @property
    def may_run(self) -> bool:
        """Whether the run button is alive: a whole scenario and nothing running."""
        return self.scenario is not None and not self.busy

    @property
    def busy(self) -> bool:
        """Whether a job is queued or running."""
        return self.phase in (JobState.QUEUED, JobState.RUNNING)

    def edit(self, draft: Draft) -> None:
        """Go on with another draft, if it says anything else."""
        if draft != self.draft:
            self.draft = draft

    def begin(self, draft: Draft, origin: Origin | None = None) -> None:
        """Go on with another scenario: a saved version, or without an origin one that is not saved."""
        self.trail.begin(origin)
        self._go_to_draft(draft)

    def saved(self, origin: Origin) -> None:
        """The present draft was saved as this version."""
        self.trail.saved(origin)
        self._go_to_draft(origin.draft)

    def undo(self) -> None:
        """Take the last edit of the draft back."""
        self._go_to_draft(self.trail.back())

    def redo(self) -> None:
        """Make again the edit that was taken back last."""
        self._go_to_draft(self.trail.forth())

    def _go_to_draft(self, draft: Draft | None) -> None:
        if draft is None:
            return
        with batch_call_watchers(self):
            self._derive(origin=self.trail.origin)
            self.edit(draft)
        self.trail.arrive(draft)  # also where it says what the one before said

    @property
    def _found_draft(self) -> Draft:
        """The draft that an address finds without its key."""
        return self.origin.draft if self.origin else self.desk.begun

    @param.depends("draft", watch=True)
    def _check(self) -> None:
        self.trail.arrive(self.draft)
        scenario, complaints = self.desk.judge(self.draft)
        self._derive(scenario=scenario, complaints=list(complaints))
        self._keep_draft()

    @param.depends("filters", watch=True)
    def _filter(self) -> None:
        self._derive(shown=self.catalog.visible(self.filters))

    def open_run(self, run_id: str) -> None:
        """Show a run of the shelf; an unknown one becomes a notice and the shown one stays."""
        if self.run_id == run_id:
            return
        run, missing = self.desk.run(run_id)
        self.tell(*missing)
        if run is not None:
            self._forget_job()
            self._derive(run=run)

    def _close_run(self) -> None:
        if self.run is not None:
            self._forget_job()
            self._derive(run=None)

    def _forget_job(self) -> None:
        """What was told of a job that has ended belongs to its own result."""
        if self.job is None:
            self.last_job = None
            self._derive(phase=None, progress=None, failures=[])

    def start_run(self) -> Job:
        """Queue the present scenario. The page goes on; `look` brings the news."""
        if self.scenario is None or self.busy:
            raise RuntimeError("start_run needs a whole scenario and no other job")
        self.job = self.last_job = self.desk.board.start(self.scenario, self.desk.data_folder)
        self.job.attend(self)
        self._derive(phase=JobState.QUEUED, progress=None, failures=[])
        return self.job

    def _follow(self, job_id: str) -> None:
        """Take up a job that this address began before the page was loaded anew."""
        if self.job is not None or (self.last_job and self.last_job.job_id == job_id):
            return
        job = self.desk.board.find(job_id)
        if job is None:
            self._mourn(job_id)
            return
        job.attend(self)
        self.job = self.last_job = job
        self.look()

    def _mourn(self, job_id: str) -> None:
        """A job that this server does not have: show what it left, and tell what became of it."""
        lost = lost_job(self.desk.shelf, job_id)
        if lost.run_id:
            self.open_run(lost.run_id)
        self.tell(*lost.told)
        if lost.over and not (lost.run_id and self.run_id == lost.run_id):
            self._derive(phase=JobState.CANCELLED)

    def leave(self) -> None:
        """The tab is gone: its job goes on for a while, in case the tab comes back."""
        if self.job is not None:
            self.job.abandon(self)

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
            if job.unkept:
                self.tell(unwritable(self.desk.house.home))
            self.job = None
        self._derive(**news)
        return not ended

    def _keep_draft(self) -> None:
        if self.draft != self._found_draft:
            self.tell(*self._keeper.keep(self.desk.shelf, self.draft))

    def keep_again(self) -> None:
        """Try again to keep what could not be kept."""
        self.tell(*self._keeper.retry(self.desk.shelf))

    def _derive(self, **values: Any) -> None:
        with param.edit_constant(self):
            self.param.update(**values)
