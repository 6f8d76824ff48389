"""The report as PDF: A4, numbered pages, fonts embedded, every word to be searched and copied."""

from typing import Any, Final

from cluster_planner.errors import DataError, Finding
from cluster_planner.present.papers.blocks import Report
from cluster_planner.present.papers.html import report_html
from cluster_planner.present.visible_text import REPLACED, visible

_HANGUL: Final = (0xAC00, 0xD7A3)
_REMEDY: Final = "Pango 라이브러리를 설치하세요(리눅스: libpango-1.0-0, libpangoft2-1.0-0). 그 전에는 한글 문서(hwpx)를 쓰세요"


def pdf_bytes(report: Report) -> bytes:
    """Return the PDF. Raises DataError where the system cannot set type, or has no Korean font."""
    return html_pdf(report_html(report))


def html_pdf(html: str) -> bytes:
    """Return a self-contained HTML page as PDF; nothing is fetched from anywhere.

    Raises DataError where the system cannot set type, or has no Korean font.
    """
    weasyprint = _typesetter()
    page = visible(html)
    made, missing = _typeset(weasyprint, page)
    if any(_HANGUL[0] <= point <= _HANGUL[1] for point in missing):
        remedy = "한글 글꼴을 설치하세요(예: fonts-noto-cjk)"
        raise DataError(Finding("PDF", "한글 글꼴이 없어 글자가 빠집니다", remedy))
    if missing:
        # They would be blank, and some readers could extract no word of the whole page.
        made, _ = _typeset(weasyprint, page.translate(dict.fromkeys(missing, REPLACED)))
    return made


def _typeset(weasyprint: Any, html: str) -> tuple[bytes, set[int]]:
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=(), allow_redirects=False)
    document = weasyprint.HTML(string=html, url_fetcher=nothing).render()
    made: bytes = document.write_pdf()
    return made, missing_letters(document)


def import_weasyprint() -> Any:
    """The library. Raises OSError where Pango is missing, as on most Windows computers."""
    import weasyprint

    return weasyprint


def _typesetter() -> Any:
    try:
        return import_weasyprint()
    except OSError as error:
        raise DataError(Finding("PDF", "글자를 놓을 라이브러리가 없습니다", _REMEDY)) from error


def missing_letters(document: Any) -> set[int]:
    """Code points of a written document that none of its fonts has."""
    return {point for font in document.fonts.values() for point in font.missing}
