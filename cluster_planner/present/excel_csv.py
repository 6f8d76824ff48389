"""A frame as a CSV file that a spreadsheet opens in Korean and does not calculate."""

from typing import Any, Final

import pandas as pd

_CALCULATED: Final = ("=", "+", "-", "@", "\t", "\r")


def excel_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte-order mark. A text that would be a formula gets an apostrophe before it.

    >>> excel_csv(pd.DataFrame({"이름": ["=1+1"], "수": [-3]})).decode("utf-8-sig")
    "이름,수\\n'=1+1,-3\\n"
    """
    safe = frame.rename(columns=_harmless).map(_harmless)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_CALCULATED) else value
