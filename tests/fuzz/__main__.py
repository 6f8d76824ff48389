"""Start the fuzzing processes, watch them, count, and tell what failed."""

import argparse
import json
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from cluster_planner.sources.cage.environment import clean_environment
from cluster_planner.sources.embedded import data_home
from tests.fuzz.seeds import write_seeds
from tests.fuzz.worker import TRY_FOLDER

_WELL = ("reading", "refused", "memory")


class Worker:
    """A fuzzing process that is started again after each death."""

    def __init__(self, folder: Path, seeds: Path, first: int) -> None:
        self.folder, self._seeds, self._next = folder, seeds, first
        folder.mkdir()
        self._start()

    def _start(self) -> None:
        line = [sys.executable, "-P", "-m", "tests.fuzz.worker", str(self.folder)]
        self.log = (self.folder / f"stderr-{self._next}.log").open("w+b")
        self.process = subprocess.Popen(
            [*line, str(self._seeds), str(self._next), str(data_home())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            cwd=self.folder,
            env=clean_environment(self.folder),
        )
        self.lines: queue.Queue[bytes | None] = queue.Queue()
        self.running: tuple[int, str] | None = None
        self.since = time.monotonic()
        threading.Thread(target=self._read, args=(self.process, self.lines), daemon=True).start()

    @staticmethod
    def _read(process: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    def outcomes(self, limit_s: float) -> list[tuple[str, int, str]]:
        """What ended since the last look: (kind, number, outcome); a dead or hanging one is replaced."""
        found = []
        dead = ""
        while not self.lines.empty():
            line = self.lines.get()
            if line is None:
                dead = f"died with code {self.process.wait()}: {self._last_words()}"
                break
            what, number, kind, outcome = json.loads(line)
            if what == "begin":
                self.running, self.since = (number, kind), time.monotonic()
            elif what == "end":
                found.append((kind, number, outcome))
                self._next, self.running = number + 1_000_003, None
        if not dead and self.running and time.monotonic() - self.since > limit_s:
            dead = f"hung for {limit_s:.0f} s"
        if dead:
            found.append(self._failed(dead))
        return found

    def _failed(self, dead: str) -> tuple[str, int, str]:
        self.end()
        number, kind = self.running or (self._next, "between tries")
        if (self.folder / TRY_FOLDER).exists():
            (self.folder / TRY_FOLDER).rename(self.folder / f"failed-{kind}-{number}")
        self._next = number + 1_000_003
        self._start()
        return kind, number, dead

    def _last_words(self) -> str:
        self.log.seek(0)
        return self.log.read()[-1500:].decode("utf-8", "replace")

    def end(self) -> None:
        """Kill the process."""
        self.process.kill()
        self.process.wait()


def main(words: list[str]) -> int:
    """Fuzz for so many minutes; 1 when anything failed."""
    asked = _parser().parse_args(words)
    first = asked.seed if asked.seed is not None else random.randrange(10**6)
    room = Path(tempfile.mkdtemp(prefix="cluster-planner-fuzz-"))
    kinds = write_seeds(room / "seeds")
    workers = [
        Worker(room / f"worker-{n}", room / "seeds", first + n) for n in range(asked.workers)
    ]
    counts: Counter[tuple[str, str]] = Counter()
    failures: list[str] = []
    until = time.monotonic() + asked.minutes * 60
    try:
        while time.monotonic() < until:
            time.sleep(0.2)
            for worker in workers:
                for kind, number, outcome in worker.outcomes(asked.limit):
                    counts[kind, outcome if outcome in _WELL else "failed"] += 1
                    if outcome not in _WELL:
                        failures.append(f"{kind} {number}: {outcome}")
                        print(f"FAILED {failures[-1]}", flush=True)
    finally:
        for worker in workers:
            worker.end()
    _tell(kinds, counts, asked.minutes, first)
    if failures:
        print(f"the failing files are kept in {room}")
        return 1
    shutil.rmtree(room)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=None, help="number of the first try")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds after which a try hangs")
    return parser


def _tell(
    kinds: tuple[str, ...], counts: Counter[tuple[str, str]], minutes: float, first: int
) -> None:
    outcomes = (*_WELL, "failed")
    print(f"{'kind':16} {'tries':>7} " + " ".join(f"{outcome:>8}" for outcome in outcomes))
    for kind in (*kinds, "between tries"):
        row = [counts[kind, outcome] for outcome in outcomes]
        if sum(row) or kind in kinds:
            print(f"{kind:16} {sum(row):7} " + " ".join(f"{count:8}" for count in row))
    failed = sum(count for (_, outcome), count in counts.items() if outcome == "failed")
    print(
        f"{sum(counts.values())} tries in {minutes:g} minutes from seed {first}, {failed} failures"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
