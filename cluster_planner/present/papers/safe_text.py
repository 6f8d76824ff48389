"""Text from data as a paper can hold it: what acts, hides or turns the reading order is made visible."""

import re
from typing import Final

from cluster_planner.present.visible_text import visible
from cluster_planner.present.xlsx_cells import cell_text

__all__ = ["CUT", "LONGEST", "paper_text", "table_text", "visible"]

LONGEST: Final = 1_000
"""A longer text is cut in a paper, and the cut is told; the tables (CSV, XLSX) hold more."""
CUT: Final = " …(이하 생략)"

_BLANKS: Final = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")


def paper_text(value: object) -> str:
    r"""Return one line of text without control characters, marks of direction and lone surrogates.

    >>> paper_text("a\tb"), paper_text("\x00"), paper_text("\u202eabc")
    ('a b', '�', '�abc')
    """
    text = visible(_BLANKS.sub(" ", str(value)))
    return text if len(text) <= LONGEST else text[:LONGEST] + CUT


def table_text(value: object) -> str:
    r"""Return text for the cell of a data file: whole, but for what a cell cannot hold.

    >>> table_text("a\tb"), table_text("\ufeffx")
    ('a b', '�x')
    """
    return cell_text(value)
