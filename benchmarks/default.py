"""The default scenario: what a planner waits for."""

import subprocess
import sys
import tempfile
import time
from statistics import median

from benchmarks.path import baseline, parts, planned, to_gap
from benchmarks.reading import Reading
from cluster_planner.domain.plan import PROOF_GAP
from cluster_planner.sources.embedded import load_snapshot

_REPEATS = 5
_LIMIT_S = 30.0


def plan() -> list[Reading]:
    """From the scenario, with the tables loaded, to the first and to the proven audited plan."""
    nation = baseline()
    walks = [planned(nation, PROOF_GAP, _LIMIT_S) for _ in range(_REPEATS)]
    first = [w.trail.first_s() or w.total_s for w in walks]
    share = median(w.build_share for w in walks)
    return [
        Reading("default.first_plan_s", median(first), at_most=1.0),
        to_gap("default.proven_s", walks, PROOF_GAP, at_most=5.0),
        Reading("default.build_share", share, "", at_most=0.2),
        *parts("default", walks),
    ]


def command() -> list[Reading]:
    """`cluster-planner run` as a process: start, tables, plan, audit and every file."""
    times = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            line = [sys.executable, "-m", "cluster_planner.cli", "run", "baseline", "--out", folder]
            subprocess.run(line, check=True, capture_output=True)
            times.append(time.perf_counter() - began)
    began = time.perf_counter()
    load_snapshot()
    loaded = time.perf_counter() - began
    return [
        Reading("default.command_s", median(times), at_most=8.0),
        Reading("default.load_s", loaded, note="of it: reading and checking the tables, once"),
    ]
