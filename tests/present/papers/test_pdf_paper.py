"""The PDF holds the same words as the report, to be searched, with its fonts inside."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from cluster_planner.errors import DataError
from cluster_planner.present.papers import pdf as module
from cluster_planner.present.papers.blocks import Report


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@pytest.fixture(scope="module")
def said(reader: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    """Without blanks: a line that wraps must not hide a word."""
    return "".join(text.split())


def test_every_cell_can_be_searched(said: str, report: Report) -> None:
    for table in report.tables():
        for line in table.lines:
            for cell in line:
                assert squeezed(cell) in said, (table.key, cell)


def test_korean_fonts_are_embedded(reader: PdfReader) -> None:
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]

    assert fonts
    for font in fonts:
        for inner in font.get("/DescendantFonts", [font]):
            assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"])
        assert "/ToUnicode" in font


def test_pages_are_a4_and_numbered(reader: PdfReader) -> None:
    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages, 1):
        assert round(float(page.mediabox.width)) == 595
        assert round(float(page.mediabox.height)) == 842
        assert squeezed(f"- {number} / {len(reader.pages)} -") in squeezed(page.extract_text())


def test_the_words_of_the_map_can_be_searched(said: str) -> None:
    assert "창원" in said
    assert squeezed("점이 클수록 국비가 큽니다") in said


def test_nothing_is_fetched(typesetter: None) -> None:
    page = '<p>가<img src="http://localhost:21700/x.png"></p>'

    assert b"%PDF" in module.html_pdf(page)[:10]


def test_a_letter_that_no_font_has_is_shown_as_that_and_hides_no_other(typesetter: None) -> None:
    # Nandinagari and a late arrow: a font of 65,535 letters has no room to tell of two of them.
    page = module.html_pdf("<p>앞 국비 배분 \U000119a0\U0001f8b0 뒤</p>")
    (only,) = PdfReader(BytesIO(page)).pages

    assert squeezed(only.extract_text()) == "앞국비배분\ufffd\ufffd뒤"


def test_a_system_without_a_typesetter_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(module, "import_weasyprint", missing)

    with pytest.raises(DataError, match="Pango 라이브러리를 설치하세요"):
        module.html_pdf("<p>가</p>")


def test_letters_that_no_font_has_are_refused(
    monkeypatch: pytest.MonkeyPatch, typesetter: None
) -> None:
    monkeypatch.setattr(module, "_HANGUL", (0x0C95, 0x0C95))

    # 가 stands for a letter that the system lacks: it asks for a font that only has others.
    monkeypatch.setattr(module, "missing_letters", lambda _: {0x0C95})

    with pytest.raises(DataError, match="한글 글꼴을 설치하세요"):
        module.html_pdf("<p>가</p>")
