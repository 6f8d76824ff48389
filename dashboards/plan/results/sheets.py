"""Style sheets that several views share, read once."""

from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent


def sheet(name: str) -> str:
    """The text of a sheet of this package. Raises OSError for none of that name."""
    return (HERE / f"{name}.css").read_text("utf-8")


TIGHT: Final = sheet("tight")
"""A row of controls above a view: label beside control, little air."""
