"""Drafts outlive their process, old ones go, and no key names anything but a draft."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from cluster_planner.errors import StoreError
from cluster_planner.store import drafts as drafts_module
from cluster_planner.store.database.schema import drafts
from cluster_planner.store.shelf import Shelf
from tests.store.kept import HOSTILE


def age(shelf: Shelf, key: str, days: float) -> None:
    """Make a draft as old as that."""
    when = datetime.now(UTC) - timedelta(days=days)
    with shelf.database.write() as connection:
        connection.execute(drafts.update().where(drafts.c.key == key).values(seen_at=when))


def keys(shelf: Shelf) -> list[str]:
    with shelf.database.read() as connection:
        return sorted(connection.execute(drafts.select()).scalars())


def test_a_draft_comes_back_from_another_shelf(shelf: Shelf) -> None:
    shelf.drafts.keep("k1", '{"name": "안"}')

    assert Shelf(shelf.home).drafts.get("k1") == '{"name": "안"}'
    assert shelf.drafts.get("k2") is None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_draft_holds_any_text(shelf: Shelf, name: str) -> None:
    text = json.dumps({"name": name}, ensure_ascii=False)
    shelf.drafts.keep("k1", text)

    assert shelf.drafts.get("k1") == text


@pytest.mark.parametrize("text", ["", "[1]", "3", "{", "[" * 100_000])
def test_a_text_that_is_no_draft_is_none(shelf: Shelf, text: str) -> None:
    shelf.drafts.keep("k1", text)

    assert shelf.drafts.get("k1") is None


@pytest.mark.parametrize("key", ["", "가", "a" * 65, "k\0", "k\n", "\ud800"])
def test_what_is_no_key_is_refused(shelf: Shelf, key: str) -> None:
    with pytest.raises(StoreError, match="쓸 수 없는 번호"):
        shelf.drafts.keep(key, "{}")

    assert shelf.drafts.get(key) is None


def test_drafts_go_that_are_old_and_not_among_the_newest(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts_module, "NEWEST", 3)
    monkeypatch.setattr(drafts_module, "DAYS", 5)
    for day in range(10):
        shelf.drafts.keep(f"k{day}", "{}")
        age(shelf, f"k{day}", day + 0.1)

    assert shelf.drafts.tidy() == 5
    assert keys(shelf) == ["k0", "k1", "k2", "k3", "k4"]
    monkeypatch.setattr(drafts_module, "MOST", 2)
    assert shelf.drafts.tidy() == 3
    assert keys(shelf) == ["k0", "k1"]


def test_keeping_a_draft_again_makes_it_the_newest(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts_module, "MOST", 1)
    for key in ("k1", "k2", "k1"):
        shelf.drafts.keep(key, "{}")
        time.sleep(0.002)
    shelf.tidy()

    assert keys(shelf) == ["k1"]


def test_an_edit_is_kept_while_nobody_notices(shelf: Shelf) -> None:
    text = json.dumps({"name": "가" * 1500})
    took = []
    for number in range(40):
        began = time.perf_counter()
        shelf.drafts.keep(f"k{number}", text)
        took.append(time.perf_counter() - began)

    assert sorted(took)[20] < 0.05
