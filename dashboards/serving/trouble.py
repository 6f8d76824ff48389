"""Unexpected errors: a number for the reader, and the same number with the trace in the log."""

import logging
import uuid
from collections.abc import Callable

LOG = logging.getLogger(__name__)


def logged(error: BaseException, what: str) -> str:
    """Write an error to the log and return its number."""
    number = uuid.uuid4().hex[:8]
    LOG.error("%s (%s)", what, number, exc_info=error)
    return number


def told_by(say: Callable[[str], None]) -> Callable[[BaseException], None]:
    """What to do with an error of a callback: without this a click would fail in silence."""

    def tell(error: BaseException) -> None:
        number = logged(error, "a callback failed")
        say(
            f"방금 한 일을 마치지 못했습니다. 다른 것은 그대로 쓸 수 있습니다. 되풀이되면 오류 번호 "
            f"{number}로 서버 기록을 확인하세요."
        )

    return tell
