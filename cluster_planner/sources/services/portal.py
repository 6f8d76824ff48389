"""The envelope of data.go.kr: pages of items, and its many ways to say no."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from cluster_planner.errors import Finding
from cluster_planner.sources.services.documents import (
    Value,
    as_text,
    document_of,
    no_success,
)
from cluster_planner.sources.services.failure import ServiceError, quoted
from cluster_planner.sources.services.keys import DESKS, Service
from cluster_planner.sources.services.transport import Answer

NAME: Final = DESKS[Service.DATAGOKR].name_ko
NO_DATA: Final = "03"
_LATER: Final = "잠시 뒤 다시 하세요"
_KEY: Final = "마이페이지에서 이 서비스의 활용신청 상태와 일반 인증키를 확인하세요"
_ASKED: Final = "조건(단지 이름, 연월)을 확인하세요"
# Code → what it means, what to do, and whether asking again may help. 22 is the quota of a day:
# asking again would only lengthen it; 23 is the quota of a second.
_CODES: Final[Mapping[str, tuple[str, str, bool]]] = {
    "01": ("제공기관의 응용 프로그램 오류", _LATER, True),
    "02": ("제공기관의 데이터베이스 오류", _LATER, True),
    "04": ("제공기관의 HTTP 오류", _LATER, True),
    "05": ("제공기관이 제시간에 답하지 않음", _LATER, True),
    "10": ("요청 값이 틀림", _ASKED, False),
    "11": ("꼭 있어야 하는 요청 값이 없음", _ASKED, False),
    "12": ("없어졌거나 아직 없는 서비스", "포털에서 서비스가 바뀌었는지 확인하세요", False),
    "20": ("이 서비스를 쓸 권한이 없음", _KEY, False),
    "21": ("인증키를 잠시 쓸 수 없음", _KEY, False),
    "22": (
        "오늘 부를 수 있는 횟수를 다 씀",
        "내일 다시 하거나 운영계정으로 횟수를 늘리세요",
        False,
    ),
    "23": ("1초에 부를 수 있는 횟수를 넘음", _LATER, True),
    "29": ("허용되지 않은 IP나 도메인", _KEY, False),
    "30": ("등록되지 않은 인증키", _KEY, False),
    "31": ("기한이 지난 인증키", "포털에서 활용 기간을 늘리세요", False),
    "32": ("등록되지 않은 IP", _KEY, False),
    "99": ("알 수 없는 오류", _LATER, True),
}
_ODCLOUD: Final = {"-3": "30", "-4": "30", "-401": "30", "-5": "22", "-10": "22"}


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    items: tuple[Mapping[str, str], ...]
    """Text cells by field."""
    total: int | None
    """Of all pages; None when the service does not say."""
    fetched_on: str
    sha256: str
    size_bytes: int

    def only(self, fields: Collection[str]) -> Page:
        """Return the page with these fields alone."""
        items = tuple({k: v for k, v in item.items() if k in fields} for item in self.items)
        return replace(self, items=items)


def page_of(answer: Answer) -> Page:
    """Return the items of an answer, in JSON or XML, one or many, "" for none.

    Raises ServiceError for every kind of refusal, also inside HTTP 200.
    """
    document = document_of(answer, NAME)
    refusal = _refusal(document)
    failed = no_success(answer, document, NAME)
    if refusal is not None and refusal.code == NO_DATA and failed is None:
        return _page((), 0, answer)
    if refusal is not None:
        raise refusal
    if failed is not None:
        raise failed
    if isinstance(document, str):
        raise _error("99", quoted(document))
    body = _body(document)
    return _page(_items(body), _total(body), answer)


def _page(items: tuple[Mapping[str, str], ...], total: int | None, answer: Answer) -> Page:
    sha256 = hashlib.sha256(answer.body).hexdigest()
    return Page(items, total, answer.fetched_on, sha256, len(answer.body))


def _refusal(document: Value) -> ServiceError | None:
    if not isinstance(document, dict):
        return None
    gateway = _under(document, "OpenAPI_ServiceResponse") or document
    head = _under(gateway, "cmmMsgHeader")
    if head:
        code = as_text(head.get("returnReasonCode")).zfill(2)
        return _error(code, as_text(head.get("returnAuthMsg")) or as_text(head.get("errMsg")))
    if "code" in document and "msg" in document:
        own = as_text(document["code"])
        return _error(_ODCLOUD.get(own, "99"), f"{own} {as_text(document['msg'])}")
    header = _under(_response(document), "header")
    code = as_text(header.get("resultCode")).zfill(2)
    if not header or code in ("00", "000"):
        return None
    return _error(code, as_text(header.get("resultMsg")))


def _error(code: str, said: str) -> ServiceError:
    meaning, remedy, passing = _CODES.get(code, ("서비스가 거절함", _KEY, False))
    words = f"{meaning}(코드 {quoted(code)}{f', {quoted(said)}' if said else ''})"
    return ServiceError(Finding(NAME, words, remedy), passing=passing, code=code)


def _response(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return _under(document, "response") or document


def _body(document: Value) -> Mapping[str, Any]:
    body = _under(_response(document), "body") if isinstance(document, dict) else {}
    if not body:
        raise _shape("body가 없습니다")
    return body


def _items(body: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    """`items` is "" (none), a list, or an object with `item`: one, many or ""."""
    found = body.get("items", "")
    if isinstance(found, dict):
        found = found.get("item", "")
    if found in ("", None):
        return ()
    listed = found if isinstance(found, list) else [found]
    rows = [row for row in listed if isinstance(row, dict)]
    if len(rows) != len(listed):
        raise _shape("item이 항목의 목록이 아닙니다")
    return tuple({str(name): as_text(value) for name, value in row.items()} for row in rows)


def _total(body: Mapping[str, Any]) -> int | None:
    text = as_text(body.get("totalCount", "")).replace(",", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise _shape(f"totalCount가 수가 아닙니다({quoted(text)})")
    return int(text)


def _under(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _shape(problem: str) -> ServiceError:
    remedy = "서비스의 답 모양이 바뀌었을 수 있습니다. 파일로 받아 넣으세요"
    return ServiceError(Finding(NAME, f"답의 모양이 다릅니다: {problem}", remedy), code="SHAPE")
