"""Messages as text: Bokeh walks every value of anything else, here and in the browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dashboards.map.state import Message


def message_text(message: Message) -> str:
    """Return a message as JSON; numbers of numpy become plain ones.

    Raises ValueError for nan and infinity, which a browser cannot read, TypeError for other things
    than JSON has.
    """
    return json.dumps(
        message, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain
    )


def numbered(texts: Sequence[str], number: int) -> str:
    """Return one message of one or more, with the number that `done` will tell."""
    text = texts[0] if len(texts) == 1 else f'{{"op":"batch","messages":[{",".join(texts)}]}}'
    return f'{text[:-1]},"seq":{number}}}'


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot be told to a map")
