"""How large an outside table may be before it is refused."""

MAX_ROWS = 200_000
MAX_COLUMNS = 64
"""Columns that are looked at; a used range of 16,384 columns costs nothing beyond them."""
MAX_CELLS = 1_000_000
"""Filled cells of a file, all sheets together."""
MAX_TEXT = 32_767
"""Letters of a cell, the limit of spreadsheets themselves."""
MAX_CSV_BYTES = 100 * 1024 * 1024
MAX_WORKBOOK_BYTES = 500 * 1024 * 1024
"""Size of a workbook when unpacked."""
