"""What all sessions share that look at the same data: lookups, maps and questions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cluster_planner.benefit.checks import check
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario, read_scenario
from cluster_planner.errors import Finding, ScenarioError, StoreError
from cluster_planner.present.maps import country_map
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.published import read_published
from cluster_planner.store.shelf import Shelf
from dashboards.lookups.catalog import Catalog
from dashboards.lookups.choices import Filters
from dashboards.lookups.kept import kept_run
from dashboards.lookups.park_tables import park_tables
from dashboards.map import MapPage, publish
from dashboards.serving.tiles import TileService
from dashboards.state.address import Known
from dashboards.state.draft import Draft
from dashboards.state.house import House
from dashboards.state.known import known_values
from dashboards.state.origin import Origin, kept_origin
from dashboards.work.answers import Answers
from dashboards.work.board import Board
from dashboards.work.questions import Inquiries

Judgement = tuple[Scenario | None, tuple[Finding, ...]]


@dataclass(frozen=True)
class Desk:
    """Opened once per snapshot. Only what the house holds changes, and that is safe to share."""

    catalog: Catalog
    base: Scenario
    """The scenario that a new session starts from."""
    house: House
    """What the desks of all data share."""
    data_folder: Path | None = None

    @property
    def tiles(self) -> TileService | None:
        """A background that the server fetches; `tiles.for_map` is what a FoliumMap takes."""
        return self.house.tiles

    @cached_property
    def begun(self) -> Draft:
        """The draft that says the base."""
        return Draft.of(self.base)

    def draft(self, key: str, origin: Origin | None = None) -> tuple[Draft, tuple[Finding, ...]]:
        """The draft of a key, or the one it began from with a finding; so does an empty key."""
        begun = origin.draft if origin else self.begun
        if not key:
            return begun, ()
        try:
            text = self.shelf.drafts.get(key)
        except StoreError as error:
            return begun, error.findings
        if text is None:
            started = "저장된 판에서" if origin else "기준안에서"
            problem, remedy = "저장소에 남아 있지 않습니다", f"{started} 시작했습니다"
            return begun, (Finding(f"시나리오 초안 {key}", problem, remedy),)
        return Draft(text), ()

    def origin(self, key: str) -> tuple[Origin | None, tuple[Finding, ...]]:
        """The saved version that an address names, or None with a finding when it is not there."""
        try:
            return kept_origin(self.shelf, key), ()
        except StoreError as error:
            return None, error.findings

    def run(self, run_id: str) -> tuple[Run | None, tuple[Finding, ...]]:
        """A kept run, or None with a finding when it cannot be had."""
        return kept_run(self.shelf, run_id)

    def judge(self, draft: Draft) -> Judgement:
        """The scenario that a draft says, or None, and what is wrong with it."""
        return self._judge(draft)

    @cached_property
    def _judge(self) -> Callable[[Draft], Judgement]:
        """Sessions begin with the same draft and go back and forth between a few."""

        @lru_cache(maxsize=256)
        def judged(draft: Draft) -> Judgement:
            try:
                scenario = draft.scenario()
                check(self.catalog.snapshot, scenario)
            except ScenarioError as error:
                return None, error.findings
            return scenario, ()

        return judged

    @cached_property
    def known(self) -> Known:
        """What an address may name."""
        return known_values(self.catalog)

    @property
    def shelf(self) -> Shelf:
        """Scenarios, drafts and runs, of whatever data."""
        return self.house.shelf

    @property
    def board(self) -> Board:
        """Every job, of whatever data."""
        return self.house.board

    @cached_property
    def inquiries(self) -> Inquiries:
        """Questions that are solved beside the pages, each once for all sessions."""
        answers = Answers(self.shelf, self.catalog.snapshot.digest)
        return Inquiries(self.board, self.data_folder, answers=answers)

    @cached_property
    def park_map(self) -> MapPage:
        """The country with its parks; each page of the screen shows one of its own."""
        tables = park_tables(self.catalog.snapshot)
        return publish(country_map(tables, shapes=self.catalog.shapes))


def open_desk(data_folder: Path | None = None, house: House | None = None) -> Desk:
    """Load and check everything that the page shows. Raises PlannerError with every finding."""
    snapshot = load_snapshot(data_folder)
    base = read_scenario((data_folder or data_home()) / "scenarios" / "baseline.yaml")
    catalog = Catalog(snapshot, read_published(data_folder))
    catalog.profiles.warm()
    catalog.visible(Filters())
    desk = Desk(catalog, base, house or House(), data_folder)
    desk.inquiries  # noqa: B018 — made before sessions can make two of them at once
    desk.judge(desk.begun)
    desk.park_map  # noqa: B018 — nor the first session for the map
    return desk
