"""Saved scenarios. Each save adds a version; none is ever changed, and nobody overwrites unawares."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import ValidationError
from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, Overtaken, StoreError
from cluster_planner.store.database.connection import Database
from cluster_planner.store.database.schema import scenario_versions as versions
from cluster_planner.store.database.schema import scenarios
from cluster_planner.store.words import column_text, is_key

_MOST: Final = 2**31 - 1
"""Versions that the column can number."""
_TOLD: Final = [column for column in versions.c if column.name != "body"]


@dataclass(frozen=True)
class Saved:
    """A saved scenario in a list."""

    scenario_id: str
    name: str
    version: int
    """The latest."""
    saved_at: datetime
    """UTC."""
    author: str
    hidden: bool


@dataclass(frozen=True)
class Version:
    """One version of a saved scenario."""

    scenario_id: str
    version: int
    """From 1, without gaps."""
    digest: str
    """Of what is asked; the same for versions that differ in name or description only."""
    saved_at: datetime
    """UTC."""
    author: str
    note: str
    restored_from: int | None
    """The version whose content this one brought back."""


@dataclass(frozen=True)
class Scenarios:
    """The saved scenarios of a database."""

    database: Database

    def create(self, scenario: Scenario, *, author: str = "", note: str = "") -> Version:
        """Save a new scenario as version 1.

        Raises StoreError when another saved scenario has this name.
        """
        scenario_id = uuid.uuid4().hex[:12]
        version = _version(scenario_id, 1, scenario, author, note)
        head = {"scenario_id": scenario_id, "latest": 1, "hidden": False}
        with _named(scenario), self.database.write() as connection:
            connection.execute(insert(scenarios).values(head | _head(scenario, version)))
            _append(connection, version, scenario)
        return version

    def save(
        self,
        scenario_id: str,
        scenario: Scenario,
        *,
        over: int,
        author: str = "",
        note: str = "",
        restored_from: int | None = None,
    ) -> Version:
        """Add a version after version `over`, the one that the saver knows.

        Raises Overtaken when a later one is there by now, and StoreError when the scenario is
        unknown or another one has this name.
        """
        if not (is_key(scenario_id) and 0 < over < _MOST):
            raise StoreError(_unknown(scenario_id, over))
        version = _version(scenario_id, over + 1, scenario, author, note, restored_from)
        step = update(scenarios).where(
            scenarios.c.scenario_id == scenario_id, scenarios.c.latest == over
        )
        with _named(scenario), self.database.write() as connection:
            changed = connection.execute(
                step.values(latest=over + 1, hidden=False, **_head(scenario, version))
            )
            if changed.rowcount != 1:
                raise _overtaken(connection, scenario_id, over)
            _append(connection, version, scenario)
        return version

    def restore(self, scenario_id: str, version: int, *, over: int, author: str = "") -> Version:
        """Bring the content of an earlier version back as a new one. Raises as `save` does."""
        scenario = self.get(scenario_id, version)
        return self.save(scenario_id, scenario, over=over, author=author, restored_from=version)

    def get(self, scenario_id: str, version: int | None = None) -> Scenario:
        """The content of a version, by default the latest.

        Raises StoreError when it is not there, or another program version wrote it differently.
        """
        asked = select(versions.c.body).where(versions.c.scenario_id == scenario_id)
        asked = asked.order_by(versions.c.version.desc()).limit(1)
        if version is not None:
            asked = asked.where(versions.c.version == version)
        body = None
        if is_key(scenario_id) and 0 < (version or 1) <= _MOST:
            with self.database.read() as connection:
                body = connection.execute(asked).scalar()
        if body is None:
            raise StoreError(_unknown(scenario_id, version))
        try:
            return Scenario.model_validate_json(body)
        except ValidationError:
            problem = "이 프로그램이 읽지 못하는 꼴입니다"
            remedy = "저장한 때의 프로그램으로 열거나 다른 판을 고르세요"
            raise StoreError(Finding(_where(scenario_id, version), problem, remedy)) from None

    def versions(self, scenario_id: str) -> tuple[Version, ...]:
        """Every version, the latest first. Raises StoreError for an unknown scenario."""
        asked = select(*_TOLD).where(versions.c.scenario_id == scenario_id)
        found: Sequence[Row[Any]] = ()
        if is_key(scenario_id):
            with self.database.read() as connection:
                found = connection.execute(asked.order_by(versions.c.version.desc())).all()
        if not found:
            raise StoreError(_unknown(scenario_id, None))
        return tuple(Version(**row._mapping) for row in found)

    def list(self, *, hidden: bool = False) -> tuple[Saved, ...]:
        """Saved scenarios, the last saved first; with `hidden` also those put away."""
        asked = select(scenarios, versions.c.author).join(
            versions,
            (versions.c.scenario_id == scenarios.c.scenario_id)
            & (versions.c.version == scenarios.c.latest),
        )
        if not hidden:
            asked = asked.where(~scenarios.c.hidden)
        asked = asked.order_by(scenarios.c.saved_at.desc(), scenarios.c.scenario_id)
        with self.database.read() as connection:
            return tuple(_saved(row) for row in connection.execute(asked))

    def find(self, named: str) -> Saved:
        """The saved scenario of this id or name. Raises StoreError when there is none."""
        name = column_text(named)
        for saved in self.list(hidden=True):
            if named == saved.scenario_id or name == saved.name:
                return saved
        raise StoreError(_unknown(named, None))

    def hide(self, scenario_id: str, *, hidden: bool = True) -> None:
        """Put a scenario away, or take it out again; nothing is lost. Raises StoreError."""
        if not is_key(scenario_id):
            raise StoreError(_unknown(scenario_id, None))
        step = update(scenarios).where(scenarios.c.scenario_id == scenario_id)
        with self.database.write() as connection:
            if connection.execute(step.values(hidden=hidden)).rowcount != 1:
                raise StoreError(_unknown(scenario_id, None))


@contextmanager
def _named(scenario: Scenario) -> Iterator[None]:
    """A second scenario of one name becomes a sentence."""
    try:
        yield
    except IntegrityError:
        problem = "같은 이름으로 저장된 시나리오가 있습니다"
        remedy = "이름을 바꾸거나, 그 시나리오를 열어 새 판으로 저장하세요"
        raise StoreError(Finding(f"시나리오 {scenario.name}", problem, remedy)) from None


def _version(
    scenario_id: str,
    number: int,
    scenario: Scenario,
    author: str,
    note: str,
    restored_from: int | None = None,
) -> Version:
    now = datetime.now(UTC)
    who, why = column_text(author, 80), column_text(note, 500)
    return Version(scenario_id, number, scenario.digest, now, who, why, restored_from)


def _head(scenario: Scenario, version: Version) -> dict[str, object]:
    return {"name": column_text(scenario.name), "saved_at": version.saved_at}


def _append(connection: Connection, version: Version, scenario: Scenario) -> None:
    told = {column.name: getattr(version, column.name) for column in _TOLD}
    connection.execute(insert(versions).values(told | {"body": scenario.model_dump_json()}))


def _saved(row: Row[Any]) -> Saved:
    return Saved(row.scenario_id, row.name, row.latest, row.saved_at, row.author, row.hidden)


def _overtaken(connection: Connection, scenario_id: str, over: int) -> StoreError:
    asked = select(*_TOLD).where(versions.c.scenario_id == scenario_id)
    row = connection.execute(asked.order_by(versions.c.version.desc()).limit(1)).one_or_none()
    if row is None:
        return StoreError(_unknown(scenario_id, None))
    who = f"{row.author} 님이 " if row.author else "다른 사람이 "
    problem = f"{over}판을 고치는 동안 {who}{row.version}판을 저장했습니다. 덮어쓰지 않았습니다"
    remedy = f"{row.version}판과 견주어 보고, 그 위에 다시 저장하거나 다른 이름으로 저장하세요"
    return Overtaken(Finding(_where(scenario_id, over), problem, remedy))


def _unknown(named: str, version: int | None) -> Finding:
    problem = "그런 시나리오가 없습니다" if version is None else "그런 시나리오나 판이 없습니다"
    remedy = "cluster-planner scenario list로 저장된 시나리오를 보세요"
    return Finding(_where(named, version), problem, remedy)


def _where(named: str, version: int | None) -> str:
    return f"시나리오 {named}" + (f" {version}판" if version else "")
