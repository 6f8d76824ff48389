"""The report as one self-contained HTML page for print, every text escaped."""

from html import escape
from pathlib import Path
from typing import Final

from cluster_planner.present.papers.blocks import (
    Block,
    Note,
    PaperTable,
    Picture,
    Report,
    Section,
    Text,
)
from cluster_planner.present.papers.safe_text import paper_text
from cluster_planner.present.papers.svg import svg
from cluster_planner.present.papers.widths import column_widths_mm

STYLE: Final = Path(__file__).with_name("report.css").read_text("utf-8")
NOTHING: Final = "해당 없음"
WIDTH_MM: Final = 174.0
_DIGIT_MM: Final = 1.55


def report_html(report: Report) -> str:
    """Return the page; pictures are SVG, so that their words can be searched too."""
    title = _text(report.title)
    said = " · ".join(f"{_text(label)} {_text(value)}" for label, value in report.identity)
    parts = "".join(_section(number, section) for number, section in enumerate(report.sections, 1))
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><header><h1>{title}</h1>"
        f'<p class="badge">{_text(report.subtitle)}</p><p class="identity">{said}</p></header>'
        f"{parts}</body></html>"
    )


def _section(number: int, section: Section) -> str:
    blocks = "".join(map(_block, section.blocks))
    return (
        f'<section id="{section.key}"><h2>{number}. {_text(section.title)}</h2>{blocks}</section>'
    )


def _block(block: Block) -> str:
    match block:
        case Text(text, level):
            return f'<p class="level{level}">{_text(text)}</p>'
        case Note(text):
            return f'<p class="note">※ {_text(text)}</p>'
        case PaperTable():
            return _table(block)
        case Picture():
            return _picture(block)


def _table(table: PaperTable) -> str:
    unit = f'<span class="unit">(단위: {_text(table.unit)})</span>' if table.unit else ""
    widths = column_widths_mm(table, WIDTH_MM, _DIGIT_MM)
    columns = "".join(f'<col style="width:{width:.2f}mm">' for width in widths)
    after = [f"※ {table.note}"] if table.note else []
    after += [table.origin] if table.origin else []
    notes = "".join(f'<p class="note">{_text(line)}</p>' for line in after)
    return (
        f'<div class="table"><p class="name">{_text(table.title)} {unit}</p>'
        f'<table data-key="{table.key}"><colgroup>{columns}</colgroup>'
        f"<thead>{_head(table)}</thead><tbody>{_body(table)}</tbody></table>{notes}</div>"
    )


def _head(table: PaperTable) -> str:
    lines: list[str] = ["", ""]
    for text, row, _, tall, wide in table.header_cells():
        spans = (f' rowspan="{tall}"' if tall > 1 else "") + (
            f' colspan="{wide}"' if wide > 1 else ""
        )
        lines[row] += f"<th{spans}>{_text(text)}</th>"
    return "".join(f"<tr>{line}</tr>" for line in lines if line)


def _body(table: PaperTable) -> str:
    if not table.lines:
        return f'<tr><td colspan="{len(table.columns)}">{NOTHING}</td></tr>'
    made = []
    for number, line in enumerate(table.lines):
        cells = "".join(
            f'<td class="{column.align}">{_text(text)}</td>'
            for text, column in zip(line, table.columns, strict=True)
        )
        last = ' class="totals"' if table.totals and number == len(table.rows) else ""
        made.append(f"<tr{last}>{cells}</tr>")
    return "".join(made)


def _picture(picture: Picture) -> str:
    source = f'<p class="note">출처: {_text(picture.source)}</p>' if picture.source else ""
    return (
        f'<figure data-key="{picture.key}"><figcaption>{_text(picture.title)}</figcaption>'
        f'{svg(picture.drawing, picture.alt)}<p class="note">{_text(picture.alt)}</p>{source}</figure>'
    )


def _text(text: str) -> str:
    return escape(paper_text(text))
