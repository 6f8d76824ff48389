"""Saving the scenario of a session as a version, without ever overwriting what others saved."""

from dataclasses import dataclass, replace
from typing import Final

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, Overtaken, StoreError
from cluster_planner.store.scenarios import Version
from dashboards.state.origin import Origin
from dashboards.state.session import Session

_NAME: Final = "시나리오 이름"


@dataclass(frozen=True)
class Wish:
    """What is to be saved beside the scenario itself."""

    name: str
    note: str = ""
    """Why, in a line."""
    author: str = ""
    anew: bool = False
    """As a scenario of its own, though the draft is of a saved one."""


@dataclass(frozen=True)
class Outcome:
    """What became of a save: a version, or findings that say why there is none."""

    version: Version | None = None
    findings: tuple[Finding, ...] = ()
    theirs: Version | None = None
    """What somebody else saved in the meantime."""


def edited(session: Session) -> bool:
    """Whether the draft says anything else than the saved version that it is of."""
    return session.origin is not None and session.draft != session.origin.draft


def save(session: Session, wish: Wish, over: int | None = None) -> Outcome:
    """Save the draft; the session goes on with the new version.

    `over` is the version that the new one comes after: by default the one the session knows.
    """
    name = wish.name.strip()
    if not name:
        return Outcome(findings=(Finding(_NAME, "비어 있습니다", "이름을 적으세요"),))
    scenario, complaints = session.desk.judge(session.draft.put(name, "name"))
    if scenario is None:
        return Outcome(findings=tuple(map(_as_labelled, complaints)))
    origin = None if wish.anew else session.origin
    try:
        version = _kept(session, scenario, wish, origin, over)
    except Overtaken as error:
        return Outcome(findings=error.findings, theirs=_latest(session, origin))
    except StoreError as error:
        return Outcome(findings=error.findings)
    session.saved(Origin.of(version.scenario_id, version.version, scenario))
    return Outcome(version)


def _as_labelled(finding: Finding) -> Finding:
    """The form calls the field by its label, not by its key in a file."""
    return replace(finding, where=_NAME) if finding.where == "시나리오 name" else finding


def _kept(
    session: Session, scenario: Scenario, wish: Wish, origin: Origin | None, over: int | None
) -> Version:
    shelf, author, note = session.desk.shelf.scenarios, wish.author, wish.note
    if origin is None:
        return shelf.create(scenario, author=author, note=note)
    over = over or origin.version
    return shelf.save(origin.scenario_id, scenario, over=over, author=author, note=note)


def _latest(session: Session, origin: Origin | None) -> Version | None:
    try:
        return session.desk.shelf.scenarios.versions(origin.scenario_id)[0] if origin else None
    except StoreError:
        return None
