"""A frame as a CSV file that a spreadsheet opens in Korean and does not calculate."""

from typing import Any, Final

import pandas as pd

_CALCULATED: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""Also in full width: a spreadsheet set to Korean or Japanese calculates those too."""


def excel_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark. A text that would be a formula gets an apostrophe before it,
    also where blanks stand before the formula.

    >>> excel_csv(pd.DataFrame({"이름": ["=1+1"], "수": [-3]})).decode("utf-8-sig")
    "이름,수\\n'=1+1,-3\\n"
    """
    safe = frame.rename(columns=_harmless).map(_harmless)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    acts = value.startswith(_CALCULATED) or value.lstrip().startswith(_CALCULATED)
    return f"'{value}" if acts else value
