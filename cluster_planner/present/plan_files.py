"""The files of a plan: plan.json, plan.xlsx, map.html and, when asked, model.mps.

They change together or not at all. Everything is made in a hidden folder inside the target first
(the same file system, so that moving is one step), and what stood there comes back when a move
fails. Files of another name in the folder are never touched.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.maps import offline_html, plan_map
from cluster_planner.present.rows import assignment_rows, park_rows
from cluster_planner.present.visible_text import visible
from cluster_planner.present.workbook import workbook_bytes

PLAN_JSON: Final = "plan.json"
WORKBOOK: Final = "plan.xlsx"
MAP: Final = "map.html"
MODEL: Final = "model.mps"
NAMES: Final = (PLAN_JSON, WORKBOOK, MAP, MODEL)
"""All names that a run may write; a new run replaces the whole set, so no file of an older run
stays beside it."""


def plan_json(run: Run) -> bytes:
    """Return plan.json (described in docs/plan-json.md), UTF-8.

    Marks that turn or hide text stand as JSON escapes: the values stay what they are, and a reader
    of the file sees them.
    """
    text = run.to_json() + "\n"
    hidden = {one for one in set(text) if not one.isprintable() and one != "\n"}
    return text.translate({ord(one): json.dumps(one)[1:-1] for one in hidden}).encode()


def map_html(run: Run, snapshot: Snapshot) -> str:
    """Return the plan on a map as one page that asks nothing of a network."""
    parks = park_rows(run, snapshot)
    plan = parks[["park_id", "national_mkrw", "package_ids"]]
    partners = snapshot["partners"].set_index("partner_id")[["lon", "lat", "name_ko"]]
    links = assignment_rows(run, snapshot)[["partner_id", "park_id"]].drop_duplicates()
    links = links.join(partners, on="partner_id", validate="many_to_one")
    title = f"{run.scenario.name} 계획 지도(실행번호 {run.run_id})"
    return visible(offline_html(plan_map(snapshot, plan, links=links, title=title)))


def check_folder(folder: Path) -> None:
    """Make sure that files can be written to `folder`, before minutes are spent on solving.

    Raises ScenarioError when it is a file, cannot be made, or cannot be written to.
    """
    made: tuple[Path, ...] = ()
    try:
        made = _missing_parents(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".cluster-planner-", dir=folder):
            pass
    except OSError as error:
        raise ScenarioError(_unwritable(folder)) from error
    finally:
        _remove_empty(made)


def write_plan_files(
    run: Run,
    snapshot: Snapshot,
    folder: Path,
    mps: Callable[[Path], None] | None = None,
    sources_text: str = "",
) -> tuple[Path, ...]:
    """Write the files of a run to `folder` and return them; `mps` writes the model when given.

    `sources_text` is the text of data/SOURCES.md for the workbook.

    Raises ScenarioError when the folder or one of its files cannot be written.
    """
    made: tuple[Path, ...] = ()
    try:
        made = _missing_parents(folder)
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".cluster-planner-", dir=folder))
    except OSError as error:
        _remove_empty(made)
        raise ScenarioError(_unwritable(folder)) from error
    try:
        (staged / PLAN_JSON).write_bytes(plan_json(run))
        (staged / WORKBOOK).write_bytes(workbook_bytes(run, snapshot, sources_text))
        (staged / MAP).write_text(map_html(run, snapshot), "utf-8", newline="\n")
        names = NAMES if mps is not None else NAMES[:-1]
        if mps is not None:
            mps(staged / MODEL)
        _swap(staged, folder, names)
    except OSError as error:
        raise ScenarioError(_unwritable(Path(error.filename or folder))) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        _remove_empty(made)
    return tuple(folder / name for name in names)


def _swap(staged: Path, folder: Path, names: tuple[str, ...]) -> None:
    """Put the new files where the old ones were; on any failure put the old ones back."""
    before = staged / "before"
    before.mkdir()
    try:
        for name in NAMES:
            if (folder / name).exists():
                (folder / name).replace(before / name)
        for name in names:
            (staged / name).replace(folder / name)
    except BaseException:
        for name in NAMES:
            if (before / name).exists():
                (before / name).replace(folder / name)
            elif name in names and not (staged / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise


def _missing_parents(folder: Path) -> tuple[Path, ...]:
    """Folders that do not exist yet, the deepest first."""
    chain = (folder, *folder.parents)
    return tuple(step for step in chain if not step.exists())


def _remove_empty(folders: tuple[Path, ...]) -> None:
    """Leave no empty folder behind that was made for nothing."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:  # not empty: it holds the plan
            return


def _unwritable(path: Path) -> Finding:
    problem = "쓸 수 없습니다(파일이거나, 권한이 없거나, 다른 프로그램이 열고 있음)"
    return Finding(str(path), problem, "다른 --out 폴더를 쓰거나 열린 파일을 닫으세요")
