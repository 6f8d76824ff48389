"""`cluster-planner data export`: a snapshot as an ordinary data folder, to keep or to hand on."""

import argparse

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_json, say
from cluster_planner.cli.data_choice import EMBEDDED
from cluster_planner.errors import Finding, ScenarioError, unwritable
from cluster_planner.sources.embedded import data_home
from cluster_planner.store import rooms
from cluster_planner.store.data_folder import copy_data_folder
from cluster_planner.store.snapshots import SnapshotShelf


def export(shelf: SnapshotShelf, options: argparse.Namespace) -> int:
    """Write a snapshot to a new folder, as a whole or not at all.

    Raises DataError for an unknown digest, ScenarioError for a folder that is there or cannot be.
    """
    target = options.folder.absolute()
    source = data_home() if options.digest == EMBEDDED else shelf.get(options.digest)
    try:
        with rooms.room(target.parent) as room:
            copy_data_folder(source, room)
            moved = not target.exists() and rooms.move(room, target)
    except OSError as error:
        raise ScenarioError(unwritable(options.folder)) from error
    if not moved:
        problem = "이미 있는 폴더입니다"
        raise ScenarioError(Finding(str(options.folder), problem, "없는 폴더 이름을 쓰세요"))
    if options.json:
        print_json({"folder": str(options.folder)})
    else:
        say(f"내보냈습니다: {options.folder}. 쓰기: --data {options.folder}")
    return ExitCode.OK
