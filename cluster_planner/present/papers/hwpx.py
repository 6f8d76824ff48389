"""The report as HWPX, the document format that offices exchange."""

from io import BytesIO
from typing import Any, Final

from hwpx.document import HwpxDocument

from cluster_planner.present.papers.blocks import (
    Block,
    Note,
    PaperTable,
    Picture,
    Report,
    Section,
    Text,
)
from cluster_planner.present.papers.hwpx_styles import Styles, format_alike, styles_of
from cluster_planner.present.papers.hwpx_tables import add_table
from cluster_planner.present.papers.png import png
from cluster_planner.present.papers.safe_text import paper_text

MARGIN_MM: Final = 20.0
WIDTH_MM: Final = 210.0 - 2 * MARGIN_MM
PICTURE_DPI: Final = 200
CREATOR: Final = "M.AX 클러스터 플래너"
CREATED: Final = "2026-01-01T00:00:00Z"
"""Fixed, as in plan.xlsx; the run id tells when and what."""
_PREVIEW: Final = "Preview/PrvText.txt"
_TALLEST_MM: Final = 190.0
_MARKS: Final = {0: "", 1: "□ ", 2: "  ○ "}
_ROMAN: Final = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ")


def hwpx_bytes(report: Report) -> bytes:
    """Return the document: A4, numbered pages, tables whose header repeats, pictures as PNG."""
    with HwpxDocument.new() as document:
        document.page.setup(
            paper_size="A4",
            margin_left_mm=MARGIN_MM, margin_right_mm=MARGIN_MM,
            margin_top_mm=18, margin_bottom_mm=15, header_margin_mm=10, footer_margin_mm=10,
        )  # fmt: skip
        document.page.set_page_number(prefix="- ", suffix=" -", position="NONE")
        writer = _Writer(document, styles_of(document))
        writer.head(report)
        for number, section in zip(_ROMAN, report.sections, strict=False):
            writer.section(number, section)
        writer.format()
        _introduce(document, report)
        memory = BytesIO()
        document.save_to_stream(memory)
    return memory.getvalue()


def _introduce(document: HwpxDocument, report: Report) -> None:
    """Say in the package what the document is; nothing of the library's blank one stays."""
    document.parts.clear_document_metadata()
    document.parts.clear_preview()
    document.package.write(_PREVIEW, _first_lines(report).encode())
    document.parts.set_document_metadata(
        title=paper_text(report.title),
        creator=CREATOR,
        subject=paper_text(report.subtitle),
        keyword=paper_text(report.identity[0][1]),
        created_date=CREATED,
        modified_date=CREATED,
    )


def _first_lines(report: Report) -> str:
    """What a file manager shows and finds without opening the document."""
    said = [text for section in report.sections for text in _points(section)]
    named = [f"{label} {value}" for label, value in report.identity]
    return "\r\n".join(map(paper_text, (report.title, report.subtitle, *named, *said)))


def _points(section: Section) -> tuple[str, ...]:
    return (section.title, *(b.text for b in section.blocks if isinstance(b, Text)))


class _Writer:
    """Adds blocks in order and formats all paragraphs of one look at once."""

    def __init__(self, document: HwpxDocument, styles: Styles) -> None:
        self._document = document
        self._styles = styles
        self._looks: dict[str, list[Any]] = {}

    def head(self, report: Report) -> None:
        self._say(report.title, self._styles.title, "title")
        self._say(report.subtitle, self._styles.bold, "center")
        said = " · ".join(f"{label} {value}" for label, value in report.identity)
        self._say(said, self._styles.small, "center")

    def section(self, number: str, section: Section) -> None:
        heading = self._document.add_heading(
            paper_text(f"{number}. {section.title}"), 1, char_pr_id_ref=self._styles.heading
        )
        self._looks.setdefault("heading", []).append(heading)
        for block in section.blocks:
            self._block(block)

    def format(self) -> None:
        """Alignment and room around every paragraph that was added."""
        looks: dict[str, dict[str, Any]] = {
            "title": {"alignment": "CENTER", "spacing_after_pt": 4},
            "center": {"alignment": "CENTER", "spacing_after_pt": 2},
            "heading": {"spacing_before_pt": 14, "spacing_after_pt": 5, "keep_with_next": True},
            "point": {"alignment": "JUSTIFY", "spacing_before_pt": 3, "line_spacing_percent": 150},
            "name": {"spacing_before_pt": 8, "keep_with_next": True},
            "small": {"alignment": "LEFT", "spacing_after_pt": 3, "line_spacing_percent": 130},
        }
        for look, paragraphs in self._looks.items():
            format_alike(self._document, paragraphs, **looks[look])

    def _block(self, block: Block) -> None:
        match block:
            case Text(text, level):
                self._say(_MARKS[level] + text, self._styles.body, "point")
            case Note(text):
                self._say(f"※ {text}", self._styles.small, "small")
            case PaperTable():
                self._table(block)
            case Picture():
                self._picture(block)

    def _table(self, table: PaperTable) -> None:
        unit = f" (단위: {table.unit})" if table.unit else ""
        self._say(f"<{table.title}>{unit}", self._styles.bold, "name")
        add_table(self._document, table, self._styles, WIDTH_MM)
        for said in (f"※ {table.note}" if table.note else "", table.origin):
            if said:
                self._say(said, self._styles.small, "small")

    def _picture(self, picture: Picture) -> None:
        self._say(f"<{picture.title}>", self._styles.bold, "name")
        drawing = picture.drawing
        wide = min(WIDTH_MM, _TALLEST_MM * drawing.width / drawing.height)
        self._document.add_picture(
            png(drawing, PICTURE_DPI), "png", width_mm=wide,
            height_mm=wide * drawing.height / drawing.width, align="CENTER",
        )  # fmt: skip
        self._say(picture.alt, self._styles.small, "small")
        if picture.source:
            self._say(f"출처: {picture.source}", self._styles.small, "small")

    def _say(self, text: str, run: str, look: str) -> None:
        paragraph = self._document.add_paragraph(
            paper_text(text), char_pr_id_ref=run, para_pr_id_ref="0", style_id_ref="0",
            inherit_style=False,
        )  # fmt: skip
        self._looks.setdefault(look, []).append(paragraph)
