"""What a server has once, whatever data its sessions look at."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.home import home_folder
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.snapshots import SnapshotShelf
from dashboards.serving.tiles import TileService
from dashboards.serving.uploads import Uploads
from dashboards.work.board import Board, heart, keeper
from dashboards.work.papers import Papers


@dataclass(frozen=True)
class House:
    """The user's folder, the jobs under way, and what browsers bring."""

    home: Path = field(default_factory=home_folder)
    tiles: TileService | None = None
    uploads: Uploads = field(default_factory=Uploads)
    papers: Papers = field(default_factory=Papers)
    follows: bool = True
    """Whether new pages show the data that were accepted last; not when --data fixed them."""

    @cached_property
    def shelf(self) -> Shelf:
        """Scenarios, runs and whatever else outlives the server."""
        return Shelf(self.home)

    @cached_property
    def snapshots(self) -> SnapshotShelf:
        """Data that were imported, and which of them are accepted."""
        return SnapshotShelf.of(self.home)

    @cached_property
    def board(self) -> Board:
        """Every job; what they find is kept on the shelf, whether a page looks or not."""
        return Board(keeper(self.shelf, self.snapshots), on_beat=heart(self.shelf))

    def tidy(self) -> tuple[Finding, ...]:
        """Let old drafts go. Returns what is wrong with a database that cannot be written."""
        try:
            self.shelf.tidy()
        except StoreError as error:
            return error.findings
        return ()

    def away(self) -> tuple[Finding, ...]:
        """What is wrong when the database cannot be read, which it is to be asked for."""
        try:
            self.shelf.jobs.get("")
        except StoreError as error:
            return error.findings
        return ()
