"""A process that saves, and says so after each save: `python -m tests.store.writers HOME KIND WHO N`."""

import random
import sys
from collections.abc import Callable
from pathlib import Path

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Overtaken
from cluster_planner.store.jobs import Standing
from cluster_planner.store.shelf import Shelf
from tests.store.kept import SNAPSHOT, a_run, a_scenario

SHARED = "함께 고치는 안"


def run_number(who: int, number: int) -> str:
    """The id of a run that a writer keeps."""
    return f"{who:04x}{number:012x}"


def marked(who: int, number: int) -> Scenario:
    """A content that says who saved it as the how manieth."""
    return a_scenario(SHARED, liability_cap_mkrw=who * 100_000 + number)


def keep_run(shelf: Shelf, who: int, number: int) -> str:
    """Keep one run."""
    return shelf.runs.keep(a_run(f"{who}의 {number}번째", run_id=run_number(who, number)))


def save_version(shelf: Shelf, who: int, number: int) -> str:
    """Save over the latest version, and again over the next when somebody was quicker."""
    content = marked(who, number)
    while True:
        there = shelf.scenarios.find(SHARED)
        try:
            saved = shelf.scenarios.save(
                there.scenario_id, content, over=there.version, author=str(who)
            )
        except Overtaken:
            continue
        return f"{saved.version} {content.liability_cap_mkrw}"


def keep_anything(shelf: Shelf, who: int, number: int) -> str:
    """A run, a version, an answer, a note on a job or a draft."""
    kind = random.choice(list(_ANYTHING))
    return f"{kind} {_ANYTHING[kind](shelf, who, number)}"


def _keep_sweep(shelf: Shelf, who: int, number: int) -> str:
    return shelf.sweeps.keep("ladder", marked(who, number), SNAPSHOT, {}, {"who": who, "n": number})


def _keep_note(shelf: Shelf, who: int, number: int) -> str:
    job_id = run_number(who, number)
    shelf.jobs.note(job_id, Standing.RUNNING, name=f"{number}", run_id=job_id)
    return job_id


def _keep_draft(shelf: Shelf, who: int, number: int) -> str:
    key = run_number(who, number)
    shelf.drafts.keep(key, '{"name": "' + "가" * 2_000 + '"}')
    return key


_ANYTHING: dict[str, Callable[[Shelf, int, int], str]] = {
    "run": keep_run,
    "version": save_version,
    "sweep": _keep_sweep,
    "job": _keep_note,
    "draft": _keep_draft,
}
KINDS = {"runs": keep_run, "versions": save_version, "anything": keep_anything}


def main(home: str, kind: str, who: str, count: str) -> None:
    """Save so often; each line of stdout is an acknowledged save."""
    shelf = Shelf(Path(home))
    random.seed(int(who))
    shelf.runs.count()
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(count)):
        print(KINDS[kind](shelf, int(who), number), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
