"""Ctrl-C that asks a long work to stop with what it has, and ends it when asked twice."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

WAKE_SECONDS = 0.1


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """Set the yielded event at the first Ctrl-C; a second one raises KeyboardInterrupt."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked  # only the main thread may handle signals
        return

    def handle(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def in_background[T](work: Callable[[], T]) -> T:
    """Return or raise what `work` does, in a thread, so that this one can hear Ctrl-C at once.

    A signal reaches Python between two of its own steps; the solver's may be seconds apart.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def call() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the waiting thread
            errors.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(WAKE_SECONDS)
    if errors:
        raise errors[0]
    return results[0]
