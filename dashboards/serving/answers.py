"""What every answer of the server has: our headers, and error pages in Korean with a number."""

import logging
import uuid
from html import escape
from typing import Final

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

LOG = logging.getLogger(__name__)
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' blob:; "
    "font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_SENTENCES: Final = {
    400: "주소를 읽을 수 없습니다.",
    403: "이 주소는 열 수 없습니다.",
    404: "이 주소에는 화면이 없습니다.",
    405: "이 주소는 그렇게 부를 수 없습니다.",
}
_OURS: Final = "서버에서 오류가 났습니다. 새로 고쳐도 같으면 오류 번호로 서버 기록을 확인하세요."
_PAGE: Final = """<!doctype html><html lang="ko"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{{color-scheme:light dark}}body{{font-family:"Malgun Gothic","Apple SD Gothic Neo",
"Noto Sans KR","Noto Sans CJK KR",sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;
line-height:1.6;word-break:keep-all}}h1{{font-size:1.3rem}}</style>
<h1>{title}</h1><p>{sentence}</p><p>오류 번호 <b>{number}</b> · {status}</p>
<p><a href="{home}">첫 화면으로</a></p></html>
"""


class OurAnswers(OutputTransform):
    """Comes last before the bytes: static files, errors of Tornado and unknown paths included."""

    home: str = "/"
    """Where the first screen is; `below` changes it."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self._asked = f"{request.method} {request.path}"
        super().__init__(request)

    @classmethod
    def below(cls, prefix: str) -> type["OurAnswers"]:
        """The same for a server below a prefix."""
        return type("OurAnswers", (cls,), {"home": f"{prefix}/"})

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        for name, value in _HEADERS.items():
            headers[name] = value
        headers.pop("Server", None)
        if status_code >= 400 and chunk and finishing:
            chunk = self._page(status_code)
            headers["Content-Type"] = "text/html; charset=UTF-8"
            headers["Content-Length"] = str(len(chunk))
        return status_code, headers, chunk

    def _page(self, status: int) -> bytes:
        number = uuid.uuid4().hex[:8]
        level = logging.ERROR if status >= 500 else logging.WARNING
        LOG.log(level, "error page %s: %s %s", number, status, ascii(self._asked[:200]))
        return _PAGE.format(
            title="화면을 열지 못했습니다",
            sentence=escape(_SENTENCES.get(status, _OURS)),
            number=number,
            status=status,
            home=escape(self.home),
        ).encode()
