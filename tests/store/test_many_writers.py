"""Processes and threads that save at the same time lose nothing (more of it: `make bench ARGS=store`)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cluster_planner.store.shelf import Shelf
from tests.store import crowd
from tests.store.writers import keep_run, run_number, save_version

_SAVES = 60


def test_two_processes_that_keep_runs_at_once_lose_none(store_home: Path) -> None:
    told, _ = crowd.write_at_once(store_home, "runs", _SAVES)

    crowd.check_runs(store_home, _SAVES, told)


def test_two_processes_that_save_one_scenario_lose_no_version(store_home: Path) -> None:
    scenario_id = crowd.share_scenario(store_home)
    told, _ = crowd.write_at_once(store_home, "versions", _SAVES)

    assert [len(lines) for lines in told] == [_SAVES, _SAVES]
    crowd.check_versions(store_home, scenario_id, told)
    assert 2 * _SAVES + 1 == len(Shelf(store_home).scenarios.versions(scenario_id))


def test_threads_of_one_server_lose_nothing_and_read_meanwhile(store_home: Path) -> None:
    shelf = Shelf(store_home)
    scenario_id = crowd.share_scenario(store_home)

    def work(who: int) -> list[str]:
        told = []
        for number in range(8):
            keep_run(shelf, who, number)
            told.append(save_version(shelf, who, number))
            assert shelf.runs.get(run_number(who, number)) is not None
            assert shelf.runs.list(20)
        return told

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(work, range(8)))

    assert shelf.runs.count() == 64
    crowd.check_versions(store_home, scenario_id, told)
