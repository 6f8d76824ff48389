"""Each snapshot has a desk; sessions keep theirs and the server keeps the last few."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.data_folder import copy_data_folder
from dashboards.state import desks as module
from dashboards.state.desks import Desks
from dashboards.state.house import House


def another(tmp_path: Path, tenants: int) -> Path:
    """A data folder that differs from our own in one figure."""
    folder = tmp_path / f"data{tenants}"
    folder.mkdir()
    copy_data_folder(data_home(), folder)
    path = folder / "complexes.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",15250,13970,", f",{tenants},13970,")
    path.write_text("".join(lines), "utf-8", newline="")
    return folder


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def test_the_accepted_data_are_current_and_an_address_may_name_others(house: House, tmp_path: Path):
    desks = Desks(house)
    embedded = desks.current()
    folder = another(tmp_path, 15_251)
    digest = load_snapshot(folder).digest
    house.snapshots.keep(folder, digest)
    proposed, told = desks.of(digest[:8])

    assert told == ()
    assert proposed.catalog.snapshot.digest == digest
    assert proposed.board is embedded.board
    assert desks.current() is embedded
    house.snapshots.accept(digest)
    assert desks.current() is proposed
    assert desks.of("embedded") == (embedded, ())


def test_unknown_data_are_named_and_the_current_ones_shown(house: House):
    desks = Desks(house)

    desk, told = desks.of("0123456789ab")

    assert desk is desks.current()
    assert "data=0123456789ab" in told[0].where


def test_a_fixed_folder_stays_whatever_is_accepted(house: House, tmp_path: Path):
    folder = another(tmp_path, 15_252)

    assert Desks(house, folder).current().data_folder == folder


def test_only_the_last_few_stay_open(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "KEEP", 1)
    desks = Desks(house)
    embedded = desks.current()
    folder = another(tmp_path, 15_253)
    digest = load_snapshot(folder).digest
    house.snapshots.keep(folder, digest)
    desks.of(digest)

    assert desks.current() is not embedded


def test_broken_data_are_every_finding_each_time(house: House, tmp_path: Path):
    folder = tmp_path / "broken"
    shutil.copytree(data_home(), folder, ignore=shutil.ignore_patterns("build"))
    (folder / "parks.csv").unlink()
    desks = Desks(house, folder)

    for _ in range(2):
        with pytest.raises(DataError, match=r"parks\.csv"):
            desks.current()
