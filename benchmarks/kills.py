"""Two hundred processes killed with -9 while they save, solve and export; none may lose anything.

Each group fails (and says so) at the first thing that was acknowledged and is not there.
"""

import random
import tempfile
from pathlib import Path

from benchmarks.office import office
from benchmarks.path import baseline
from benchmarks.reading import Reading
from cluster_planner.pipeline import plan_scenario
from cluster_planner.store.shelf import Shelf
from tests.postgres import NoPostgres
from tests.store import crowd, kills

_SEED = 6


def saving(count: int) -> list[Reading]:
    """Savers on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        return [_saving("kills.saving", Path(folder), count)]


def saving_on_postgres(count: int) -> list[Reading]:
    """Savers on PostgreSQL, then PostgreSQL itself."""
    name = "kills.postgres"
    try:
        with tempfile.TemporaryDirectory() as folder, office() as server:
            home = Path(folder)
            clients = _saving(f"{name}.clients", home, count)
            told: list[str] = []
            chance = random.Random(_SEED)
            for who in range(1_000, 1_000 + count // 5):
                told += kills.killed_server(server, home, who, chance)
                kills.check_saved(home, told)
            Shelf(home).database.close()
            return [clients, _found(f"{name}.servers", count // 5, len(told))]
    except NoPostgres as error:
        return [Reading(name, None, note=str(error))]


def _saving(name: str, home: Path, count: int) -> Reading:
    crowd.share_scenario(home)
    chance = random.Random(_SEED)
    told: list[str] = []
    for who in range(1, count + 1):
        fresh = kills.killed_while_saving(home, who, chance)
        told += fresh
        kills.check_saved(home, fresh)
    kills.check_saved(home, told)
    return _found(name, count, len(told))


def solving(count: int) -> list[Reading]:
    """Servers in the middle of the default scenario."""
    nation, chance, plans = baseline(), random.Random(_SEED), 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        for _ in range(count):
            told = kills.killed_while_solving(home, nation.scenario, chance)
            assert told is not None
            kills.check_solve(home, nation.snapshot, told)
            plans += bool(told["run_id"])
    return [
        Reading("kills.solving", count, "", note=f"{plans} with a plan, each found and audited")
    ]


def exporting(count: int) -> list[Reading]:
    """The export command when it begins to write over an earlier file."""
    nation, chance, replaced = baseline(), random.Random(_SEED), 0
    run = plan_scenario(nation.snapshot, nation.scenario)
    for number in range(count):
        with tempfile.TemporaryDirectory() as folder:
            kind = ("csv", "xlsx")[number % 2]
            replaced += kills.check_export(
                *kills.killed_while_exporting(run, Path(folder), kind, chance)
            )
    note = f"{replaced} whole new files, {count - replaced} whole old ones"
    return [Reading("kills.exporting", count, "", note=note)]


def _found(name: str, count: int, told: int) -> Reading:
    return Reading(name, count, "", note=f"{told:,} acknowledged saves, all there")
