"""`cluster-planner fetch`: answers of public services become a proposed snapshot of the data."""

import argparse
import re
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, printable
from cluster_planner.cli.import_files import show
from cluster_planner.cli.interrupt import WAKE_SECONDS, stop_on_interrupt
from cluster_planner.intake.gate import Outcome, import_readings
from cluster_planner.sources.cage import Stopped
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.client import Client, service_cache
from cluster_planner.sources.services.factories import fetch_factories
from cluster_planner.sources.services.indparkstats import fetch_indparkstats
from cluster_planner.sources.services.keys import Service, key_warnings, read_access
from cluster_planner.sources.services.kosis import KosisQuery, fetch_kosis
from cluster_planner.sources.services.shapes import fetch_shapes
from cluster_planner.store.home import home_folder

type Told = Callable[[str, float | None], None]
type Stop = Callable[[], bool]

_ASKED: Final = 0.8
"""Share of the whole work until the service has answered, for the progress."""
_GRACE_S: Final = 2.0


def fetch(options: argparse.Namespace) -> int:
    """Ask the service and propose a snapshot. Raises DataError without a key or an answer."""
    home = home_folder()
    access = read_access(_SERVICES[options.service], home)
    for warning in key_warnings(home):
        print(printable(warning), file=sys.stderr)
    cache = service_cache(home, used=not options.no_cache)
    try:
        with ProgressLine(sys.stderr) as line, stop_on_interrupt() as asked:

            def told(words: str, share: float | None) -> None:
                line.show(words if share is None else f"{words} {share * 100:.0f} %")

            with Client(access, cache=cache, stop=asked.is_set) as client:
                work = partial(_ask, client, options, told, asked.is_set)
                reading = _stoppable(work, asked)
            outcome = _proposed(reading, options, home, told, asked.is_set)
    except Stopped:
        print("중단했습니다. 만들던 것은 남기지 않았습니다.", file=sys.stderr)
        return ExitCode.CANCELLED
    return show(outcome, options, home)


def national_names(folder: Path) -> tuple[str, ...]:
    """Return the official names of the national complexes, as the registry of factories has them."""
    complexes = load_snapshot(folder)["complexes"]
    national = complexes.loc[complexes["kind_id"] == "national", "name_ko"]
    return tuple(dict.fromkeys(_official(str(name)) for name in national))


def _official(name: str) -> str:
    plain = re.sub(r"\[[^\]]*\]|\([^)]*\)", "", name).strip()
    whole = plain.endswith("산업단지")
    return plain if whole else f"{plain.removesuffix('국가')}국가산업단지"


def _ask(client: Client, options: argparse.Namespace, told: Told, stop: Stop) -> Reading:
    def asking(words: str, share: float | None) -> None:
        told(words, None if share is None else share * _ASKED)

    folder = options.data or data_home()
    match options.service:
        case "vworld":
            return fetch_shapes(client, folder, asking, stop)
        case "factories":
            return fetch_factories(client, options.names or national_names(folder), asking)
        case "indparkstats":
            return fetch_indparkstats(client, options.month, on_progress=asking)
        case _:
            asking("KOSIS에 묻는 중", None)
            return fetch_kosis(client, _query(options))


def _stoppable(work: Callable[[], Reading], asked: threading.Event) -> Reading:
    """Return or raise what `work` does; Stopped soon after that was asked for.

    The work stops by itself, but while a service keeps it waiting: its thread is left behind then.
    """
    ended: list[Reading | BaseException] = []

    def call() -> None:
        try:
            ended.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the waiting thread
            ended.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    while thread.is_alive() and not asked.is_set():
        thread.join(WAKE_SECONDS)
    thread.join(_GRACE_S)
    found = ended[0] if ended else Stopped()
    if isinstance(found, BaseException):
        raise found
    return found


def _query(options: argparse.Namespace) -> KosisQuery:
    return KosisQuery(
        org_id=options.org,
        table_id=options.table,
        period_kind=options.period,
        start=options.start,
        end=options.end,
        items=options.items,
        objects=tuple(options.objects),
    )


def _proposed(
    reading: Reading, options: argparse.Namespace, home: Path, told: Told, stop: Stop
) -> Outcome:
    def applying(words: str, share: float | None) -> None:
        told(words, None if share is None else _ASKED + share * (1 - _ASKED))

    return import_readings([reading], options.data, home, on_progress=applying, stop=stop)


_SERVICES = {
    "vworld": Service.VWORLD,
    "factories": Service.DATAGOKR,
    "indparkstats": Service.DATAGOKR,
    "kosis": Service.KOSIS,
}
