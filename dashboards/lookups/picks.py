"""A long list of parks in a short text: one bit per park of the data, so 1,363 parks take 230 signs.

The text names the data that it counts in; with other data it means nothing and says so.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Final

MARK: Final = "~"
"""No id begins so."""
_NAME_LENGTH: Final = 6


def packed(picked: Sequence[str], order: Sequence[str]) -> str:
    """The parks of `picked` that stand in `order`, as one word."""
    chosen = set(picked)
    bits = 0
    for place, park_id in enumerate(order):
        if park_id in chosen:
            bits |= 1 << place
    content = bits.to_bytes((len(order) + 7) // 8, "little").rstrip(b"\0")
    return MARK + _name(order) + base64.urlsafe_b64encode(content).decode().rstrip("=")


def unpacked(text: str, order: Sequence[str]) -> tuple[str, ...] | None:
    """The parks that `packed` put into a word, in order; None when it was made from other data."""
    body = text.removeprefix(MARK)
    if not body.startswith(_name(order)):
        return None
    coded = body[_NAME_LENGTH:]
    try:
        content = base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    bits = int.from_bytes(content, "little")
    if bits >> len(order):
        return None
    return tuple(park_id for place, park_id in enumerate(order) if bits >> place & 1)


def _name(order: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(order).encode()).hexdigest()[:_NAME_LENGTH]
