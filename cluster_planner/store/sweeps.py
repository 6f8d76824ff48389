"""Answers to questions that take many solves: alternatives, ladders, fronts and the like."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, or_, select

from cluster_planner import __version__
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import sweeps
from cluster_planner.store.words import column_text, is_key

_LISTED = [column for column in sweeps.c if column.name != "body"]


@dataclass(frozen=True)
class SweepRecord:
    """A kept answer in a list."""

    sweep_id: str
    kept_at: datetime
    """UTC."""
    kind: str
    """The command's name: alternatives, ladder, frontier …"""
    name: str
    scenario_digest: str
    snapshot_digest: str
    program_version: str
    options: dict[str, Any]
    """What was asked besides the scenario."""
    whole: bool
    """False when it was stopped before the end."""


@dataclass(frozen=True)
class Sweeps:
    """The kept answers of a database."""

    database: Database

    def keep(
        self,
        kind: str,
        scenario: Scenario,
        snapshot_digest: str,
        options: dict[str, Any],
        content: object,
        *,
        whole: bool = True,
    ) -> str:
        """Keep the content of an answer (plain values) and return its id.

        A part never replaces the whole answer to the same question. Raises StoreError.
        """
        sweep_id = _id(kind, scenario, snapshot_digest, options)
        insert = self.database.upsert(sweeps).values(
            sweep_id=sweep_id,
            kept_at=datetime.now(UTC),
            kind=kind,
            name=column_text(scenario.name),
            scenario_digest=scenario.digest,
            snapshot_digest=snapshot_digest,
            program_version=__version__,
            options=_text(options),
            whole=whole,
            body=json.dumps(content, ensure_ascii=False),
        )
        new = {c.name: insert.excluded[c.name] for c in sweeps.c if not c.primary_key}
        better = or_(insert.excluded.whole, ~sweeps.c.whole)
        with self.database.write() as connection:
            connection.execute(
                insert.on_conflict_do_update(index_elements=["sweep_id"], set_=new, where=better)
            )
        return sweep_id

    def get(self, sweep_id: str) -> tuple[SweepRecord, Any]:
        """A kept answer with its content. Raises StoreError when there is none."""
        row = None
        if is_key(sweep_id):
            asked = select(sweeps).where(sweeps.c.sweep_id == sweep_id)
            with self.database.read() as connection:
                row = connection.execute(asked).one_or_none()
        if row is None:
            remedy = "cluster-planner sweeps로 보관된 것을 보세요"
            raise StoreError(Finding(f"대안 탐색 {sweep_id}", "보관된 것이 없습니다", remedy))
        return _record(row), json.loads(row.body)

    def list(
        self, newest: int | None = None, *, scenario_digest: str = "", kind: str = ""
    ) -> tuple[SweepRecord, ...]:
        """Kept answers, the latest first, of one scenario or kind where named."""
        asked = select(*_LISTED)
        if scenario_digest:
            asked = asked.where(sweeps.c.scenario_digest == scenario_digest)
        if kind:
            asked = asked.where(sweeps.c.kind == kind)
        asked = asked.order_by(sweeps.c.kept_at.desc(), sweeps.c.sweep_id).limit(newest)
        with self.database.read() as connection:
            return tuple(_record(row) for row in connection.execute(asked))

    def snapshot_digests(self) -> frozenset[str]:
        """Digests of the data that kept answers stand on."""
        with self.database.read() as connection:
            found = connection.execute(select(sweeps.c.snapshot_digest).distinct())
            return frozenset(found.scalars())


def _id(kind: str, scenario: Scenario, snapshot_digest: str, options: dict[str, Any]) -> str:
    text = f"{kind}|{scenario.digest}|{snapshot_digest}|{_text(options)}|{__version__}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(options: dict[str, Any]) -> str:
    return json.dumps(options, sort_keys=True)  # in ASCII: any column holds it


def _record(row: Row[Any]) -> SweepRecord:
    told = {column.name: getattr(row, column.name) for column in _LISTED}
    return SweepRecord(**told | {"options": json.loads(told["options"])})
