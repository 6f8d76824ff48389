"""Character looks of the HWPX paper, made once per document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hwpx.document import HwpxDocument

FONT: Final = "맑은 고딕"
"""On every computer that has the word processor; 함초롬바탕 stands in where it is missing."""
SUBSTITUTE: Final = "함초롬바탕"


@dataclass(frozen=True)
class Styles:
    """Ids of the character looks and of the cell borders."""

    title: str
    heading: str
    body: str
    bold: str
    small: str
    cell: str
    cell_bold: str
    tiny: str
    """Of the paragraph that only holds a table."""
    border: str
    head_border: str


def styles_of(document: HwpxDocument) -> Styles:
    """Declare the font, the looks and the borders in a document and return their ids."""
    document.styles.ensure_font(FONT, subst_face=SUBSTITUTE, subst_type="TTF")

    def look(size: float, bold: bool = False) -> str:
        return document.styles.ensure_run(font=FONT, size=size, bold=bold)

    return Styles(
        title=look(18, True),
        heading=look(14, True),
        body=look(11),
        bold=look(11, True),
        small=look(9),
        cell=look(8.5),
        cell_bold=look(8.5, True),
        tiny=look(2),
        border=document.styles.ensure_border_fill(border_color="#7F8FA6"),
        head_border=document.styles.ensure_border_fill(
            border_color="#7F8FA6", fill_color="#E6ECF4"
        ),
    )


def format_alike(document: HwpxDocument, paragraphs: Sequence[Any], **look: Any) -> None:
    """Give paragraphs that look alike so far the same new look.

    The library searches all looks for each paragraph; here only for the first.
    """
    if not paragraphs:
        return
    first, *rest = paragraphs
    document.styles.apply_paragraph_format(paragraphs=[first], **look)
    for paragraph in rest:
        paragraph.para_pr_id_ref = first.para_pr_id_ref
