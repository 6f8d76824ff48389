"""kill -9 at any moment loses nothing that was acknowledged (two hundred of them: `make bench ARGS=kills`)."""

import random
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.pipeline import plan_scenario
from cluster_planner.store.shelf import Shelf
from tests.postgres import Server, running
from tests.real_data import asked, baseline, real_snapshot
from tests.store import crowd, kills
from tests.store.writers import SHARED

_SEED = 20_261_121


@pytest.fixture(scope="module")
def solved() -> Run:
    """Three parks, solved to proof."""
    return plan_scenario(real_snapshot(), asked())


def test_a_kill_while_saving_loses_nothing_that_was_acknowledged(store_home: Path) -> None:
    chance = random.Random(_SEED)
    crowd.share_scenario(store_home)
    told: list[str] = []
    for who in range(1, 4):
        told += kills.killed_while_saving(store_home, who, chance)
        kills.check_saved(store_home, told)

    assert len(told) >= 3


def test_a_kill_while_solving_leaves_the_best_audited_plan_of_a_job_that_broke_off(
    store_home: Path,
) -> None:
    store_home.mkdir(exist_ok=True)
    chance = random.Random(_SEED + 1)
    told = kills.killed_while_solving(store_home, baseline(), chance)

    assert told is not None
    kills.check_solve(store_home, real_snapshot(), told)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_kill_while_exporting_leaves_the_whole_old_file_or_the_whole_new_one(
    solved: Run, tmp_path: Path, seed: int
) -> None:
    path, before = kills.killed_while_exporting(solved, tmp_path, "csv", random.Random(seed))

    kills.check_export(path, before)


def test_a_killed_server_has_everything_that_was_acknowledged_when_it_is_back(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del postgres  # only says whether there is any
    with running(durable=True) as server, server.database() as url:
        monkeypatch.setenv("CLUSTER_PLANNER_DATABASE", url)
        crowd.share_scenario(tmp_path)
        told = kills.killed_server(server, tmp_path, 1, random.Random(_SEED))
        kills.check_saved(tmp_path, told)

        assert Shelf(tmp_path).scenarios.find(SHARED).version >= 1
        Shelf(tmp_path).database.close()
