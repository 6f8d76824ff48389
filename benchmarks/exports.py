"""The papers of the default run: how long each takes to make, and how large it becomes."""

import time
from collections.abc import Callable

from benchmarks.path import baseline
from benchmarks.reading import Reading
from cluster_planner.bundle.make import BundleOrder, make_bundle
from cluster_planner.errors import DataError
from cluster_planner.pipeline import plan_scenario
from cluster_planner.present.papers.formats import FORMATS, Order, paper_bytes
from cluster_planner.present.plan_files import plan_json
from cluster_planner.sources.embedded import sources_text


def papers() -> list[Reading]:
    """Every format once, as a server makes it: what the first one loads counts with it."""
    nation = baseline()
    run, text = plan_scenario(nation.snapshot, nation.scenario), sources_text()
    assert run.plan is not None
    parks, regions = run.plan.park_ids, tuple(nation.snapshot["regions"]["region_id"])

    def maker(name: str) -> Callable[[], bytes]:
        order = Order(name, text, park_ids=parks, region_ids=regions)
        return lambda: paper_bytes(run, nation.snapshot, order)

    makers = {"plan_json": lambda: plan_json(run)} | {name: maker(name) for name in FORMATS}
    return [_reading(name, make) for name, make in makers.items()]


def bundle() -> list[Reading]:
    """The decision bundle with everything in it, unsigned."""
    nation = baseline()
    run = plan_scenario(nation.snapshot, nation.scenario)
    order = BundleOrder(sources_text=sources_text())
    return [_reading("bundle", lambda: make_bundle(run, nation.snapshot, order).content)]


def _reading(name: str, make: Callable[[], bytes]) -> Reading:
    began, cpu = time.perf_counter(), time.process_time()
    try:
        content = make()
    except DataError as error:
        return Reading(f"exports.{name}_s", None, note=error.findings[0].problem)
    took, worked = time.perf_counter() - began, time.process_time() - cpu
    note = f"{len(content) / 1024:,.0f} KiB, {worked:.2f} processor seconds"
    return Reading(f"exports.{name}_s", took, note=note)
