"""The store with ten thousand runs of the default scenario's size, and two processes that save at once."""

import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import text

from benchmarks.office import office
from benchmarks.path import baseline
from benchmarks.reading import Reading
from cluster_planner.domain.plan import Run
from cluster_planner.domain.run_ids import run_id_of
from cluster_planner.pipeline import plan_scenario
from cluster_planner.store.database import Database
from cluster_planner.store.shelf import Shelf
from tests.postgres import NoPostgres
from tests.store import crowd

_RUNS = 10_000
_TIMES = 50
_SAVES = 1_000
_MB = 1e6


def on_sqlite() -> list[Reading]:
    """SQLite in a file, as every planner has it."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_kept("store.sqlite", Path(folder)), *_at_once("store.sqlite", Path(folder))]


def on_postgres() -> list[Reading]:
    """A PostgreSQL of this machine that waits for the disk, as an office's does."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            with office():
                kept = _kept("store.postgres", home)
            with office():  # the writers count what is there
                return [*kept, *_at_once("store.postgres", home)]
    except NoPostgres as error:
        return [Reading("store.postgres", None, note=str(error))]


def _kept(name: str, folder: Path) -> list[Reading]:
    """Save, list, search and load while ten thousand runs are kept."""
    shelf, runs = Shelf(folder / "many"), _runs()
    saves = [_seconds(partial(shelf.runs.keep, run)) for run in runs]
    chance = random.Random(1)
    some = [runs[chance.randrange(_RUNS)].run_id for _ in range(_TIMES)]
    last = saves[-1_000:]
    slowest = quantiles(last, n=100)[98]
    return [
        Reading(f"{name}.save_s", median(last), "s", 0.05, f"99 of 100 within {slowest:.3f} s"),
        Reading(f"{name}.first_saves_s", median(saves[:1_000]), note="the first thousand"),
        _often(f"{name}.list_200_s", lambda: shelf.runs.list(200), 0.1),
        _often(f"{name}.list_last_200_s", lambda: shelf.runs.list(200, after=_RUNS - 200), 0.2),
        _often(f"{name}.list_all_s", lambda: shelf.runs.list(), 3.0),
        _often(f"{name}.search_s", lambda: shelf.runs.list(200, words="안 77"), 0.3),
        _often(f"{name}.count_s", lambda: shelf.runs.count("안 77"), 0.3),
        _often(f"{name}.prefix_s", lambda: shelf.runs.id_of(some[0][:8]), 0.1),
        _often(f"{name}.snapshots_s", lambda: shelf.runs.snapshot_digests(), 0.1),
        *_loads(name, shelf, some),
        Reading(f"{name}.mb", _size(shelf.database) / _MB, "MB", 300, f"{_RUNS:,} runs"),
    ]


def _loads(name: str, shelf: Shelf, some: list[str]) -> list[Reading]:
    loads = [_seconds(partial(shelf.runs.get, run_id)) for run_id in some]
    shelf.database.close()
    again = Shelf(shelf.home)
    first = _seconds(lambda: again.runs.list(200))
    return [
        Reading(f"{name}.load_s", median(loads), "s", 0.1),
        Reading(f"{name}.reconnect_and_list_s", first, "s", 0.3),
    ]


def _at_once(name: str, folder: Path) -> list[Reading]:
    """Two processes save a thousand runs each, then a thousand versions of one scenario each."""
    home = folder / "crowd"
    told, took = crowd.write_at_once(home, "runs", _SAVES)
    crowd.check_runs(home, _SAVES, told)
    scenario_id = crowd.share_scenario(home)
    versions, versions_took = crowd.write_at_once(home, "versions", _SAVES)
    crowd.check_versions(home, scenario_id, versions)
    note = "two processes; every acknowledged save is there"
    return [
        Reading(f"{name}.run_saves_at_once", 2 * _SAVES / took, "/s", note=note),
        Reading(f"{name}.version_saves_at_once", 2 * _SAVES / versions_took, "/s", note=note),
    ]


def _runs() -> list[Run]:
    """The default run under many names, as if each had been asked of other data."""
    nation = baseline()
    run = plan_scenario(nation.snapshot, nation.scenario)
    found = []
    for number in range(_RUNS):
        scenario = run.scenario.model_copy(update={"name": f"안 {number} 거점단지"})
        digest = f"{number % 20:064x}"
        run_id = run_id_of(f"{number}", digest, run.program_version)
        changed = {"run_id": run_id, "scenario": scenario, "snapshot_digest": digest}
        found.append(run.model_copy(update=changed))
    return found


def _often(name: str, ask: Callable[[], object], at_most: float) -> Reading:
    return Reading(name, median(_seconds(ask) for _ in range(_TIMES)), "s", at_most)


def _seconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def _size(database: Database) -> int:
    """Bytes on disk."""
    with database.read() as connection:
        if not database.is_sqlite:
            found = connection.execute(text("SELECT pg_database_size(current_database())"))
            return int(found.scalar_one())
    return sum(path.stat().st_size for path in Path(database.place).parent.glob("planner.db*"))
