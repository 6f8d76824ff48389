"""Which reader reads which kind of file, and the way from a given file to its readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cluster_planner.domain.imports import Decision, FileKind, FileReport
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.archive import unpack
from cluster_planner.sources.forms import FORM_LABELS, SUFFIXES, Form
from cluster_planner.sources.groups import Group, group_files, suffix_of
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.recognise import Recognised, group_form, recognise

Tell = Callable[[str], None]
_UNSAFE: Final = re.compile(r"[^\w()\[\]-]+")


@dataclass(frozen=True)
class Asked:
    """What the user decided, and where a reader may look for help."""

    crs: str = ""
    base_folder: Path | None = None


Reader = Callable[[tuple[Path, ...], str, Asked], Reading]
KIND_LABELS: Final = {
    FileKind.STATUS: "전국산업단지현황통계",
    FileKind.TREND: "국가산업단지 산업동향",
    FileKind.SHAPES: "경계·위치 도형",
    FileKind.PARTNERS: "파트너 목록",
    FileKind.PROGRAMMES: "사업 목록",
    FileKind.FACTORIES: "공장등록 목록",
}


def readings_of(given: Group, work: Path, asked: Asked, tell: Tell) -> tuple[Reading, ...]:
    """Return what the readers make of a file, or of each file of a zip.

    `work` is an empty folder for what is unpacked; the given file may be moved there.
    Of a zip, what is no data of ours is told as left alone. Raises DataError when nothing can be read.
    """
    tell("형식을 알아보는 중")
    form = group_form(given)
    if form is not Form.ZIP:
        placed = _placed(given, form, work / "0")
        return (_reading(placed, recognise(placed, form), asked, tell),)
    tell("압축을 푸는 중")
    inside = work / "unpacked"
    inside.mkdir()
    unpacked = unpack(given.paths[0], inside, given.name)
    return _members(given.name, group_files(unpacked.files), unpacked.ignored, work, asked, tell)


def _members(
    name: str,
    groups: list[Group],
    ignored: tuple[str, ...],
    work: Path,
    asked: Asked,
    tell: Tell,
) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    refused: list[tuple[Finding, ...]] = []
    for number, group in enumerate(groups):
        try:
            form = group_form(group)
            placed = _placed(group, form, work / str(number))
            known = recognise(placed, form)
        except DataError as error:
            refused.append(error.findings)
            continue
        try:
            reading = _reading(placed, known, asked, tell)
        except DataError as error:
            reading = Reading(_refused(group, known, error))
        shown = f"{name} › {group.name}"
        readings.append(replace(reading, report=reading.report.model_copy(update={"file": shown})))
    findings = [f for r in readings for f in r.report.findings] + [f for r in refused for f in r]
    if all(reading.report.refused for reading in readings):
        raise DataError([replace(f, where=f"{name} › {f.where}") for f in findings])
    left = (*ignored, *(f"{f.where}: {f.problem}" for r in refused for f in r))
    first = next(n for n, reading in enumerate(readings) if not reading.report.refused)
    report = readings[first].report
    told = report.model_copy(update={"ignored": (*report.ignored, *left)})
    readings[first] = replace(readings[first], report=told)
    return tuple(readings)


def _reading(group: Group, known: Recognised, asked: Asked, tell: Tell) -> Reading:
    tell(f"{KIND_LABELS[known.kind]} 자료를 읽는 중")
    reading = READERS[known.kind](group.paths, group.name, asked)
    how = Decision(
        what="파일 종류",
        found=f"{KIND_LABELS[known.kind]}({FORM_LABELS[known.form]})",
        why="; ".join(known.remarks) or "내용으로 알아봄",
    )
    report = reading.report
    return replace(
        reading, report=report.model_copy(update={"decisions": (how, *report.decisions)})
    )


def _refused(group: Group, known: Recognised, error: DataError) -> FileReport:
    return FileReport(
        file=group.name, sha256="", size_bytes=0, kind=known.kind, findings=error.findings
    )


def _placed(group: Group, form: Form, folder: Path) -> Group:
    """Move the parts into a folder of their own, with the extensions that libraries expect."""
    folder.mkdir()
    stem = _UNSAFE.sub("_", Path(group.name).stem)[:60] or "file"
    placed = []
    for path in group.paths:
        suffix = suffix_of(path) if form is Form.SHAPEFILE else SUFFIXES[form][0]
        placed.append(path.rename(folder / f"{stem}{suffix}"))
    return Group(group.name, tuple(placed))


# Each reader is imported when it is needed: geodata brings a second of libraries with it.


def _status(paths: tuple[Path, ...], name: str, asked: Asked) -> Reading:
    from cluster_planner.sources.kicox.status import read_status

    return read_status(paths[0], name)


def _trend(paths: tuple[Path, ...], name: str, asked: Asked) -> Reading:
    from cluster_planner.sources.kicox.trend import read_trend

    return read_trend(paths[0], name)


def _shapes(paths: tuple[Path, ...], name: str, asked: Asked) -> Reading:
    from cluster_planner.sources.geo import read_shapes

    return read_shapes(paths, name, crs=asked.crs, hints=asked.base_folder)


def _partners(paths: tuple[Path, ...], name: str, asked: Asked) -> Reading:
    from cluster_planner.sources.lists import read_partners

    return read_partners(paths[0], name)


def _programmes(paths: tuple[Path, ...], name: str, asked: Asked) -> Reading:
    from cluster_planner.sources.lists import read_programmes

    return read_programmes(paths[0], name)


def _factories(paths: tuple[Path, ...], name: str, asked: Asked) -> Reading:
    from cluster_planner.sources.factories import read_factories

    return read_factories(paths[0], name)


READERS: Final[Mapping[FileKind, Reader]] = {
    FileKind.STATUS: _status,
    FileKind.TREND: _trend,
    FileKind.SHAPES: _shapes,
    FileKind.PARTNERS: _partners,
    FileKind.PROGRAMMES: _programmes,
    FileKind.FACTORIES: _factories,
}
"""Series come from services only."""
