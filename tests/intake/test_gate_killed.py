"""A process that is killed in the middle of an import leaves nothing and takes nothing away."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import psutil
import pytest

from cluster_planner.intake.gate import Outcome, import_readings
from cluster_planner.intake.kept import KeptImports
from cluster_planner.sources.embedded import data_home
from cluster_planner.store.snapshots import SnapshotShelf
from tests.intake.readings import published, status_reading
from tests.official.status_book import write_status_workbook
from tests.proof.effort import times

_PROGRAM = """
import os, signal, sys
from pathlib import Path
from cluster_planner.intake import gate
from tests.intake.readings import published, status_reading

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

rows = published()
rows.loc[9, "tenants"] = "999"
module, name = sys.argv[2].rsplit(".", 1)
setattr(__import__(module, fromlist=[name]), name, killed)
gate.import_readings([status_reading(rows, as_of="2026-06-30")], None, Path(sys.argv[1]))
"""


_PLACES = (
    "cluster_planner.intake.gate.stamp_sources",
    "cluster_planner.store.rooms.move",
    "cluster_planner.intake.gate.apply_all",
    "cluster_planner.store.rooms.seal",
)
"""In the middle of the folder, and in its last moment; by `make proof` before and between too."""


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A shelf with an accepted import, which no killed import may change."""
    home = tmp_path_factory.mktemp("home")
    rows = published()
    rows.loc[5, "tenants"] = "777"
    good = import_readings([status_reading(rows, as_of="2026-03-31")], None, home)
    SnapshotShelf.of(home).accept(good.report.digest)
    return home, good


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal")
@pytest.mark.parametrize("at", _PLACES if times(1) > 1 else _PLACES[:2])
def test_kill_in_the_middle_leaves_the_accepted_data_and_no_half_snapshot(
    accepted: tuple[Path, Outcome], at: str
) -> None:
    home, good = accepted
    shelf = SnapshotShelf.of(home)

    ended = subprocess.run([sys.executable, "-c", _PROGRAM, str(home), at], check=False)

    assert ended.returncode == -signal.SIGKILL
    assert shelf.current() == good.report.digest
    assert {one.digest for one in shelf.list()} == {good.report.digest, good.report.base_digest}
    assert [kept.import_id for kept in KeptImports.of(home).all()] == [good.import_id]
    with shelf.room() as room:
        assert list(shelf.folder.glob(".new-*")) == [room]


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal")
def test_kill_while_a_file_is_read_leaves_no_reader_and_no_folder(tmp_path: Path) -> None:
    complexes = pd.read_csv(data_home() / "complexes.csv", dtype=str, keep_default_na=False)
    book = write_status_workbook(tmp_path / "현황.xlsx", complexes)
    program = (
        "import sys; from pathlib import Path; from cluster_planner.intake.gate import import_files\n"
        "if __name__ == '__main__':\n"
        "    import_files([Path(sys.argv[1])], None, Path(sys.argv[2]),\n"
        "                 on_progress=lambda words, share: print(words, flush=True))\n"
    )
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    scratch.mkdir()
    reading = subprocess.Popen(
        [sys.executable, "-c", program, str(book), str(home)],
        stdout=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(scratch)},
    )
    assert reading.stdout is not None
    assert reading.stdout.readline()
    reading.kill()
    reading.communicate()

    deadline = time.monotonic() + 20
    while _readers(scratch) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _readers(scratch)
    assert SnapshotShelf.of(home).list() == ()
    assert not list(home.rglob("*.csv"))


def _readers(scratch: Path) -> list[str]:
    """Command lines of living processes that name the folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd", "status"]):
        told = [*(process.info["cmdline"] or ()), process.info["cwd"] or ""]
        if process.info["status"] != psutil.STATUS_ZOMBIE and any(str(scratch) in t for t in told):
            found.append(" ".join(told))
    return found
