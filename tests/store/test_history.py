"""Two who change the data in use at once go one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from cluster_planner.store.history import History

FIRST, SECOND = "1" * 64, "2" * 64


@pytest.mark.parametrize(
    ("change", "then"),
    [(lambda history: history.accept(SECOND), SECOND), (lambda history: history.roll_back(), "")],
    ids=["accept", "roll_back"],
)
def test_a_change_waits_until_another_one_is_written(
    tmp_path: Path, change: Callable[[History], object], then: str
) -> None:
    history = History(tmp_path)
    history.accept(FIRST)
    with ThreadPoolExecutor(1) as pool:
        with history.held():
            other = pool.submit(change, History(tmp_path))
            wait([other], timeout=0.5)
            meanwhile = other.done(), history.current()
        other.result(10)

    assert meanwhile == (False, FIRST)
    assert history.current() == then
    assert len(history.steps()) == 2
