"""What somebody answered to proposed names, remembered for every later import."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from cluster_planner.domain.imports import Proposal
from cluster_planner.errors import DataError, Finding
from cluster_planner.store.files import Files
from cluster_planner.store.history import now
from cluster_planner.store.locks import alone

_NAME: Final = "confirmations"


class Answer(BaseModel):
    """One answer: is this name that candidate?"""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    subject: str
    given: str
    """The name as the file wrote it, cleaned, with its place in front."""
    candidate_id: str
    candidate_ko: str = ""
    yes: bool
    at: str
    """UTC, ISO 8601 to the second."""


class _Answers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Confirmations:
    """HOME/confirmations.json, replaced as a whole. Every question reads the file anew."""

    home: Path

    @classmethod
    def of(cls, home: Path) -> "Confirmations":
        """Return the answers kept in the folder of this user."""
        return cls(home)

    def answers(self) -> tuple[Answer, ...]:
        """Return every answer, oldest first. Raises DataError when the file cannot be read."""
        path = self.home / f"{_NAME}.json"
        if not path.exists():
            return ()
        try:
            return _Answers.model_validate_json(Files(self.home).read(_NAME) or "").answers
        except ValidationError as error:
            problem = "확인해 둔 이름을 읽을 수 없습니다"
            remedy = "파일을 지우면 다음에 다시 묻습니다"
            raise DataError(Finding(str(path), problem, remedy)) from error

    def answer(self, replies: Mapping[Proposal, bool] | Iterable[tuple[Proposal, bool]]) -> None:
        """Remember answers. A yes replaces an earlier yes to the same name."""
        pairs = list(replies.items() if isinstance(replies, Mapping) else replies)
        with alone(self.home / f".{_NAME}.lock"):
            kept = list(self.answers())
            for proposal, yes in pairs:
                kept = [one for one in kept if not _replaced(one, proposal, yes=yes)]
                kept.append(_answer(proposal, yes=yes))
            self._write(kept)

    def forget(self, subject: str, given: str) -> int:
        """Ask again about a name, and return how many answers went."""
        with alone(self.home / f".{_NAME}.lock"):
            kept = self.answers()
            left = [one for one in kept if (one.subject, one.given) != (subject, given)]
            self._write(left)
            return len(kept) - len(left)

    def memory(self) -> "Remembered":
        """Return the answers as they are now, quick to ask."""
        return Remembered(self.answers())

    def _write(self, answers: Iterable[Answer]) -> None:
        Files(self.home).write(_NAME, _Answers(answers=tuple(answers)).model_dump_json(indent=1))


class Remembered:
    """Answers at one moment, as the appliers ask for them."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        """Take the answers in; a later yes wins."""
        self._yes: dict[tuple[str, str], str] = {}
        self._no: set[tuple[str, str, str]] = set()
        for one in answers:
            if one.yes:
                self._yes[one.subject, one.given] = one.candidate_id
            else:
                self._no.add((one.subject, one.given, one.candidate_id))

    def confirmed(self, subject: str, given: str) -> str | None:
        """Return the id that was confirmed for this name, None if nothing was."""
        return self._yes.get((subject, given))

    def rejected(self, subject: str, given: str, candidate_id: str) -> bool:
        """Return whether somebody said that this name is not that candidate."""
        return (subject, given, candidate_id) in self._no


def _replaced(one: Answer, proposal: Proposal, *, yes: bool) -> bool:
    if (one.subject, one.given) != proposal.key:
        return False
    return one.candidate_id == proposal.candidate_id or (yes and one.yes)


def _answer(proposal: Proposal, *, yes: bool) -> Answer:
    return Answer(
        subject=proposal.subject,
        given=proposal.given,
        candidate_id=proposal.candidate_id,
        candidate_ko=proposal.candidate_ko,
        yes=yes,
        at=now(),
    )
