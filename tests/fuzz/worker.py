"""One fuzzing process under the limits of the cage: tries on and on, a line of JSON for each."""

import gc
import json
import os
import shutil
import sys
import time
import traceback
from pathlib import Path
from random import Random

from cluster_planner.errors import DataError
from cluster_planner.sources.cage.guard import die_with_parent, give_up_rights
from cluster_planner.sources.cage.limits import Limits, bind
from cluster_planner.sources.cage.wire import hand_over, take_over
from cluster_planner.sources.groups import Group
from cluster_planner.sources.readers import Asked, readings_of
from tests.fuzz.mutate import mutated

TRY_FOLDER = "try"
_WELL = ("reading", "refused", "memory")


def main(folder: Path, seeds: Path, number: int, base: Path | None) -> None:
    """Try for ever; the parent ends it. `folder` is this worker's own."""
    bind(Limits(cpu_s=10**6))
    give_up_rights(folder)
    die_with_parent(folder)
    kinds = sorted(path for path in seeds.iterdir() if path.is_dir())
    while True:
        random = Random(number)
        kind = random.choice(kinds)
        _say("begin", number, kind.name, "")
        group = _given(kind, folder / TRY_FOLDER, random)
        outcome = _outcome(group, folder / TRY_FOLDER, base)
        _say("end", number, kind.name, outcome)
        if outcome in _WELL:
            shutil.rmtree(folder / TRY_FOLDER)
        else:
            (folder / TRY_FOLDER).rename(folder / f"failed-{kind.name}-{number}")
        number += 1_000_003


def _given(kind: Path, place: Path, random: Random) -> Group:
    """The seed's files, mostly one of them changed."""
    for part in ("given", "kept", "work", "out"):
        (place / part).mkdir(parents=True)
    names = sorted(path.name for path in kind.iterdir())
    broken = set(random.sample(names, random.choice((1, 1, min(2, len(names))))))
    paths = []
    for name in names:
        content = (kind / name).read_bytes()
        if name in broken:
            content = mutated(content, random)
        for part in ("given", "kept"):
            (place / part / name).write_bytes(content)
        paths.append(place / "given" / name)
    return Group(next((n for n in names if n.endswith(".shp")), names[0]), tuple(paths))


def _outcome(group: Group, place: Path, base: Path | None) -> str:
    began = time.monotonic()
    try:
        hand_over(place / "out", readings_of(group, place / "work", Asked("", base), _nothing))
        take_over(place / "out", Limits().answer_bytes)
    except DataError:
        return "refused"
    except MemoryError:
        gc.collect()
        return "memory"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        where = [
            f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)
        ]
        return f"{type(error).__name__}: {str(error)[:150]} at {' < '.join(where[:-6:-1])}"
    finally:
        if time.monotonic() - began > 20:
            _say("slow", 0, group.name, f"{time.monotonic() - began:.0f} s")
    return "reading"


def _nothing(words: str) -> None:
    """Progress goes nowhere."""


def _say(what: str, number: int, kind: str, outcome: str) -> None:
    print(json.dumps([what, number, kind, outcome]), flush=True)


if __name__ == "__main__":
    _folder, _seeds, _number, _base = sys.argv[1:]
    try:
        main(Path(_folder), Path(_seeds), int(_number), Path(_base) if _base else None)
    except Exception:  # noqa: BLE001 - told by the parent as a death
        traceback.print_exc()
    os._exit(1)
