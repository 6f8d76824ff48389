"""Whatever a reader does, its parent comes back with a sentence, soon, and nothing of it is left."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from cluster_planner.sources.cage.limits import Limits
from cluster_planner.sources.cage.process import End, Ended, run_reader
from cluster_planner.sources.cage.words import finding_of, redacted
from tests.sources.cage.misbehaving import MODULE

MIB = 1024**2


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "kept").write_text("x")
    room = tmp_path / "room"
    (room / "out").mkdir(parents=True)
    return room


def _run(room: Path, deed: str, limits: Limits | None = None, **more: object) -> End:
    (room / "deed").write_text(deed)
    return run_reader(room, limits or Limits(), module=MODULE, **more)  # type: ignore[arg-type]


def test_a_reader_that_hangs_is_killed_at_the_time_limit(room: Path) -> None:
    limits = Limits(wall_s=1)
    before = set(psutil.Process().children())
    began = time.monotonic()

    end = _run(room, "hang", limits)

    assert Ended.TIME is end.how
    assert time.monotonic() - began < 5
    assert before >= set(psutil.Process().children())
    assert "시간이 너무 오래 걸려" in finding_of("a.csv", end, limits).problem


def test_a_stop_ends_the_reader_at_once(room: Path) -> None:
    asked: list[float] = []

    def stop() -> bool:
        asked.append(time.monotonic())
        return (room / "pid").exists()

    end = _run(room, "hang", stop=stop)

    assert Ended.STOPPED is end.how
    assert time.monotonic() - asked[-1] < 1
    assert not psutil.pid_exists(int((room / "pid").read_text()))


def test_a_reader_that_eats_memory_is_killed_by_its_parent(room: Path) -> None:
    limits = Limits(memory_bytes=300 * MIB)

    end = _run(room, "eat", limits)

    assert Ended.MEMORY is end.how
    assert end.peak_bytes < 1000 * MIB
    assert "메모리가 너무 많이" in finding_of("a.csv", end, limits).problem


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
def test_the_address_space_of_a_reader_ends_by_itself(room: Path) -> None:
    limits = Limits()

    end = _run(room, "eat_bound", limits)

    assert Ended.ITSELF is end.how
    assert end.code != 0
    assert end.peak_bytes < 450 * MIB
    assert "메모리가 너무 많이" in finding_of("a.csv", end, limits).problem


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_reader_that_only_computes_is_ended_by_its_processor_time(room: Path) -> None:
    end = _run(room, "spin")

    assert end.code < 0
    assert "시간이 너무 오래 걸려" in finding_of("a.csv", end, Limits()).problem


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_reader_cannot_fill_the_disk(room: Path) -> None:
    end = _run(room, "write_large")

    assert end.code != 0
    assert (room / "large").stat().st_size <= MIB


def test_a_reader_that_dies_has_a_sentence(room: Path) -> None:
    end = _run(room, "abort")

    assert end.code != 0
    assert "갑자기 끝났습니다" in finding_of("a.csv", end, Limits()).problem


def test_a_reader_opens_no_connection_starts_nothing_and_writes_in_its_folder_only(
    room: Path,
) -> None:
    end = _run(room, "rights")

    assert 0 == end.code, end.log
    assert "inside" == (room / "done").read_text()
    assert (room.parent / "kept").exists()


def test_progress_is_sentences_only(room: Path) -> None:
    told: list[tuple[str, float | None]] = []

    _run(room, "chatter", on_progress=lambda words, share: told.append((words, share)))

    assert ("말", 0.5) == told[0]
    assert all(len(words) <= 200 for words, _ in told)


def test_a_reader_whose_parent_is_killed_dies_and_clears_its_folder(room: Path) -> None:
    (room / "deed").write_text("hang")
    line = (
        "import sys; from pathlib import Path;"
        "from cluster_planner.sources.cage.process import run_reader;"
        "from cluster_planner.sources.cage.limits import Limits;"
        f"run_reader(Path(sys.argv[1]), Limits(), module={MODULE!r})"
    )
    parent = subprocess.Popen([sys.executable, "-c", line, str(room)])
    try:
        _until(lambda: (room / "pid").exists() and bool((room / "pid").read_text()))
        reader = int((room / "pid").read_text())
    finally:
        parent.kill()
        parent.wait()

    _until(lambda: not psutil.pid_exists(reader) and not room.exists())


def test_a_log_holds_no_folder_number_or_address_of_a_person() -> None:
    log = f"{Path.home()}/x: bad value 010-1234-5678 of kim@example.com in {Path('cage') / 'a'}"

    told = redacted(log, Path("cage") / "a")

    assert "…/x: bad value 010-####-#### of …@… in …" == told


def _until(true: object, seconds: float = 40) -> None:
    assert callable(true)
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
