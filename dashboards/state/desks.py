"""A desk for each data snapshot that somebody looks at; the last few stay open."""

import logging
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

from cluster_planner.errors import Finding, PlannerError
from dashboards.state.address import EMBEDDED
from dashboards.state.desk import Desk, open_desk
from dashboards.state.house import House

LOG = logging.getLogger(__name__)
KEEP: Final = 3
Folder = Path | None
"""Of a snapshot; None is the data that come with the program."""


class Desks:
    """Opens a desk when it is first asked for. Sessions keep theirs, whatever becomes current."""

    def __init__(self, house: House, fixed: Folder = None) -> None:
        """With `fixed` that folder is current, whatever is accepted on the shelf."""
        self.house, self._fixed = house, fixed
        self._open: OrderedDict[Folder, Desk] = OrderedDict()
        self._lock = threading.Lock()

    def current(self) -> Desk:
        """The desk of the accepted data. Raises PlannerError with every finding."""
        return self._at(self._fixed or self.house.snapshots.current_folder())

    def of(self, digest: str) -> tuple[Desk, tuple[Finding, ...]]:
        """The desk of a digest; the current one with a finding when it cannot be had."""
        if not digest:
            return self.current(), ()
        try:
            folder = None if digest == EMBEDDED else self.house.snapshots.get(digest)
            return self._at(folder), ()
        except PlannerError as error:
            LOG.warning("the data of an address cannot be shown: %s", error)
            problem = "그 자료를 열 수 없어 지금 자료로 열었습니다"
            told = Finding(f"주소의 data={digest[:12]}", problem, "자료 화면에서 자료를 고르세요")
            return self.current(), (told,)

    def _at(self, folder: Folder) -> Desk:
        with self._lock:
            desk = self._open.get(folder)
            if desk is None:
                desk = self._open[folder] = open_desk(folder, self.house)
            self._open.move_to_end(folder)
            while len(self._open) > KEEP:
                self._open.popitem(last=False)
            return desk
