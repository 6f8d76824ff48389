"""Numbers as a planner types them, and as a scenario file has them; nothing is rounded on the way.

What is no such number stays as it was typed, so that the scenario's own check names it and the reader
finds it again.
"""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from cluster_planner.domain.units import MKRW_PER_EOK

_MOST: Final = 10**15
"""Beyond it a typed number is a slip: 1e999999 would fill the memory."""
_MONEY_TAILS: Final = ("원", "억")


def mkrw_of(typed: Any) -> Any:
    """Million won of an amount typed in 억; None for an emptied field.

    >>> mkrw_of(12.5), mkrw_of("1,100억 원"), mkrw_of("0.07"), mkrw_of(None)
    (1250, 110000, 7, None)
    >>> mkrw_of("많이"), mkrw_of(12.345)
    ('많이', '12.345')
    """
    if typed is None:
        return None
    text = str(typed).replace(",", "").replace(" ", "")
    for tail in _MONEY_TAILS:
        text = text.removesuffix(tail)
    value = _scaled(text, MKRW_PER_EOK)
    if value is None or value != value.to_integral_value():
        return str(typed)
    return int(value)


def eok_of(value: Any) -> Any:
    """Million won as 억 with every digit; anything else as it is.

    >>> eok_of(1250), eok_of(110000), eok_of(-7), eok_of("많이"), eok_of(None)
    (12.5, 1100, -0.07, '많이', None)
    """
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return value / MKRW_PER_EOK if value % MKRW_PER_EOK else value // MKRW_PER_EOK


def share_of(typed: Any) -> Any:
    """A share (0–1) of what was typed in %.

    >>> share_of(0.1), share_of("작게"), share_of(None)
    (0.001, '작게', None)
    """
    value = None if typed is None else _scaled(str(typed), Decimal("0.01"))
    if value is None:
        return None if typed is None else str(typed)
    return float(value)


def percent_of(share: Any) -> Any:
    """A share in %; anything else as it is.

    >>> percent_of(0.001), percent_of(0.07), percent_of("작게")
    (0.1, 7.0, '작게')
    """
    if isinstance(share, bool) or not isinstance(share, int | float):
        return share
    return float(Decimal(str(share)) * 100)


def _scaled(text: str, factor: Decimal | int) -> Decimal | None:
    try:
        value = Decimal(text) * factor
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _MOST else None
