"""Read an outside file in a process of its own; only sentences or checked data come back."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cluster_planner.domain.imports import FileReport
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.cage.folder import Copies, copied, private_folder
from cluster_planner.sources.cage.job import (
    GIVEN_FOLDER,
    OUT_FOLDER,
    WORK_FOLDER,
    CageJob,
    Options,
)
from cluster_planner.sources.cage.limits import Limits
from cluster_planner.sources.cage.process import End, Ended, OnProgress, Stop, run_reader
from cluster_planner.sources.cage.wire import BrokenAnswer, take_over
from cluster_planner.sources.cage.words import (
    broken_answer,
    finding_of,
    redacted,
    unexpected_finding,
)
from cluster_planner.sources.groups import Group, display_name
from cluster_planner.sources.reading import Reading

LOG = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody asked to stop; the reader is dead and nothing of it is left."""


def read_in_cage(
    source: Path | Group,
    name: str = "",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[Reading, ...]:
    """Return what the readers make of a file; more than one reading for a zip of several files.

    `name` is shown instead of the file's own. `on_progress(words, share)` is called in this thread
    about twenty times a second at most, and `stop()` as often.
    Raises DataError when nothing of the file can be read, and Stopped once `stop()` was true. The
    process is dead and its folder removed in any case.
    """
    group = source if isinstance(source, Group) else Group(source.name, (source,))
    name = display_name(name or group.name)
    with private_folder() as folder:
        for part in (GIVEN_FOLDER, WORK_FOLDER, OUT_FOLDER):
            (folder / part).mkdir()
        copies = copied(group.paths, folder / GIVEN_FOLDER, limits.upload_bytes)
        CageJob(name, copies.files, limits, options).write(folder)
        end = run_reader(folder, limits, on_progress, stop)
        if end.log:
            LOG.info("reader of %s bytes: %s", copies.size, redacted(end.log, folder))
        readings = _answer(name, folder, end, limits)
    return tuple(_signed(reading, copies) for reading in readings)


def _answer(name: str, folder: Path, end: End, limits: Limits) -> tuple[Reading, ...]:
    if end.how is Ended.STOPPED:
        raise Stopped
    if end.how is not Ended.ITSELF or end.code != 0:
        LOG.warning("a reader ended by %s, code %s", end.how, end.code)
        raise DataError(finding_of(name, end, limits))
    try:
        answer, readings = take_over(folder / OUT_FOLDER, limits.answer_bytes)
    except BrokenAnswer as problem:
        LOG.warning("an answer was broken: %s", problem)
        raise DataError(broken_answer(name)) from problem
    if answer.unexpected:
        LOG.error("a reader failed: %s", answer.unexpected)
        raise DataError(unexpected_finding(name, answer.unexpected))
    if answer.findings:
        raise DataError(answer.findings)
    return readings


def _signed(reading: Reading, copies: Copies) -> Reading:
    """The reader saw a copy or a member: the report names what the user gave."""
    about = {"sha256": copies.sha256, "size_bytes": copies.size}
    return replace(reading, report=reading.report.model_copy(update=about))


def refused_report(source: Path | Group, name: str, findings: Iterable[Finding]) -> FileReport:
    """Return the report of a file of which nothing was taken."""
    group = source if isinstance(source, Group) else Group(source.name, (source,))
    digest, size = hashlib.sha256(), 0
    for path in group.paths:
        if not path.is_file():
            continue  # a pipe never answers, a device never ends
        with contextlib.suppress(OSError), path.open("rb") as file:
            while chunk := file.read(1024**2):
                digest.update(chunk)
                size += len(chunk)
    return FileReport(
        file=display_name(name or group.name),
        sha256=digest.hexdigest(),
        size_bytes=size,
        findings=tuple(findings),
    )
