"""data.go.kr KICOX `fctryRegistInfo`: registered factories of a complex, counted as they come.

No answer of this service is kept: it names firms and people. Only the counts of a complex are.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import pandas as pd

from cluster_planner.domain.imports import Decision, FileKind, FileReport, Place, Refusal
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.factories.columns import columns_of
from cluster_planner.sources.factories.counting import FEWEST_FIRMS, Counting
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.paging import Told, all_pages
from cluster_planner.sources.services.transport import Answer, Question

PATH: Final = "/B550624/fctryRegistInfo/getFctryListInIrsttService_v2"
SOURCE: Final = "한국산업단지공단 공장등록생산정보조회서비스(data.go.kr fctryRegistInfo)"
ROWS: Final = 500
MOST_PAGES: Final = 60
CALLS_A_DAY: Final = 1_000
"""Of a development account."""
QUOTA: Final = "22"
_FIELDS: Final = ("irsttNm", "fctryManageNo", "rnAdres", "rprsntvIndutyCode", "allEmplyCo")
_HEADER: Final = ("단지명", "공장관리번호", "공장주소", "대표업종코드", "종업원수")
"""What a list of factories calls these fields: the two are counted alike."""
_MOST_NAMES: Final = 2_000


@dataclass(frozen=True)
class Counted:
    """The factories of one complex, as counts."""

    name_ko: str
    rows: tuple[Mapping[str, str], ...]
    """Cells of the table `factories`, without sheet and row."""
    read: int
    others: int
    """Factories of other complexes whose name holds the asked one."""
    factories: int
    seen: Mapping[str, int]
    calls: int
    sha256: str
    size_bytes: int
    fetched_on: str


def fetch_factories(
    client: Client, names: Sequence[str], on_progress: Told | None = None
) -> Reading:
    """Ask for the factories of the complexes of these official names (창원국가산업단지).

    When the quota of the day ends on the way, the complexes that came whole are taken and the
    others refused. Raises DataError when none came.
    """
    asked = _checked(names)
    counted: list[Counted] = []
    refusals: list[Refusal] = []
    for done, name in enumerate(asked):
        if on_progress is not None:
            on_progress(f"등록공장 {name}", done / len(asked))
        try:
            counted.append(_counted(client, name))
        except ServiceError as error:
            if error.code != QUOTA or not counted:
                raise
            refusals = [_not_asked(left, error) for left in asked[done:]]
            break
    if not any(one.factories for one in counted):
        problem = "물어본 이름의 단지에 등록된 공장이 하나도 없습니다"
        remedy = "창원국가산업단지처럼 공식 이름을 그대로 쓰세요"
        raise DataError(Finding("fctryRegistInfo", problem, remedy))
    return _reading(counted, refusals)


def _checked(names: Sequence[str]) -> list[str]:
    clean = list(dict.fromkeys(" ".join(unicodedata.normalize("NFC", n).split()) for n in names))
    good = all(re.fullmatch(r"[\w&+·ㆍ().,\-\[\] ]{2,80}", name) for name in clean)
    if not clean or not good or len(clean) > _MOST_NAMES:
        problem = "단지 이름이 아니거나 너무 많습니다"
        raise DataError(Finding("fctryRegistInfo", problem, "공식 단지 이름을 하나 이상 쓰세요"))
    return clean


def _counted(client: Client, name: str) -> Counted:
    known = _kept(client, name)
    if known is not None:
        return known
    found = all_pages(
        client,
        PATH,
        {"irsttNm": name},
        rows=ROWS,
        most_pages=MOST_PAGES,
        what=name,
        only=_FIELDS,
    )
    columns = columns_of(_HEADER, 0)
    if columns is None:
        raise AssertionError("this is the header of a list of factories")
    counting = Counting(columns)
    others = 0
    for number, item in enumerate(found.items, start=1):
        if _squeezed(item.get("irsttNm", "")) != _squeezed(name):
            others += 1  # the service finds names that hold the asked one
            continue
        counting.add(number, [item.get(field, "") for field in _FIELDS])
    table = counting.table("").drop(columns=["sheet", "row"])
    counted = Counted(
        name_ko=name,
        rows=tuple({str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")),
        read=len(found.items),
        others=others,
        factories=counting.factories,
        seen=dict(counting.seen),
        calls=found.pages,
        sha256=found.sha256,
        size_bytes=found.size_bytes,
        fetched_on=found.fetched_on,
    )
    body = json.dumps(asdict(counted), ensure_ascii=False).encode()
    kept = Answer(200, "application/json", body, fetched_on=counted.fetched_on)
    client.cache.put(client.access.url, _counts_of(name), kept)
    return counted


def _kept(client: Client, name: str) -> Counted | None:
    answer = client.cache.get(client.access.url, _counts_of(name))
    try:
        told = json.loads(answer.body) if answer is not None else None
        return None if told is None else Counted(**{**told, "rows": tuple(told["rows"])})
    except (ValueError, TypeError, KeyError):
        return None


def _counts_of(name: str) -> Question:
    return Question(f"{PATH}#counts", {"irsttNm": name}, "")


def _reading(counted: Sequence[Counted], refusals: Sequence[Refusal]) -> Reading:
    rows = [
        {**row, "sheet": one.name_ko, "row": number}
        for one in counted
        for number, row in enumerate(one.rows, start=1)
    ]
    seen: Counter[str] = Counter()
    for one in counted:
        seen.update(one.seen)
    together = "".join(one.sha256 for one in counted)
    report = FileReport(
        file=f"fctryRegistInfo 단지 {len(counted):,}곳",
        sha256=hashlib.sha256(together.encode()).hexdigest(),
        size_bytes=sum(one.size_bytes for one in counted),
        kind=FileKind.FACTORIES,
        as_of=min(one.fetched_on for one in counted),
        source=SOURCE,
        rows_read=sum(one.read for one in counted) + len(refusals),
        rows_kept=sum(one.factories for one in counted),
        decisions=_decisions(counted),
        refusals=tuple(refusals),
        ignored=tuple(_ignored(counted, seen)),
    )
    return Reading(report, {"factories": pd.DataFrame(rows, dtype="object")})


def _decisions(counted: Sequence[Counted]) -> tuple[Decision, ...]:
    calls = sum(one.calls for one in counted)
    why = f"하루 {CALLS_A_DAY:,}번까지(개발계정)"
    withheld = sum(int(row["factories"]) < FEWEST_FIRMS for one in counted for row in one.rows)
    return (
        Decision(what="부른 횟수", found=f"{calls:,}번", why=why),
        Decision(
            what="종업원 수를 비운 묶음",
            found=f"{withheld:,}개",
            why=f"공장이 {FEWEST_FIRMS}곳보다 적으면 한 기업의 값이 드러남",
        ),
    )


def _ignored(counted: Sequence[Counted], seen: Mapping[str, int]) -> list[str]:
    told = ["회사·사람·전화·주소: 공장 한 곳의 정보는 받는 즉시 버림"]
    others = sum(one.others for one in counted)
    if others:
        told.append(f"이름에 물어본 말이 든 다른 단지의 공장 {others:,}곳")
    if seen.get("repeated"):
        told.append(f"공장관리번호가 되풀이된 {seen['repeated']:,}곳: 한 번만 셈")
    if seen.get("no_industry"):
        told.append(f"업종을 알 수 없는 공장 {seen['no_industry']:,}곳: 업종 없음으로 셈")
    none = [one.name_ko for one in counted if not one.factories]
    if none:
        told.append(f"공장이 없다고 한 이름: {', '.join(none[:20])}")
    return told


def _not_asked(name: str, error: ServiceError) -> Refusal:
    found = error.findings[0]
    return Refusal(place=Place(sheet=name), value=name, problem=found.problem, remedy=found.remedy)


def _squeezed(name: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", name))
