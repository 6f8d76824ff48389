"""VWorld Data API: every boundary of the layer 단지경계 (LT_C_DAMDAN), as one GeoJSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cluster_planner.errors import Finding
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.documents import as_text, document_of, no_success
from cluster_planner.sources.services.failure import ServiceError, quoted
from cluster_planner.sources.services.keys import DESKS, Service
from cluster_planner.sources.services.paging import Told
from cluster_planner.sources.services.transport import Answer, Question

LAYER: Final = "LT_C_DAMDAN"
SOURCE: Final = "국토교통부 브이월드 데이터 API 단지경계(LT_C_DAMDAN), 공공저작물 출처표시"
FILE: Final = f"브이월드 {LAYER}.geojson"
ROWS: Final = 500
MOST_PAGES: Final = 60
"""Of one box: 30,000 shapes, twenty times what there are."""
KOREA: Final = (124.0, 33.0, 132.0, 39.0)
_SMALLEST: Final = 0.25
"""Degrees: a box is not cut any smaller."""
_NAME: Final = DESKS[Service.VWORLD].name_ko
_KEY: Final = "브이월드 마이페이지에서 인증키의 상태, 기한과 등록한 도메인을 확인하세요"
_LATER: Final = "잠시 뒤 다시 하세요"
_CODES: Final[Mapping[str, tuple[str, str, bool]]] = {
    "INVALID_KEY": ("등록되지 않은 인증키", _KEY, False),
    "INCORRECT_KEY": (
        "인증키가 등록한 도메인과 맞지 않음",
        "CLUSTER_PLANNER_VWORLD_DOMAIN(또는 keys.toml의 domain)에 키를 받을 때 적은 도메인을 쓰세요",
        False,
    ),
    "UNAVAILABLE_KEY": ("인증키를 지금 쓸 수 없음", _KEY, False),
    "NO_PERMISSION": ("이 자료를 쓸 권한이 없음", _KEY, False),
    "OVER_REQUEST_LIMIT": ("오늘 부를 수 있는 횟수를 다 씀", "내일 다시 하세요", False),
    "SYSTEM_ERROR": ("브이월드의 시스템 오류", _LATER, True),
    "UNKNOWN_ERROR": ("브이월드의 알 수 없는 오류", _LATER, True),
}

type Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Features:
    """The shapes of one page, or of all."""

    features: tuple[dict[str, Any], ...] = field(repr=False)
    pages: int
    """How many there are to ask for."""
    total: int
    fetched_on: str
    sha256: str = ""
    size_bytes: int = 0
    calls: int = 1

    def geojson(self) -> bytes:
        """Return a FeatureCollection in degrees (EPSG:4326), UTF-8."""
        collection = {"type": "FeatureCollection", "features": list(self.features)}
        return json.dumps(collection, ensure_ascii=False).encode()


def boundaries(client: Client, on_progress: Told | None = None) -> Features:
    """Ask for every boundary. Raises ServiceError when not all of them come.

    One box around Korea; where the service finds a box too large, four smaller ones. A shape
    on the edge of two boxes is taken once.
    """
    found: dict[str, dict[str, Any]] = {}
    digest, size, calls, days = hashlib.sha256(), 0, 0, [""]
    boxes: list[Box] = [KOREA]
    while boxes:
        box = boxes.pop()
        try:
            part = _box(client, box, on_progress)
        except ServiceError as error:
            if error.code != "INVALID_RANGE" or box[2] - box[0] <= _SMALLEST:
                raise
            boxes += _quarters(box)
            continue
        for feature in part.features:
            found.setdefault(_identity(feature), feature)
        digest.update(part.sha256.encode())
        size, calls = size + part.size_bytes, calls + part.calls
        days.append(part.fetched_on)
    if not found:
        raise ServiceError(Finding(_NAME, "경계가 하나도 오지 않았습니다", _LATER), code="EMPTY")
    shapes = tuple(found.values())
    first_day = min(day for day in days if day)
    return Features(shapes, 0, len(shapes), first_day, digest.hexdigest(), size, calls)


def page_of(answer: Answer) -> Features:
    """Return the shapes of one answer. Raises ServiceError, also for errors inside HTTP 200."""
    document = document_of(answer, _NAME)
    response = document.get("response") if isinstance(document, dict) else None
    if isinstance(response, dict) and response.get("status") == "ERROR":
        raise _error(response.get("error"))
    if (failed := no_success(answer, document, _NAME)) is not None:
        raise failed
    if not isinstance(response, dict):
        raise _shape("response가 없습니다")
    if response.get("status") == "NOT_FOUND":
        return Features((), 1, 0, answer.fetched_on)
    if response.get("status") != "OK":
        raise _shape(f"status가 {quoted(as_text(response.get('status')))}입니다")
    collection = _under(_under(response, "result"), "featureCollection")
    features = collection.get("features")
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise _shape("features가 없습니다")
    pages = _number(_under(response, "page").get("total"), "page.total")
    total = _number(_under(response, "record").get("total"), "record.total")
    return Features(tuple(features), pages, total, answer.fetched_on)


def _box(client: Client, box: Box, on_progress: Told | None) -> Features:
    features: list[dict[str, Any]] = []
    digest, size, days = hashlib.sha256(), 0, []
    number, page = 0, Features((), 1, 0, "")
    while number < page.pages:
        number += 1
        if number > MOST_PAGES:
            raise _incomplete(f"{MOST_PAGES}쪽을 받고도 끝나지 않았습니다")
        page, body = client.ask(_question(client, box, number), _with_body)
        digest.update(body)
        size += len(body)
        days.append(page.fetched_on)
        features += page.features
        if on_progress is not None:
            on_progress(
                f"브이월드 경계 {len(features):,}/{page.total:,}", number / max(page.pages, 1)
            )
    if len(features) != page.total:
        raise _incomplete(f"{page.total:,}개라면서 {len(features):,}개를 주었습니다")
    sha = digest.hexdigest()
    return Features(tuple(features), page.pages, page.total, min(days), sha, size, number)


def _question(client: Client, box: Box, number: int) -> Question:
    parameters = {
        "service": "data",
        "version": "2.0",
        "request": "GetFeature",
        "data": LAYER,
        "format": "json",
        "errorFormat": "json",
        "crs": "EPSG:4326",
        "geometry": "true",
        "attribute": "true",
        "size": str(ROWS),
        "page": str(number),
        "geomFilter": "BOX({:g},{:g},{:g},{:g})".format(*box),
    }
    if client.access.domain:
        parameters["domain"] = client.access.domain
    return Question("/req/data", parameters, "key")


def _with_body(answer: Answer) -> tuple[Features, bytes]:
    return page_of(answer), answer.body


def _quarters(box: Box) -> list[Box]:
    west, south, east, north = box
    middle, centre = (west + east) / 2, (south + north) / 2
    return [
        (west, south, middle, centre),
        (middle, south, east, centre),
        (west, centre, middle, north),
        (middle, centre, east, north),
    ]


def _identity(feature: Mapping[str, Any]) -> str:
    own = as_text(feature.get("id"))
    return own or json.dumps([feature.get("properties"), feature.get("geometry")], sort_keys=True)


def _error(error: object) -> ServiceError:
    told = error if isinstance(error, dict) else {}
    code, text = as_text(told.get("code")), as_text(told.get("text"))
    default = ("요청을 거절함", "서비스의 규격이 바뀌었을 수 있습니다. 경계 파일로 넣으세요", False)
    meaning, remedy, passing = _CODES.get(code, default)
    words = f"{meaning}({quoted(code)}{f', {quoted(text)}' if text else ''})"
    return ServiceError(Finding(_NAME, words, remedy), passing=passing, code=code)


def _number(value: object, name: str) -> int:
    text = as_text(value)
    if not text.isdecimal() or len(text) > 9:
        raise _shape(f"{name}이 수가 아닙니다({quoted(text)})")
    return int(text)


def _under(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _shape(problem: str) -> ServiceError:
    remedy = "서비스의 답 모양이 바뀌었을 수 있습니다. 경계 파일로 넣으세요"
    return ServiceError(Finding(_NAME, f"답의 모양이 다릅니다: {problem}", remedy), code="SHAPE")


def _incomplete(problem: str) -> ServiceError:
    remedy = "잠시 뒤 다시 하세요. 받은 것은 쓰지 않았습니다"
    return ServiceError(Finding(f"{_NAME} {LAYER}", problem, remedy), code="INCOMPLETE")
