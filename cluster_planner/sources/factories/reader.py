"""Read a list of registered factories into counts by complex and industry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cluster_planner.domain.imports import FileKind, Place
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.factories.columns import Columns, header_again
from cluster_planner.sources.factories.counting import FEWEST_FIRMS, MOST_GROUPS, Counting
from cluster_planner.sources.factories.rows import open_rows
from cluster_planner.sources.grid import Notes
from cluster_planner.sources.kicox.quarter import find_as_of
from cluster_planner.sources.reading import Reading

_PUBLISHED = "한국산업단지공단 전국등록공장현황(data.go.kr 15105482)"
_OTHER = "등록공장 목록(올린 파일)"
_PUBLISHED_COLUMNS = {"순번", "회사명", "단지명", "생산품", "공장주소"}
_REMEDY = "쉼표가 든 값은 따옴표로 묶고, 열 수를 머리글과 같게 하세요"


def read_factories(path: Path, name: str) -> Reading:
    """Return the counts of a list of factories (CSV or XLSX) by complex and industry division.

    Table `factories`: complex_ko, sido_ko, sigungu_ko as written, ksic_code (two digits, `00` where
    the list does not tell), ksic_name_ko, factories, workers (empty where a group has fewer than
    three firms, where a firm's are unknown, or where the list has no such column), sheet, row (the
    first of the group). Nothing of a single firm is kept. Raises DataError for a file without the
    header of such a list, and for one that cannot be read to its end.
    """
    source = open_rows(path, name)
    counting = Counting(source.columns)
    for number, cells in source.rows:
        if (again := header_again(cells, number)) is not None:
            _refuse_other_order(source.columns, again, name)
            continue
        counting.add(number, cells)
        if len(counting.groups) > MOST_GROUPS:
            raise _too_many(name)
    notes = Notes(path, name)
    for decision in source.decisions:
        notes.decide(decision.what, decision.found, decision.why)
    as_of = find_as_of([name])
    _tell_columns(notes, source.columns)
    _tell_counts(notes, counting, source.sheet)
    if as_of is not None:
        notes.decide("기준일", as_of[0], f"파일 이름의 {as_of[1]}")
    else:
        notes.decide("기준일", "모름", "파일 이름에 날짜가 없음(예: …_20241231.csv)")
    report = notes.report(
        FileKind.FACTORIES,
        rows_read=counting.rows,
        rows_kept=counting.factories,
        as_of=as_of[0] if as_of else "",
        source=_source(source.columns),
    )
    return Reading(report, {"factories": counting.table(source.sheet)})


def _source(columns: Columns) -> str:
    heads = {*columns.used, *columns.left}
    return _PUBLISHED if heads == _PUBLISHED_COLUMNS else _OTHER


def _tell_columns(notes: Notes, columns: Columns) -> None:
    notes.decide("머리글", f"{columns.header_row}행", "단지명과 회사명 또는 공장관리번호가 있는 행")
    notes.decide("쓴 열", ", ".join(columns.used), "단지·시도·시군구·업종·종업원 수만 셈")
    notes.ignore(
        f"회사·사람·전화·주소 등 다른 열 {len(columns.left)}개: 공장 한 곳의 정보는 남기지 않음"
    )
    if columns.industry is None:
        notes.decide("업종", "없음", "파일에 업종 열이 없어 단지별 공장 수만 셈")
    if columns.workers is None:
        notes.decide("종업원", "없음", "파일에 종업원 열이 없음")
    if columns.sido is None and columns.address is not None:
        notes.decide("시도·시군구", "공장주소의 앞 두 낱말", "시도·시군구 열이 없음")


def _tell_counts(notes: Notes, counting: Counting, sheet: str) -> None:
    seen = counting.seen
    if seen["outside"]:
        notes.ignore(f"단지 이름이 없는 공장 {seen['outside']:,}곳(개별입지)은 세지 않음")
    if seen["repeated"]:
        notes.ignore(f"공장관리번호가 되풀이된 {seen['repeated']:,}행은 한 번만 셈")
    if seen["width"]:
        told = len(counting.misfits)
        rest = f"(모두 {seen['width']:,}행, 앞의 {told}행만 적음)" if seen["width"] > told else ""
        for number in counting.misfits:
            notes.refuse(
                Place(sheet=sheet, row=number), "", f"열 수가 머리글과 다릅니다{rest}", _REMEDY
            )
    if seen["no_industry"] and counting.columns.industry is not None:
        found = f"{seen['no_industry']:,}곳"
        notes.decide("업종을 모르는 공장", found, "업종 칸이 비었거나 분류 번호가 아님")
    if seen["several"]:
        notes.decide("업종이 여럿인 공장", f"{seen['several']:,}곳", "맨 앞 업종으로 셈")
    if counting.columns.workers is not None:
        why = f"공장이 {FEWEST_FIRMS}곳보다 적은 단지·업종은 종업원 수를 비움(비공개)"
        notes.decide("종업원을 비운 묶음", f"{counting.withheld:,}개", why)
    if seen["no_workers"]:
        why = "그 공장이 든 단지·업종은 종업원 수를 비움"
        notes.decide("종업원을 모르는 공장", f"{seen['no_workers']:,}곳", why)


def _refuse_other_order(first: Columns, again: Columns, name: str) -> None:
    """A header may stand on every page; one of another order would put firms where complexes are."""
    if replace(again, header_row=first.header_row) == first:
        return
    problem = f"{first.header_row}행과 열이 다른 머리글이 또 있습니다"
    remedy = "표를 하나만 남겨 올리세요"
    raise DataError(Finding(f"{name} {again.header_row}행", problem, remedy))


def _too_many(name: str) -> DataError:
    problem = f"단지와 업종의 묶음이 {MOST_GROUPS:,}개보다 많습니다"
    return DataError(Finding(name, problem, "단지명 열에 단지의 이름이 있는지 확인하세요"))
