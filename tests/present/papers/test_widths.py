"""No figure of a table is broken by a column that is too narrow."""

import pytest

from cluster_planner.present.papers.blocks import PaperTable, Report, TableColumn
from cluster_planner.present.papers.widths import column_widths_mm


def test_a_column_of_figures_gets_what_its_longest_figure_needs() -> None:
    columns = (TableColumn("근거", 8), TableColumn("국비", 1, "right"))
    table = PaperTable("t", "표", columns, (("긴 글 " * 40, "1,523,450"),))

    words, figures = column_widths_mm(table, 100, 1.7)

    assert words + figures == pytest.approx(100)
    assert figures >= 8 * 1.7 + 4


def test_every_table_of_the_report_fills_the_page_and_breaks_no_figure(report: Report) -> None:
    for table in report.tables():
        widths = column_widths_mm(table, 170, 1.6)
        assert sum(widths) == pytest.approx(170), table.key
        for width, column, place in zip(widths, table.columns, range(99), strict=False):
            if column.align == "right":
                longest = max((line[place] for line in table.lines), key=len, default="")
                if longest.replace(",", "").isdigit():
                    assert width >= (len(longest) - longest.count(",") / 2) * 1.6 + 2, table.key


def test_a_table_that_cannot_fit_shares_what_there_is() -> None:
    columns = tuple(TableColumn(str(n), 1, "right") for n in range(20))
    table = PaperTable("t", "표", columns, (("1,234,567,890",) * 20,))

    assert sum(column_widths_mm(table, 100, 1.7)) == pytest.approx(100)
