"""What happened to the files of an import, in sentences and tables."""

from collections.abc import Mapping
from typing import Final

from cluster_planner.domain.imports import FileKind, FileReport, ImportReport, Place, Proposal
from cluster_planner.present.imports.listing import Listing, ListingColumn
from cluster_planner.present.words import count, day, percent

FILE_KIND_LABELS: Final[Mapping[FileKind, str]] = {
    FileKind.STATUS: "전국산업단지현황통계",
    FileKind.TREND: "국가산업단지 산업동향",
    FileKind.SHAPES: "산업단지 경계",
    FileKind.PARTNERS: "참여기관 목록",
    FileKind.PROGRAMMES: "사업 목록",
    FileKind.FACTORIES: "공장등록 현황",
    FileKind.SERIES: "통계 서비스 응답",
}
UNKNOWN_KIND: Final = "받지 않은 파일"
"""A file is only ever without a kind when nothing of it was taken; its findings say why."""
SUBJECTS: Final[Mapping[str, str]] = {
    "complex": "산업단지",
    "sigungu": "시군구",
    "sido": "시도",
    "partner": "참여기관",
    "programme": "사업",
    "unit": "국가산단 통계 단위",
}

_PLACE: Final = (
    ListingColumn("sheet", "시트·레이어", width=18),
    ListingColumn("row", "행", "whole", 8),
    ListingColumn("column", "열", width=16),
)


def report_sentences(report: ImportReport) -> tuple[str, ...]:
    """Tell the whole import: what was read and what came of it."""
    refused = sum(file.refused for file in report.files)
    taken = len(report.files) - refused
    lines = [f"파일 {count(len(report.files), '개')} 가운데 {count(taken, '개')}를 읽었습니다."]
    if refused:
        lines.append(f"{count(refused, '개')}는 받지 않았습니다. 까닭은 파일마다 적었습니다.")
    lines += [str(finding) for finding in report.findings]
    open_questions = sum(len(file.proposals) for file in report.files)
    if open_questions:
        lines.append(
            f"확인이 필요한 이름이 {count(open_questions, '건')} 있습니다. "
            "확인하기 전에는 그 행을 쓰지 않습니다."
        )
    lines.append(_outcome(report))
    if report.changed and report.older:
        lines.append(
            "주의: 지금 자료보다 오래된 파일이 있습니다. 받아들이면 값이 옛것으로 돌아갑니다."
        )
    return tuple(lines)


def _outcome(report: ImportReport) -> str:
    if not report.digest:
        return "새 자료를 만들지 않았습니다. 지금 자료는 그대로입니다."
    if not report.changed:
        return "지금 자료와 내용이 같습니다. 바뀐 것이 없습니다."
    return f"새 자료를 만들었습니다(지문 {report.digest[:12]}). 받아들이기 전에는 쓰지 않습니다."


def file_sentences(file: FileReport) -> tuple[str, ...]:
    """Tell one file: what it is, how much of it was taken, and why not."""
    kind = UNKNOWN_KIND if file.kind is None else FILE_KIND_LABELS[file.kind]
    dated = f", 기준일 {day(file.as_of)}" if file.as_of else ", 기준일 자료 없음"
    lines = [f"{kind}{dated if file.kind else ''}"]
    if file.refused:
        return (*lines, *(str(finding) for finding in file.findings))
    lines += [f"주의: {decision.why}." for decision in file.older]
    left = max(file.rows_read - file.rows_kept, 0)
    unused = f", 쓰지 않은 행 {count(left, '행')}" if left else ""
    lines.append(
        f"읽은 행 {count(file.rows_read, '행')}, 쓴 행 {count(file.rows_kept, '행')}{unused}, "
        f"고친 곳 {count(len(file.repairs), '건')}, 거절 {count(len(file.refusals), '건')}"
    )
    apart = [tie for tie in file.ties if not tie.agrees]
    if file.ties and not apart:
        lines.append(f"파일에 적힌 합계 {count(len(file.ties), '개')}와 모두 맞습니다.")
    if apart:
        told = sum(bool(tie.note) for tie in apart)
        why = f" 그 가운데 {count(told, '개')}는 까닭을 표에 적었습니다." if told else ""
        lines.append(
            f"파일에 적힌 합계 {count(len(file.ties), '개')} 가운데 "
            f"{count(len(apart), '개')}가 행의 합과 다릅니다.{why}"
        )
    return tuple(lines)


