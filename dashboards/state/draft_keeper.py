"""Keeps the draft of a session on the shelf; a shelf that is away is told once and tried again."""

import logging
import time
from typing import Final

from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.shelf import Shelf
from dashboards.state.draft import Draft

LOG = logging.getLogger(__name__)
PATIENCE_S: Final = 10.0
"""So long nothing is tried after a failure: a server that does not answer would hold every edit up."""
_KEPT_AGAIN: Final = Finding(
    "시나리오 초안", "저장소가 다시 열려 지금 조건을 보관했습니다", "하던 일을 계속하세요"
)


class DraftKeeper:
    """Of one session."""

    def __init__(self) -> None:
        self._waiting: Draft | None = None
        self._failed_at = 0.0

    def keep(self, shelf: Shelf, draft: Draft) -> tuple[Finding, ...]:
        """Keep a draft. Returns what the reader should hear: that it cannot be, or can be again."""
        first = self._waiting is None
        if not first and time.monotonic() - self._failed_at < PATIENCE_S:
            self._waiting = draft
            return ()
        try:
            shelf.drafts.keep(draft.key, draft.text)
        except StoreError as error:
            self._waiting, self._failed_at = draft, time.monotonic()
            if first:
                LOG.exception("the draft could not be kept")
            return error.findings if first else ()
        self._waiting = None
        return () if first else (_KEPT_AGAIN,)

    def retry(self, shelf: Shelf) -> tuple[Finding, ...]:
        """Try again what could not be kept; nothing happens when all is."""
        return () if self._waiting is None else self.keep(shelf, self._waiting)
