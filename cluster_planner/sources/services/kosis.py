"""KOSIS statisticsParameterData: any table of 시도 and 시군구 as series."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cluster_planner.domain.imports import Decision, Place, Refusal
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.documents import as_text, document_of, no_success
from cluster_planner.sources.services.failure import ServiceError, quoted
from cluster_planner.sources.services.keys import DESKS, Service
from cluster_planner.sources.services.series import (
    Figures,
    Origin,
    SeriesRow,
    no_number,
    number_of,
    series_reading,
    suppressed_repair,
)
from cluster_planner.sources.services.transport import Answer, Question

PATH: Final = "/openapi/Param/statisticsParameterData.do"
MOST_DIMENSIONS: Final = 8
_NAME: Final = DESKS[Service.KOSIS].name_ko
_PLACE_WORDS: Final = ("시도", "시군구", "행정구역", "지역", "소재지")
_LATER: Final = "1분쯤 뒤 다시 하세요"
_KEY: Final = "KOSIS 공유서비스 마이페이지에서 인증키를 확인하세요"
_ASKED: Final = "표 번호, 항목, 분류, 주기와 시점을 확인하세요"
_CODES: Final[Mapping[str, tuple[str, str, bool]]] = {
    "10": ("인증키가 없음", _KEY, False),
    "11": ("기한이 지난 인증키", _KEY, False),
    "20": (
        "꼭 있어야 하는 요청 값이 없음",
        "분류(--objects)의 수가 표의 분류 수와 같아야 합니다",
        False,
    ),
    "21": ("요청 값이 틀림", _ASKED, False),
    "30": ("자료가 없음", _ASKED, False),
    "31": ("한 번에 40,000칸까지만 줌", "항목, 분류나 기간을 줄여 나누어 물어보세요", False),
    "40": ("1분에 부를 수 있는 횟수를 넘음", _LATER, True),
    "41": ("열 수 있는 행 수를 넘음", "항목, 분류나 기간을 줄이세요", False),
    "42": ("사용이 제한된 이용자", _KEY, False),
    "50": ("KOSIS 서버 오류", _LATER, True),
}


@dataclass(frozen=True)
class KosisQuery:
    """What is asked of one table."""

    org_id: str
    table_id: str
    period_kind: str
    """Y, Q or M."""
    start: str
    end: str
    items: str = "ALL"
    objects: tuple[str, ...] = ("ALL",)
    """One code list per classification of the table (objL1, objL2, …)."""

    def parameters(self) -> dict[str, str]:
        """Return the parameters without the key. Raises DataError for what cannot be asked."""
        given = (self.org_id, self.table_id, self.start, self.end, self.items, *self.objects)
        fine = all(re.fullmatch(r"[A-Za-z0-9_.+]{1,2000}", text) for text in given)
        if not fine or self.period_kind not in ("Y", "Q", "M") or not self.objects:
            raise DataError(Finding("KOSIS", "물을 수 없는 값이 있습니다", _ASKED))
        if len(self.objects) > MOST_DIMENSIONS:
            raise DataError(Finding("KOSIS", "분류는 여덟까지 있습니다", _ASKED))
        levels = {f"objL{n}": codes for n, codes in enumerate(self.objects, start=1)}
        return {
            "method": "getList",
            "format": "json",
            "jsonVD": "Y",
            "orgId": self.org_id,
            "tblId": self.table_id,
            "itmId": self.items,
            "prdSe": self.period_kind,
            "startPrdDe": self.start,
            "endPrdDe": self.end,
            **levels,
        }


@dataclass(frozen=True)
class Cells:
    """The rows of an answer as they came, text by field."""

    rows: tuple[Mapping[str, str], ...]
    body: bytes


def fetch_kosis(client: Client, query: KosisQuery) -> Reading:
    """Ask a table. Raises DataError when it has nothing, or nothing of a 시도 or 시군구."""
    cells = client.ask(Question(PATH, query.parameters(), "apiKey"), cells_of)
    if not cells.rows:
        raise DataError(Finding(f"KOSIS {query.table_id}", "자료가 없습니다", _ASKED))
    dimension = place_dimension(cells.rows)
    figures = figures_of(cells.rows, dimension)
    title = cells.rows[0].get("TBL_NM") or query.table_id
    what = cells.rows[0].get(f"{dimension}_OBJ_NM") or dimension
    origin = Origin(
        file=f"KOSIS {query.org_id} {query.table_id}",
        sha256=hashlib.sha256(cells.body).hexdigest(),
        size_bytes=len(cells.body),
        source=f"통계청 국가통계포털(KOSIS) {quoted(title)} {query.org_id}/{query.table_id}",
        decisions=(
            Decision(what="곳의 분류", found=dimension, why=f"'{quoted(what)}' 분류를 곳으로 봄"),
        ),
    )
    return series_reading(origin, figures)


def cells_of(answer: Answer) -> Cells:
    """Return the rows of an answer; none when KOSIS says that it has none (30). Raises ServiceError."""
    document = document_of(answer, _NAME)
    if isinstance(document, dict):
        told = document if "err" in document else _first_object(document)
        code = as_text(told.get("err"))
        if code == "30":
            return Cells((), answer.body)
        if code:
            raise _error(code, as_text(told.get("errMsg")))
    if (failed := no_success(answer, document, _NAME)) is not None:
        raise failed
    if not isinstance(document, list) or not all(isinstance(row, dict) for row in document):
        remedy = "서비스의 답 모양이 바뀌었을 수 있습니다"
        raise ServiceError(Finding(_NAME, "답이 표가 아닙니다", remedy), code="SHAPE")
    rows = tuple({str(k): as_text(v) for k, v in row.items()} for row in document)
    return Cells(rows, answer.body)


def place_dimension(rows: Sequence[Mapping[str, str]]) -> str:
    """Return which classification (`C1`, `C2`, …) holds the places: by its title, else the first."""
    first = rows[0]
    for number in range(1, MOST_DIMENSIONS + 1):
        if any(word in first.get(f"C{number}_OBJ_NM", "") for word in _PLACE_WORDS):
            return f"C{number}"
    return "C1"


def figures_of(rows: Sequence[Mapping[str, str]], dimension: str) -> Figures:
    """Return the figures of an answer.

    A 시군구 is called only by its own name (`중구`), under a code that starts with that of its
    시도, a 일반구 under one that starts with that of its city: their names are put in front where
    the same answer has them.
    """
    names = {row.get(dimension, ""): row.get(f"{dimension}_NM", "") for row in rows}
    found: list[SeriesRow] = []
    refusals: list[Refusal] = []
    for number, row in enumerate(rows, start=1):
        value, period = number_of(row.get("DT", "")), period_of(row)
        if value is None:
            refusals.append(no_number(Place(row=number, column="DT"), row.get("DT", "")))
        elif period is None:
            refusals.append(_no_period(number, row))
        else:
            found.append(_row(row, dimension, names, value, period, number))
    return Figures(
        rows=tuple(found),
        refusals=tuple(refusals),
        repairs=suppressed_repair("", "DT", (row.get("DT", "") for row in rows)),
        read=len(rows),
    )


def period_of(row: Mapping[str, str]) -> str | None:
    """Return the period as our tables write it; None for half-years and what is no period."""
    kind, text = row.get("PRD_SE", "").upper(), row.get("PRD_DE", "").strip()
    if not text.isascii():
        return None
    match kind:
        case "A" | "Y" | "F" if re.fullmatch(r"(19|20)\d{2}", text):
            return text
        case "M" if re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])", text):
            return f"{text[:4]}-{text[4:]}"
        case "Q" if re.fullmatch(r"(19|20)\d{2}0?[1-4]", text):
            return f"{text[:4]}Q{text[-1]}"
        case "D" if re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])", text):
            return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return None


def _row(
    row: Mapping[str, str],
    dimension: str,
    names: Mapping[str, str],
    value: str,
    period: str,
    number: int,
) -> SeriesRow:
    others = [f"C{n}" for n in range(1, MOST_DIMENSIONS + 1) if f"C{n}" != dimension]
    codes = [row.get("ITM_ID", ""), *(row.get(c, "") for c in others)]
    labels = [row.get("ITM_NM", ""), *(row.get(f"{c}_NM", "") for c in others)]
    table = (row.get("ORG_ID", ""), row.get("TBL_ID", ""))
    return SeriesRow(
        place_ko=_full_name(row.get(dimension, ""), names),
        place_code=row.get(dimension, ""),
        place_kind_hint="",
        series_id=".".join(("kosis", *table, *filter(None, codes))),
        series_ko=" · ".join(filter(None, (row.get("TBL_NM", ""), *labels))),
        period=period,
        value=value,
        unit_ko=row.get("UNIT_NM", ""),
        sheet="",
        row=number,
    )


def _full_name(code: str, names: Mapping[str, str]) -> str:
    """The name of a code behind those of what it lies in, as far as the answer has them."""
    above = (code[:2], f"{code[:4]}0") if len(code) == 5 else ()
    found: list[str] = []
    for one in dict.fromkeys((*above, code)):
        name = names.get(one, "")
        if name and not (found and name.startswith(found[0])):
            found.append(name)
        elif name:
            found = [name]  # written in full already
    return " ".join(found)


def _no_period(number: int, row: Mapping[str, str]) -> Refusal:
    said = f"{row.get('PRD_SE', '')} {row.get('PRD_DE', '')}".strip()
    return Refusal(
        place=Place(row=number, column="PRD_DE"),
        value=quoted(said)[:80],
        problem="연, 분기, 월, 일 가운데 어느 시점도 아닙니다",
        remedy="주기를 Y, Q, M 가운데 하나로 물어보세요",
    )


def _first_object(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The error of an XML answer: `<error><err>…` or one level deeper."""
    return next((value for value in document.values() if isinstance(value, dict)), {})


def _error(code: str, said: str) -> ServiceError:
    meaning, remedy, passing = _CODES.get(code, ("KOSIS가 거절함", _KEY, False))
    words = f"{meaning}(코드 {quoted(code)}{f', {quoted(said)}' if said else ''})"
    return ServiceError(Finding(_NAME, words, remedy), passing=passing, code=code)
