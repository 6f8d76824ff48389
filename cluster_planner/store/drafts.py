"""Drafts of scenarios by their key: a refresh or a restart loses nothing that was on a screen."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import drafts
from cluster_planner.store.words import is_key

NEWEST: Final = 2_000
"""So many drafts stay however old they are."""
DAYS: Final = 30
"""Others stay so long."""
MOST: Final = 20_000
"""No more than this is kept at all; a draft is about 1 kB."""


@dataclass(frozen=True)
class Drafts:
    """The drafts of a database."""

    database: Database

    def keep(self, key: str, text: str) -> None:
        """Keep the text of a draft, or make one that is there the newest. Raises StoreError."""
        if not is_key(key):
            raise StoreError(Finding("시나리오 초안", "쓸 수 없는 번호입니다", "다시 여세요"))
        now = datetime.now(UTC)
        insert = self.database.upsert(drafts).values(key=key, seen_at=now, body=text)
        seen = insert.on_conflict_do_update(index_elements=["key"], set_={"seen_at": now})
        with self.database.write() as connection:
            connection.execute(seen)

    def get(self, key: str) -> str | None:
        """The text of a draft, or None when there is none of this key. Raises StoreError."""
        if not is_key(key):
            return None
        with self.database.read() as connection:
            text = connection.execute(select(drafts.c.body).where(drafts.c.key == key)).scalar()
        return text if text is not None and _is_object(text) else None

    def tidy(self) -> int:
        """Let old drafts go; returns how many went. Raises StoreError."""
        limit = datetime.now(UTC) - timedelta(days=DAYS)
        with self.database.write() as connection:
            newest = select(drafts.c.key).order_by(drafts.c.seen_at.desc(), drafts.c.key)
            old = delete(drafts).where(
                drafts.c.seen_at < limit, drafts.c.key.not_in(newest.limit(NEWEST))
            )
            beyond = delete(drafts).where(drafts.c.key.not_in(newest.limit(MOST)))
            return connection.execute(old).rowcount + connection.execute(beyond).rowcount


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
