"""Answers to questions of the screen, kept on the shelf so that a restart does not forget them."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from cluster_planner import __version__
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import StoreError
from cluster_planner.store.shelf import Shelf
from cluster_planner.store.sweeps import SweepRecord
from cluster_planner.sweeps.questions import (
    Answer,
    Balance,
    WhyDifferent,
    WhyInfeasible,
    WhyNot,
    WhyPark,
    answer_from,
    plain_answer,
)

LOG = logging.getLogger(__name__)
Question = WhyPark | WhyInfeasible | Balance | WhyNot | WhyDifferent
PREFIX: Final = "screen."
"""The shell keeps its answers under the names of its commands, in another form."""


@dataclass(frozen=True)
class KeptAnswer:
    """An answer of an earlier time."""

    answer: Answer
    kept_at: datetime
    """UTC."""


@dataclass(frozen=True)
class Answers:
    """The kept answers about one snapshot."""

    shelf: Shelf
    snapshot_digest: str

    def find(self, question: Question) -> KeptAnswer | None:
        """The whole answer to the same question by the same program, if there is one to be read."""
        kind = PREFIX + question.kind
        asked, digest = options_of(question), scenario_of(question).digest
        try:
            for record in self.shelf.sweeps.list(scenario_digest=digest, kind=kind):
                if self._same(record, asked):
                    content = self.shelf.sweeps.get(record.sweep_id)[1]
                    return KeptAnswer(answer_from(question.kind, content), record.kept_at)
        except StoreError:
            LOG.exception("kept answers could not be read")
        except ValidationError:
            LOG.warning("a kept answer to %s has another form", question.kind)
        return None

    def keep(self, question: Question, answer: Answer) -> None:
        """Keep a whole answer; a shelf that is away is only logged, for the answer is on the page."""
        content = plain_answer(question.kind, answer)
        scenario, asked = scenario_of(question), options_of(question)
        try:
            self.shelf.sweeps.keep(
                PREFIX + question.kind, scenario, self.snapshot_digest, asked, content
            )
        except StoreError:
            LOG.exception("an answer could not be kept")

    def _same(self, record: SweepRecord, asked: dict[str, Any]) -> bool:
        return (
            record.options == asked
            and record.whole
            and record.snapshot_digest == self.snapshot_digest
            and record.program_version == __version__
        )


def scenario_of(question: Question) -> Scenario:
    """The scenario that a question is about."""
    match question:
        case WhyPark():
            return question.run.scenario
        case WhyDifferent():
            return question.base.scenario
        case _:
            return question.scenario


def options_of(question: Question) -> dict[str, Any]:
    """What is asked besides the scenario."""
    match question:
        case WhyPark():
            return {
                "run": _answered(question.run),
                "park": question.park_id,
                "with_budget": question.with_budget,
            }
        case WhyDifferent():
            runs = [_answered(question.base), _answered(question.other)]
            return {"key": question.key, "runs": runs}
        case Balance():
            return {"points": question.points}
        case _:
            return {}


def _answered(run: Run) -> list[Any]:
    """A run with its score: the same question may find a better plan later."""
    return [run.run_id, run.outcome.objective]
