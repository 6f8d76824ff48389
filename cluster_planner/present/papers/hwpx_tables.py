"""Tables of the HWPX paper: merged headers that repeat on every page, cells as they are read."""

from typing import Any, Final

from hwpx.document import HwpxDocument

from cluster_planner.present.papers.blocks import Align, PaperTable
from cluster_planner.present.papers.hwpx_styles import Styles, format_alike
from cluster_planner.present.papers.safe_text import paper_text
from cluster_planner.present.papers.widths import column_widths_mm

NOTHING: Final = "해당 없음"
"""Only line of a table without lines."""
_UNITS_PER_MM: Final = 7200 / 25.4
_ROW: Final = 1_500
_DIGIT_MM: Final = 1.75
_ALIGN: Final = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}


def add_table(document: HwpxDocument, table: PaperTable, styles: Styles, width_mm: float) -> None:
    """Append the table to the document."""
    heads = 2 if table.grouped else 1
    empty = (NOTHING, *("" for _ in table.columns[1:]))
    lines = table.lines or (empty,)
    made = document.add_table(
        heads + len(lines),
        len(table.columns),
        width=round(width_mm * _UNITS_PER_MM),
        height=_ROW * (heads + len(lines)),
        border_fill_id_ref=styles.border,
        para_pr_id_ref="0",
        char_pr_id_ref=styles.tiny,
    )
    made.set_column_widths(column_widths_mm(table, width_mm, _DIGIT_MM))
    cells = [row.cells for row in made.rows]
    looks: dict[Align, list[Any]] = {"left": [], "center": [], "right": []}
    for text, row, place, _, _ in table.header_cells():
        _fill(cells[row][place], text, styles.cell_bold)
    for row in range(heads):
        for cell in cells[row]:
            cell.element.set("borderFillIDRef", styles.head_border)
            cell.element.set("header", "1")
            looks["center"] += cell.paragraphs
    for row, line in enumerate(lines, heads):
        last = bool(table.totals) and row == heads + len(lines) - 1
        for cell, text, column in zip(cells[row], line, table.columns, strict=True):
            _fill(cell, text, styles.cell_bold if last else styles.cell)
            looks[column.align] += cell.paragraphs
    for align, paragraphs in looks.items():
        format_alike(document, paragraphs, alignment=_ALIGN[align], line_spacing_percent=120)
    for _, row, place, tall, wide in table.header_cells():
        if tall > 1 or wide > 1:
            made.merge_cells(row, place, row + tall - 1, place + wide - 1)
    made.element.set("repeatHeader", "1")
    made.set_treat_as_char(False)


def _fill(cell: Any, text: str, look: str) -> None:
    cell.set_text(paper_text(text))
    for run in cell.element.iter():
        if str(run.tag).endswith("}run"):
            run.set("charPrIDRef", look)
