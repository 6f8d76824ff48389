"""Runs by their digest: what was asked, what came out, and with which program and solver."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, StoreError
from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import runs
from cluster_planner.store.words import column_text, is_key

FEWEST: Final = 8
"""So many first characters name a run."""
_LISTED: Final = [column for column in runs.c if column.name not in ("body", "standing")]


@dataclass(frozen=True)
class RunRecord:
    """A run in a list: everything but its plan."""

    run_id: str
    kept_at: datetime
    """UTC."""
    name: str
    """Of its scenario, in one line."""
    scenario_digest: str
    snapshot_digest: str
    program_version: str
    solver: str
    """Name and version."""
    options_json: str
    """Time limit (s), gap asked for, seed and engine."""
    status: SolveStatus
    objective: float | None
    bound: float | None
    gap: float | None
    unit: ObjectiveUnit
    seconds: float
    parks: int | None
    """None without a plan."""
    national_mkrw: int | None
    scenario_json: str

    @property
    def scenario(self) -> Scenario:
        """What was asked. Raises ValidationError when another program version wrote it."""
        return Scenario.model_validate_json(self.scenario_json)


@dataclass(frozen=True)
class Runs:
    """The runs of a database."""

    database: Database

    def keep(self, run: Run) -> str:
        """Keep a run and return its id; a better answer to the same question is not replaced.

        Raises StoreError; what was there is still there.
        """
        insert = self.database.upsert(runs).values(_row(run))
        new = insert.excluded
        better = or_(
            new.standing == 2,
            and_(
                runs.c.standing == 0, or_(new.standing == 1, _no_worse(runs.c.status, new.status))
            ),
            and_(runs.c.standing == 1, new.standing == 1, runs.c.objective <= new.objective),
        )
        changed = {c.name: new[c.name] for c in runs.c if not c.primary_key}
        order = insert.on_conflict_do_update(index_elements=["run_id"], set_=changed, where=better)
        with self.database.write() as connection:
            connection.execute(order)
        return run.run_id

    def get(self, run_id: str) -> Run | None:
        """The run of an id, or None when there is none that this program can read.

        Raises StoreError.
        """
        if not is_key(run_id):
            return None
        with self.database.read() as connection:
            body = connection.execute(select(runs.c.body).where(runs.c.run_id == run_id)).scalar()
        try:
            return None if body is None else Run.from_json(body)
        except ValidationError:
            return None

    def id_of(self, prefix: str) -> str:
        """The id that begins so. Raises StoreError when none or several do."""
        remedy = "cluster-planner runs로 보관된 실행을 보세요"
        found: Sequence[str] = ()
        if len(prefix) >= FEWEST and is_key(prefix):
            asked = select(runs.c.run_id).where(_begins(prefix)).limit(2)
            with self.database.read() as connection:
                found = connection.execute(asked).scalars().all()
        if not found:
            raise StoreError(Finding(f"실행 {prefix}", "그런 실행이 없습니다", remedy))
        if len(found) > 1:
            raise StoreError(Finding(f"실행 {prefix}", "여러 개가 이렇게 시작합니다", remedy))
        return found[0]

    def list(
        self, newest: int | None = None, *, words: str = "", after: int = 0
    ) -> tuple[RunRecord, ...]:
        """Runs, the latest first, `after` so many; `words` must stand in the name or begin the id."""
        asked = _sought(select(*_LISTED), words)
        asked = asked.order_by(runs.c.kept_at.desc(), runs.c.run_id).limit(newest).offset(after)
        with self.database.read() as connection:
            return tuple(_record(row) for row in connection.execute(asked))

    def count(self, words: str = "") -> int:
        """How many `list` would tell."""
        with self.database.read() as connection:
            return int(connection.execute(_sought(select(func.count()), words)).scalar_one())

    def snapshot_digests(self) -> frozenset[str]:
        """Digests of the data that runs stand on."""
        with self.database.read() as connection:
            found = connection.execute(select(runs.c.snapshot_digest).distinct())
            return frozenset(found.scalars())


def _no_worse(old: ColumnElement[str], new: ColumnElement[str]) -> ColumnElement[bool]:
    """Of two answers without a plan: that there is none says more than that none was found yet."""
    return or_(new == SolveStatus.INFEASIBLE.value, old != SolveStatus.INFEASIBLE.value)


def _sought(asked: Select[Any], words: str) -> Select[Any]:
    asked = asked.select_from(runs)
    for word in column_text(words).split():
        named = runs.c.name.icontains(word, autoescape=True)
        asked = asked.where(or_(named, _begins(word)))
    return asked


def _begins(prefix: str) -> ColumnElement[bool]:
    """Ids are written small; one database tells capitals apart and the other does not."""
    return runs.c.run_id.startswith(prefix.lower(), autoescape=True)


def _row(run: Run) -> dict[str, object]:
    outcome, solver = run.outcome, run.scenario.solver
    proven = outcome.status is SolveStatus.PROVEN
    return {
        "run_id": run.run_id,
        "kept_at": datetime.now(UTC),
        "name": column_text(run.scenario.name),
        "scenario_digest": run.scenario.digest,
        "snapshot_digest": run.snapshot_digest,
        "program_version": run.program_version,
        "solver": column_text(outcome.solver),
        "options": json.dumps(solver.model_dump(mode="json"), ensure_ascii=False),
        "status": outcome.status.value,
        "standing": 0 if run.plan is None else 2 if proven else 1,
        "objective": outcome.objective,
        "bound": outcome.bound,
        "gap": outcome.gap,
        "unit": outcome.unit,
        "seconds": run.total_seconds,
        "parks": None if run.plan is None else len(run.plan.park_ids),
        "national_mkrw": None if run.plan is None else run.plan.national_mkrw,
        "scenario": run.scenario.model_dump_json(),
        "body": run.to_json(),
    }


def _record(row: Row[Any]) -> RunRecord:
    told = dict(row._mapping)
    told["scenario_json"] = told.pop("scenario")
    told["options_json"] = told.pop("options")
    told["status"] = SolveStatus(told["status"])
    return RunRecord(**told)
