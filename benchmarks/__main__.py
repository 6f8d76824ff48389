"""Time the default scenario step by step; print a table and write `benchmarks/out/bench.json`."""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.domain.scenario import read_scenario
from cluster_planner.optimize.model import build
from cluster_planner.pipeline import plan_scenario
from cluster_planner.sources.embedded import data_home, load_snapshot

REPEATS = 3
OUT = Path(__file__).parent / "out" / "bench.json"


def median_seconds(step: Callable[[], object]) -> float:
    """Median wall time of a few calls."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        step()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def default_scenario() -> dict[str, float]:
    """Seconds of each step of the default scenario, with the proof it reached."""
    snapshot = load_snapshot()
    scenario = read_scenario(data_home() / "scenarios" / "baseline.yaml")
    problem = problem_of(snapshot, scenario)
    runs = [plan_scenario(snapshot, scenario) for _ in range(REPEATS)]
    total = statistics.median(run.total_seconds for run in runs)
    return {
        "load_s": median_seconds(load_snapshot),
        "problem_s": median_seconds(lambda: problem_of(snapshot, scenario)),
        "model_s": median_seconds(lambda: build(problem)),
        "solve_s": statistics.median(run.outcome.solve_seconds for run in runs),
        "total_s": total,
        "gap": max(run.outcome.gap or 1.0 for run in runs),
        "build_share": statistics.median(run.outcome.build_seconds for run in runs) / total,
    }


def main() -> None:
    """Measure, print, write."""
    figures = {f"default.{name}": value for name, value in default_scenario().items()}
    for name, value in figures.items():
        print(f"{name:24} {value:12.5f}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
