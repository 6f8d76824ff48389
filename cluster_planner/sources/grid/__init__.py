"""Workbooks and CSV files as cells with coordinates, before anybody knows what they mean."""

from cluster_planner.sources.grid.cells import Cell, CellKind, Row, Sheet
from cluster_planner.sources.grid.csv_grid import read_csv_grid
from cluster_planner.sources.grid.csv_text import CsvText, open_csv
from cluster_planner.sources.grid.figures import (
    Figure,
    State,
    is_percent,
    plain,
    read_date,
    read_number,
)
from cluster_planner.sources.grid.notes import Notes, identity, place_of, shown
from cluster_planner.sources.grid.text import clean, squeezed
from cluster_planner.sources.grid.workbook import read_grid, read_workbook

__all__ = [
    "Cell",
    "CellKind",
    "CsvText",
    "Figure",
    "Notes",
    "Row",
    "Sheet",
    "State",
    "clean",
    "identity",
    "is_percent",
    "open_csv",
    "place_of",
    "plain",
    "read_csv_grid",
    "read_date",
    "read_grid",
    "read_number",
    "read_workbook",
    "shown",
    "squeezed",
]
