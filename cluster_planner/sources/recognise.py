"""What a file holds, told from its content: form by its bytes, kind by the words of its headers."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cluster_planner.domain.imports import FileKind
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.forms import FORM_LABELS, SUFFIXES, Form, form_of
from cluster_planner.sources.groups import SHAPEFILE_PARTS, Group, group_files, suffix_of
from cluster_planner.sources.workbook_check import check_workbook

if TYPE_CHECKING:
    from cluster_planner.sources.grid import Sheet

__all__ = ["Form", "Group", "Recognised", "group_files", "group_form", "recognise"]

_WHOLE: Final = ".shp, .shx, .dbf를 함께 가져오세요"
_HEAD_ROWS: Final = 40
_HEAD_BYTES: Final = 512 * 1024
_KINDS_KO: Final = "전국산업단지현황통계, 국가산업단지 산업동향, 전국등록공장현황, 파트너·사업 서식"


@dataclass(frozen=True)
class Recognised:
    """What a file turned out to be."""

    kind: FileKind
    form: Form
    remarks: tuple[str, ...] = ()
    """What is odd about it but no reason to refuse it."""


def group_form(group: Group) -> Form:
    """Return how the file or shapefile is written.

    Raises DataError for a form that is not read, and for parts of a shapefile without its .shp.
    """
    shapes = [path for path in group.paths if suffix_of(path) == ".shp"]
    path = shapes[0] if shapes else group.paths[0]
    if not shapes and suffix_of(path) in SHAPEFILE_PARTS:
        told = "Shapefile의 일부만 있고 .shp 파일이 없습니다"
        raise DataError(Finding(group.name, told, _WHOLE))
    suffixes = [suffix_of(part) for part in group.paths]
    if len(suffixes) != len(set(suffixes)):
        told = "Shapefile에 같은 조각이 두 번 있습니다(대소문자만 다른 이름)"
        raise DataError(Finding(group.name, told, "하나만 남겨 가져오세요"))
    form = form_of(path, group.name)
    if len(group.paths) > 1 and form is not Form.SHAPEFILE:
        told = ".shp 파일의 내용이 Shapefile이 아닙니다"
        raise DataError(Finding(group.name, told, "파일을 다시 내려받으세요"))
    if form is Form.SHAPEFILE and not shapes:
        told = "Shapefile 조각인데 확장자가 .shp가 아닙니다"
        raise DataError(Finding(group.name, told, _WHOLE))
    return form


def recognise(group: Group, form: Form) -> Recognised:
    """Return what the file or shapefile of this form holds.

    Its paths already have the extension of the form, its name is the one that the user gave. A zip
    is not recognised itself: its members are. Raises DataError for data that are none of ours.
    """
    remarks = _odd_name(group, form)
    if form is Form.ZIP:
        told = "압축 파일 안에 또 압축 파일이 있습니다"
        raise DataError(Finding(group.name, told, "안쪽 압축 파일을 꺼내 따로 가져오세요"))
    if form in (Form.SHAPEFILE, Form.GEOPACKAGE, Form.GEOJSON):
        return Recognised(FileKind.SHAPES, form, remarks)
    path = group.paths[0]
    if form is Form.WORKBOOK:
        remarks += check_workbook(path, group.name)
    return Recognised(_kind(path, group.name, form), form, remarks)


def _odd_name(group: Group, form: Form) -> tuple[str, ...]:
    suffix = suffix_of(Path(group.name))
    if suffix in SUFFIXES[form]:
        return ()
    return (f"확장자는 {suffix or '없지만'}, 내용은 {FORM_LABELS[form]}",)


def _kind(path: Path, name: str, form: Form) -> FileKind:
    sheets = _heads(path, name, form)
    for kind, fits in _tests():
        if fits(sheets):
            return kind
    told = "어떤 자료인지 머리글로 알아볼 수 없습니다"
    remedy = f"읽는 자료는 {_KINDS_KO}입니다. 파트너·사업 목록은 서식을 내려받아 채우세요"
    raise DataError(Finding(name, told, remedy))


def _heads(path: Path, name: str, form: Form) -> tuple[Sheet, ...]:
    from cluster_planner.sources.grid import read_csv_grid, read_workbook

    if form is Form.WORKBOOK:
        return read_workbook(path, name, rows=_HEAD_ROWS)
    return read_csv_grid(_head_of(path), name, rows=_HEAD_ROWS)


def _head_of(path: Path) -> Path:
    """A registry of the nation has 60 MB; its header stands in the first lines."""
    with path.open("rb") as file:
        content = file.read(_HEAD_BYTES)
    if len(content) < _HEAD_BYTES or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return path
    head = path.with_name("head.csv")
    head.write_bytes(content[: content.rfind(b"\n") + 1] or content)
    return head


def _tests() -> Iterator[tuple[FileKind, Callable[[tuple[Sheet, ...]], bool]]]:
    """The readers' own questions, in the order in which they are asked."""
    from cluster_planner.sources.kicox.status import looks_like_status

    yield FileKind.STATUS, looks_like_status
    from cluster_planner.sources.kicox.trend import looks_like_trend

    yield FileKind.TREND, looks_like_trend
    from cluster_planner.sources.factories import looks_like_factories

    yield FileKind.FACTORIES, looks_like_factories
    from cluster_planner.sources.lists import looks_like_partners, looks_like_programmes

    yield FileKind.PARTNERS, looks_like_partners
    yield FileKind.PROGRAMMES, looks_like_programmes
