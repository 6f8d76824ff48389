"""Foreign bytes into plain values, whatever the content type says: JSON or XML, within limits."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn
from xml.etree.ElementTree import Element, ParseError

import numpy as np
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from cluster_planner.errors import Finding
from cluster_planner.sources.services.failure import ServiceError, quoted
from cluster_planner.sources.services.transport import Answer

type Value = dict[str, Any] | list[Any] | str

DEEPEST: Final = 32
"""Brackets in brackets; a MultiPolygon in a VWorld answer needs 12."""
MOST_ELEMENTS: Final = 2_000_000
_STRINGS: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_NO_BRACKETS: Final = bytes(sorted(set(range(256)) - set(b"[]{}")))
_TRY_AGAIN: Final = "잠시 뒤 다시 하고, 계속되면 서비스 운영기관에 물어보세요"


def document_of(answer: Answer, name_ko: str) -> Value:
    """Return the JSON or XML of an answer; a single line of plain text comes back as text.

    XML becomes {tag of the root: …} with repeated children as lists. Raises ServiceError.
    """
    text = _decoded(answer.body, name_ko).strip()
    head = text[:200].lower()
    if not text:
        raise _broken(name_ko, "빈 답이 왔습니다", passing=True)
    if head.startswith(("<!doctype html", "<html")):
        raise _broken(name_ko, "자료가 아니라 웹 쪽(HTML)이 왔습니다", passing=True)
    if text[0] == "<":
        return _xml(text, name_ko)
    if text[0] in "[{":
        return _json(text, name_ko)
    return text


def as_text(value: object) -> str:
    """Return a plain value as a text cell; what is missing or no plain value is empty."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def _decoded(body: bytes, name_ko: str) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _broken(name_ko, "글자를 읽을 수 없는 답이 왔습니다(UTF-8도 CP949도 아님)", passing=True)


def _json(text: str, name_ko: str) -> Value:
    if _depth(text) > DEEPEST:
        raise _broken(name_ko, f"괄호가 {DEEPEST}겹보다 깊은 답이 왔습니다", passing=False)
    try:
        found: Value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        problem = "JSON을 읽을 수 없습니다(답이 잘렸을 수 있습니다)"
    else:
        if not _SURROGATE.search(text) or _can_be_written(found):
            return found
        problem = "글자로 쓸 수 없는 부호가 든 JSON이 왔습니다"
    raise _broken(name_ko, problem, passing=True)


def _can_be_written(found: Value) -> bool:
    """Whether every escape is a letter: half a surrogate pair is none, and no file can hold it."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _depth(text: str) -> int:
    """How deep brackets go, told without parsing: the parser itself would recurse."""
    brackets = _STRINGS.sub(b"", text.encode()).translate(None, _NO_BRACKETS)
    if not brackets:
        return 0
    steps = np.frombuffer(brackets, dtype=np.uint8)
    opened = np.where((steps == ord("[")) | (steps == ord("{")), 1, -1)
    return int(np.cumsum(opened).max())


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _xml(text: str, name_ko: str) -> Value:
    # Text with a declaration of another encoding than the bytes had would be refused by expat.
    body = re.sub(r"^<\?xml[^>]*\?>", "", text)
    if body.count("<") > MOST_ELEMENTS:
        raise _broken(name_ko, "요소가 너무 많은 XML이 왔습니다", passing=False)
    if _xml_depth(body) > DEEPEST:
        raise _broken(name_ko, f"{DEEPEST}겹보다 깊은 XML이 왔습니다", passing=False)
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        problem, passing = "DTD나 엔티티가 든 XML이 왔습니다", False
    except (ParseError, ValueError):
        problem, passing = "XML을 읽을 수 없습니다(답이 잘렸을 수 있습니다)", True
    else:
        return _tree(root, name_ko)
    raise _broken(name_ko, problem, passing=passing)


def _tree(root: Element, name_ko: str) -> Value:
    try:
        return {root.tag: _plain(root)}
    except RecursionError:
        problem = f"{DEEPEST}겹보다 깊은 XML이 왔습니다"
    # What `_xml_depth` cannot see: names that are not ASCII, and `/>` inside an attribute.
    raise _broken(name_ko, problem, passing=False)


def _xml_depth(body: str) -> int:
    depth = deepest = 0
    for closing, single in re.findall(r"<(/?)[A-Za-z_][^<>]*?(/?)>", body):
        depth += -1 if closing else (0 if single else 1)
        deepest = max(deepest, depth)
    return deepest


def _plain(element: Element) -> Any:
    children = list(element)
    if not children:
        return (element.text or "").strip()
    found: dict[str, Any] = {}
    for child in children:
        value = _plain(child)
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found


def _broken(name_ko: str, problem: str, *, passing: bool) -> ServiceError:
    return ServiceError(Finding(name_ko, problem, _TRY_AGAIN), passing=passing, code="BROKEN")


def no_success(answer: Answer, document: Value, name_ko: str) -> ServiceError | None:
    """Return the error that an HTTP status stands for, None for a success.

    Called after the body had its chance to say more.
    """
    status = answer.status
    if 200 <= status < 300:
        return None
    said = f": {quoted(document)}" if isinstance(document, str) else ""
    passing = status == 429 or status >= 500
    problem = f"HTTP {status} 오류로 답했습니다{said}"
    remedy = _TRY_AGAIN if passing else "인증키와 활용신청 상태를 확인하세요"
    return ServiceError(
        Finding(name_ko, problem, remedy),
        passing=passing,
        code=f"HTTP {status}",
        wait_s=answer.retry_after_s,
    )
