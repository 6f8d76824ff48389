"""The child process that makes one paper: a request on stdin, what happens as JSON lines on stdout.

Started by `dashboards.work.making`. When stdin closes, the server is gone or somebody cancelled,
and the process ends at once.
"""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cluster_planner.domain.plan import Run, as_dicts
from cluster_planner.errors import Finding, PlannerError
from cluster_planner.present.plan_files import plan_json
from cluster_planner.sources.embedded import load_snapshot, sources_text
from dashboards.work.paper_order import LOSSES

Emit = Callable[[dict[str, Any]], None]


def make(request: dict[str, Any], emit: Emit) -> int:
    """Write the file that is asked for and emit what happens. Returns the exit code."""
    path = Path(request["path"])
    try:
        content, absent = _content(request, emit)
        path.write_bytes(content)
    except PlannerError as error:
        emit({"type": "findings", "findings": as_dicts(error.findings)})
        return 2
    except OSError as error:
        remedy = "디스크의 남은 자리를 확인하고 다시 만드세요"
        finding = Finding("파일", f"쓸 수 없습니다({error.strerror})", remedy)
        emit({"type": "findings", "findings": as_dicts((finding,))})
        return 2
    except Exception:  # noqa: BLE001 — carried over to the server, which makes a log of it
        emit({"type": "crash", "trace": traceback.format_exc()})
        return 1
    emit({"type": "made", "bytes": len(content), "absent": as_dicts(absent)})
    return 0


def _content(request: dict[str, Any], emit: Emit) -> tuple[bytes, tuple[Finding, ...]]:
    """The file, and what this machine could not put into it."""

    def step(words: str, done: int, of: int) -> None:
        emit({"type": "step", "words": words, "done": done, "of": of})

    folder = Path(request["data_folder"]) if request["data_folder"] else None
    run = None if request["run"] is None else Run.model_validate(request["run"])
    others = tuple(Run.model_validate(other) for other in request["others"])
    why = LOSSES.validate_python(request["why"])
    if request["kind"] == "json" and run is not None:
        return plan_json(run), ()
    snapshot = load_snapshot(folder)
    match request["kind"]:
        case "bundle" if run is not None:
            from cluster_planner.bundle.make import BundleOrder, make_bundle

            asked = BundleOrder(sources_text(folder), others, why=why)
            made = make_bundle(run, snapshot, asked, step)
            return made.content, tuple(made.absent)
        case "compare_xlsx" | "compare_csv" as kind if run is not None and others:
            return _comparison(kind, (run, *others), folder, request["home"]), ()
        case "region_set":
            from cluster_planner.present.papers.one_pager_set import one_pager_zip

            return one_pager_zip(run, snapshot, request["place_id"], step), ()
        case kind:
            from cluster_planner.present.papers.formats import Order, paper_bytes

            places = (request["place_id"],)
            order = Order(
                kind, sources_text(folder), others, park_ids=places, region_ids=places, why=why
            )
            return paper_bytes(run, snapshot, order), ()


def _comparison(kind: str, runs: tuple[Run, ...], folder: Path | None, home: str | None) -> bytes:
    from cluster_planner.cli.compare_data import data_of
    from cluster_planner.explain.differences import difference
    from cluster_planner.present.papers import comparison_book as books
    from cluster_planner.store.home import home_folder

    snapshot = load_snapshot(folder)
    known = data_of(runs, Path(home) if home else home_folder(), snapshot, folder).snapshots
    pairs = tuple(difference(runs[0], other, snapshot, known) for other in runs[1:])
    compared = books.Compared(pairs, snapshot, known, sources_text(folder))
    return (books.comparison_book if kind == "compare_xlsx" else books.comparison_csv)(compared)


def main() -> int:
    """Read one request, make it, tell what became of it. Returns the exit code."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not stand between the messages

    def emit(message: dict[str, Any]) -> None:
        channel.write(json.dumps(message) + "\n")
        channel.flush()

    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return make(request, emit)


def _end_with_parent() -> None:
    while sys.stdin.readline():
        continue
    os._exit(1)


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    code = main()
    sys.stderr.flush()
    os._exit(code)  # a thread still reads stdin, which the interpreter would wait for
