"""One HTTP GET whose key cannot leak: bounded in time and size, TLS checked, no foreign redirects."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self, override
from urllib.parse import urljoin, urlsplit

import requests
from requests import exceptions as wrong
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError, TimeoutError

from cluster_planner.errors import Finding
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.keys import Access
from cluster_planner.sources.services.pace import Limits
from cluster_planner.sources.services.secret import Redactor

_CHUNK: Final = 64 * 1024
_REDIRECTS: Final = 2
_HTTP_LOGGERS: Final = ("urllib3.connectionpool", "urllib3.connection")
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """A path of a service and its parameters, without the key."""

    path: str
    parameters: Mapping[str, str]
    key_parameter: str


@dataclass(frozen=True)
class Answer:
    """What came back, undecoded."""

    status: int
    content_type: str
    body: bytes = field(repr=False)
    retry_after_s: float = 0.0
    fetched_on: str = ""
    """Day (YYYY-MM-DD, local)."""


class Transport:
    """A session with one service."""

    def __init__(self, access: Access, limits: Limits) -> None:
        """Open the session; proxies and CA bundles come from the environment as usual."""
        self._access = access
        self._limits = limits
        self.redact = Redactor([access.key])
        self._session = requests.Session()
        # Without this, requests would look for a password of the host in ~/.netrc.
        self._session.auth = _no_password
        self._session.headers["User-Agent"] = "cluster-planner"
        if access.domain:  # VWorld compares it with the domain that the key was issued for
            self._session.headers["Referer"] = _address(access.domain)
        # urllib3 writes whole addresses, with the key, into its debug log.
        self._filter = _Redacting(self.redact)
        for name in _HTTP_LOGGERS:
            logging.getLogger(name).addFilter(self._filter)

    def __enter__(self) -> Self:
        """Return the transport itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the session."""
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._session.close()
        for name in _HTTP_LOGGERS:
            logging.getLogger(name).removeFilter(self._filter)

    def get(self, question: Question, deadline: float) -> Answer:
        """Return the answer, of any status but a redirect. Raises ServiceError.

        `deadline` is in seconds of `time.monotonic()`.
        """
        parameters = {**question.parameters, question.key_parameter: self._access.key.reveal()}
        started = time.monotonic()
        failure: ServiceError | None = None
        try:
            answer = self._follow(self._access.url + question.path, parameters, deadline)
        except (wrong.RequestException, HTTPError, OSError, ValueError) as error:
            # Kept, and raised outside the handler: the cause holds the address with the key.
            failure = _failure(error, self._access.name_ko, self._limits)
        if failure is not None:
            _LOG.info("%s %s: %s", self._access.service.value, question.path, failure)
            raise failure
        _LOG.info(
            "%s %s %s → %d, %d bytes, %.2f s",
            self._access.service.value,
            question.path,
            self.redact(str(dict(question.parameters))),
            answer.status,
            len(answer.body),
            time.monotonic() - started,
        )
        return answer

    def _follow(self, url: str, parameters: Mapping[str, str] | None, deadline: float) -> Answer:
        for _ in range(_REDIRECTS + 1):
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._too_slow()
            with self._session.get(
                url,
                params=parameters,
                timeout=(min(self._limits.connect_s, left), min(self._limits.read_s, left)),
                stream=True,
                allow_redirects=False,
            ) as response:
                if not response.is_redirect:
                    return self._read(response, deadline)
                url, parameters = self._next(url, response.headers["Location"]), None
        raise self._refused("같은 주소 안에서 자꾸 다른 곳으로 보냅니다")

    def _next(self, url: str, location: str) -> str:
        """The address redirected to, if it is of the same scheme, host and port."""
        there = urljoin(url, location)
        here, asked = urlsplit(url), urlsplit(there)
        if (here.scheme, here.netloc) != (asked.scheme, asked.netloc):
            host = self.redact(asked.hostname or "모르는 곳")[:80]
            raise self._refused(f"열쇠를 가지고 다른 곳({host})으로 가라고 합니다")
        return there

    def _read(self, response: requests.Response, deadline: float) -> Answer:
        body = bytearray()
        for piece in _pieces(response):
            body += piece
            if len(body) > self._limits.most_bytes:
                raise self._too_big()
            if time.monotonic() > deadline:
                raise self._too_slow()
        return Answer(
            status=response.status_code,
            content_type=response.headers.get("Content-Type", ""),
            body=self.redact.body(bytes(body)),
            retry_after_s=_seconds(response.headers.get("Retry-After", "")),
            fetched_on=time.strftime("%Y-%m-%d"),
        )

    def _refused(self, problem: str) -> ServiceError:
        remedy = "주소 설정을 확인하고, 계속되면 서비스 운영기관에 물어보세요"
        return ServiceError(Finding(self._access.name_ko, problem, remedy))

    def _too_slow(self) -> ServiceError:
        return _slow(self._access.name_ko, self._limits.whole_s)

    def _too_big(self) -> ServiceError:
        most = f"{self._limits.most_bytes:,}바이트"
        finding = Finding(
            self._access.name_ko,
            f"답이 한도({most})보다 커서 받다가 멈추었습니다",
            "조건을 좁혀 나누어 물어보세요",
        )
        return ServiceError(finding)


class _Redacting(logging.Filter):
    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._redact(record.getMessage()), None
        return True


def _address(domain: str) -> str:
    return domain if "://" in domain else f"https://{domain}"


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _pieces(response: requests.Response) -> Iterator[bytes]:
    # Not iter_content: it waits for a full chunk, and a drip would outlast every deadline.
    while piece := response.raw.read1(_CHUNK, decode_content=True):
        yield piece


def _seconds(text: str) -> float:
    return float(text) if text.isdecimal() and len(text) < 6 else 0.0


def _failure(error: Exception, name_ko: str, limits: Limits) -> ServiceError:
    """What went wrong on the way, without a word of the exception: it quotes the address."""
    match error:
        case wrong.Timeout() | TimeoutError():
            return _slow(name_ko, limits.read_s)
        case wrong.SSLError():
            problem, passing = "보안 연결(TLS)을 확인하지 못했습니다", False
            remedy = (
                "기관 보안 장비의 인증서를 쓰는 곳이면 REQUESTS_CA_BUNDLE에 그 파일을 알려 주세요"
            )
        case wrong.ProxyError():
            problem, passing = "프록시에 연결하지 못했습니다", True
            remedy = "환경 변수 HTTPS_PROXY와 NO_PROXY를 확인하세요"
        case ProtocolError() | DecodeError():
            problem, passing = "답이 중간에 끊겼습니다", True
            remedy = "잠시 뒤 다시 하세요"
        case wrong.ConnectionError():
            problem, passing = "연결하지 못했거나 답하는 사이에 끊겼습니다", True
            remedy = "인터넷 연결과 방화벽을 확인하고 잠시 뒤 다시 하세요"
        case _:
            problem, passing = "요청을 보낼 수 없습니다", False
            remedy = "주소와 프록시 설정을 확인하세요"
    return ServiceError(Finding(name_ko, problem, remedy), passing=passing)


def _slow(name_ko: str, seconds: float) -> ServiceError:
    problem = f"{seconds:g}초 안에 답이 끝나지 않았습니다"
    return ServiceError(Finding(name_ko, problem, "잠시 뒤 다시 하세요"), passing=True)