def file_listings(file: FileReport) -> tuple[Listing, ...]:
    """Return every table of a file that has rows, in the order of a reader's interest."""
    listings = (
        _refusals(file),
        _proposals(file),
        _ties(file),
        _decisions(file),
        _repairs(file),
        _ignored(file),
    )
    return tuple(listing for listing in listings if listing.rows)


def place_words(place: Place) -> str:
    """Return where something stands: `시트 국가 · 12행 · F열`.

    >>> place_words(Place(sheet="국가", row=12, column="F 지정면적"))
    '국가 · 12행 · F 지정면적'
    """
    row = "" if place.row is None else f"{place.row:,}행"
    return " · ".join(part for part in (place.sheet, row, place.column) if part)


def proposal_question(proposal: Proposal) -> str:
    """Ask whether a name of the file is the one that was found."""
    subject = SUBJECTS.get(proposal.subject, proposal.subject)
    return (
        f"{subject} '{proposal.given}'은(는) '{proposal.candidate_ko}'입니까? "
        f"(닮은 정도 {percent(proposal.likeness_pct, 0)}, {proposal.why})"
    )


def _refusals(file: FileReport) -> Listing:
    columns = (
        *_PLACE,
        ListingColumn("value", "적힌 값", width=24),
        ListingColumn("problem", "까닭", width=40),
        ListingColumn("remedy", "고치는 법", width=40),
    )
    rows = [(*_spot(r.place), r.value, r.problem, r.remedy) for r in file.refusals]
    return Listing("refusals", "받지 않은 것", columns, tuple(rows))


def _proposals(file: FileReport) -> Listing:
    columns = (
        ListingColumn("subject", "무엇", width=14),
        ListingColumn("given", "파일의 이름", width=32),
        ListingColumn("candidate", "제안", width=32),
        ListingColumn("likeness", "닮은 정도(%)", "decimal", 12),
        ListingColumn("why", "까닭", width=40),
        *_PLACE,
    )
    rows = [
        (SUBJECTS.get(p.subject, p.subject), p.given, p.candidate_ko, p.likeness_pct, p.why,
         *_spot(p.place))
        for p in file.proposals
    ]  # fmt: skip
    return Listing("proposals", "확인할 이름", columns, tuple(rows))


def _ties(file: FileReport) -> Listing:
    columns = (
        ListingColumn("what", "합계", width=28),
        ListingColumn("printed", "파일에 적힌 값", "decimal", 16),
        ListingColumn("summed", "행의 합", "decimal", 16),
        ListingColumn("difference", "차이", "decimal", 12),
        ListingColumn("unit", "단위", width=10),
        ListingColumn("verdict", "판정", width=8),
        ListingColumn("note", "설명", width=44),
    )
    rows = [
        (t.what, t.printed, t.summed, t.summed - t.printed, t.unit, "같음" if t.agrees else "다름",
         t.note)
        for t in file.ties
    ]  # fmt: skip
    return Listing("ties", "합계 대조", columns, tuple(rows))


def _decisions(file: FileReport) -> Listing:
    columns = (
        ListingColumn("what", "무엇", width=18),
        ListingColumn("found", "찾은 것", width=32),
        ListingColumn("why", "어떻게 정했는가", width=60),
    )
    rows = [(d.what, d.found, d.why) for d in file.decisions]
    return Listing("decisions", "읽으며 정한 것", columns, tuple(rows))


def _repairs(file: FileReport) -> Listing:
    columns = (
        *_PLACE,
        ListingColumn("before", "고치기 전", width=28),
        ListingColumn("after", "고친 뒤", width=28),
        ListingColumn("how", "어떻게", width=44),
    )
    rows = [(*_spot(r.place), r.before, r.after, r.how) for r in file.repairs]
    return Listing("repairs", "고쳐서 받은 것", columns, tuple(rows))


def _ignored(file: FileReport) -> Listing:
    columns = (ListingColumn("what", "남겨 둔 것과 까닭", width=80),)
    return Listing("ignored", "읽지 않은 것", columns, tuple((line,) for line in file.ignored))


def _spot(place: Place) -> tuple[object, ...]:
    return place.sheet, place.row, place.column
