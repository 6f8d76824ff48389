"""The report as PDF: A4, numbered pages, fonts embedded, every word to be searched and copied."""

from typing import Any, Final

from cluster_planner.errors import DataError, Finding
from cluster_planner.present.papers.blocks import Report
from cluster_planner.present.papers.html import report_html
from cluster_planner.present.papers.safe_text import visible

_HANGUL: Final = (0xAC00, 0xD7A3)
_REMEDY: Final = "Pango 라이브러리를 설치하세요(리눅스: libpango-1.0-0, libpangoft2-1.0-0). 그 전에는 --as hwpx를 쓰세요"


def pdf_bytes(report: Report) -> bytes:
    """Return the PDF. Raises DataError where the system cannot set type, or has no Korean font."""
    return html_pdf(report_html(report))


def html_pdf(html: str) -> bytes:
    """Return a self-contained HTML page as PDF; nothing is fetched from anywhere.

    Raises DataError where the system cannot set type, or has no Korean font.
    """
    weasyprint = _weasyprint()
    page = weasyprint.HTML(string=visible(html), url_fetcher=_refuse)
    document = page.render()
    made: bytes = document.write_pdf()
    lost = {point for font in document.fonts.values() for point in font.missing}
    if any(_HANGUL[0] <= point <= _HANGUL[1] for point in lost):
        remedy = "한글 글꼴을 설치하세요(예: fonts-noto-cjk)"
        raise DataError(Finding("PDF", "한글 글꼴이 없어 글자가 빠집니다", remedy))
    return made


def _weasyprint() -> Any:
    """The library, loaded when it is asked for: it needs Pango, which Windows does not have."""
    try:
        import weasyprint
    except OSError as error:
        raise DataError(Finding("PDF", "글자를 놓을 라이브러리가 없습니다", _REMEDY)) from error
    return weasyprint


def _refuse(url: str, *_: object, **__: object) -> Any:
    raise ValueError(f"papers fetch nothing: {url[:80]}")
