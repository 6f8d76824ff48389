"""Questions about a run or a scenario that take solves, as values that travel to a worker and back.

Each question knows its answer's type; `key` says whether two ask the same, so that an answer can be
kept. Money is million won; a loss is in the unit of the scenario's objective.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.asked import why_infeasible, why_park
from cluster_planner.explain.reasons import Reason
from cluster_planner.explain.repairs import Impasse
from cluster_planner.sources.embedded import load_snapshot
from cluster_planner.sweeps.attribution import Attribution, attribution
from cluster_planner.sweeps.crew import Alone, Stop, Tell
from cluster_planner.sweeps.frontier import Frontier, frontier
from cluster_planner.sweeps.importance import Parts, why_not

Answer = Reason | Impasse | Frontier | Parts | Attribution


class _Question(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class WhyPark(_Question):
    """Why a park is in the plan of a run or not; answered by a Reason after one more solve."""

    kind: Literal["why_park"] = "why_park"
    run: Run
    park_id: str
    with_budget: bool = False
    """Also the factor on all money at which the park changes sides: several solves more."""

    @property
    def key(self) -> str:
        """The same for the same question."""
        return f"{self.kind}:{self.run.run_id}:{self.park_id}:{self.with_budget:d}"


class WhyInfeasible(_Question):
    """Which rules collide and what would help; answered by an Impasse."""

    kind: Literal["why_infeasible"] = "why_infeasible"
    scenario: Scenario

    @property
    def key(self) -> str:
        """The same for the same question."""
        return f"{self.kind}:{self.scenario.digest}"


class Balance(_Question):
    """Efficiency against balance at so many points; answered by a Frontier."""

    kind: Literal["frontier"] = "frontier"
    scenario: Scenario
    points: int = Field(default=5, ge=2, le=12)

    @property
    def key(self) -> str:
        """The same for the same question."""
        return f"{self.kind}:{self.scenario.digest}:{self.points}"


class WhyNot(_Question):
    """What each park left out would cost if it were forced in; answered by Parts."""

    kind: Literal["why_not"] = "why_not"
    scenario: Scenario

    @property
    def key(self) -> str:
        """The same for the same question."""
        return f"{self.kind}:{self.scenario.digest}"


class WhyDifferent(_Question):
    """What each changed group of inputs does alone; answered by an Attribution."""

    kind: Literal["why_different"] = "why_different"
    base: Run
    other: Run
    base_data: str | None = None
    """Folder of the first run's data; empty for those of the program, None for the open ones."""
    other_data: str | None = None
    """The same of the second run; None also where its data are not here."""

    @property
    def key(self) -> str:
        """The same for the same question."""
        unknown = (
            self.other_data is None and self.base.snapshot_digest != self.other.snapshot_digest
        )
        return f"{self.kind}:{self.base.run_id}:{self.other.run_id}:{unknown:d}"


Question = Annotated[
    WhyPark | WhyInfeasible | Balance | WhyNot | WhyDifferent, Field(discriminator="kind")
]

_QUESTION: Final[TypeAdapter[Any]] = TypeAdapter(Question)
_ANSWERS: Final[dict[str, TypeAdapter[Any]]] = {
    "why_park": TypeAdapter(Reason),
    "why_infeasible": TypeAdapter(Impasse),
    "frontier": TypeAdapter(Frontier),
    "why_not": TypeAdapter(Parts),
    "why_different": TypeAdapter(Attribution),
}


def question_from(content: dict[str, Any]) -> Any:
    """The question that `model_dump(mode="json")` wrote. Raises pydantic's ValidationError."""
    return _QUESTION.validate_python(content)


def plain_answer(kind: str, answer: Answer) -> Any:
    """An answer as plain values."""
    return _ANSWERS[kind].dump_python(answer, mode="json")


def answer_from(kind: str, content: Any) -> Answer:
    """The answer that `plain_answer` wrote."""
    answer: Answer = _ANSWERS[kind].validate_python(content)
    return answer


def answer(
    snapshot: Snapshot,
    question: WhyPark | WhyInfeasible | Balance | WhyNot | WhyDifferent,
    tell: Tell,
    should_stop: Callable[[], bool],
) -> Answer:
    """Answer in this process. `tell` hears how many solves are done of how many.

    Raises what the questions raise, and SweepStopped when asked to stop before there is anything.
    """
    stop: Stop = should_stop
    match question:
        case WhyPark():
            return why_park(
                snapshot, question.run, question.park_id, question.with_budget, should_stop
            )
        case WhyInfeasible():
            return why_infeasible(snapshot, question.scenario, should_stop)
        case Balance():
            return frontier(Alone(snapshot, stop, tell), question.scenario, question.points)
        case WhyNot():
            return why_not(Alone(snapshot, stop, tell), question.scenario)
        case WhyDifferent():
            return _why_different(snapshot, question, tell, stop)


def _why_different(
    snapshot: Snapshot, question: WhyDifferent, tell: Tell, stop: Stop
) -> Attribution:
    base, other = question.base, question.other
    crew = Alone(_data(snapshot, question.base_data), stop, tell)
    theirs = _data(snapshot, question.other_data)
    elsewhere = None
    if base.snapshot_digest != other.snapshot_digest == theirs.digest:
        elsewhere = Alone(theirs, stop)
    return attribution(crew, base, other, elsewhere)


def _data(snapshot: Snapshot, folder: str | None) -> Snapshot:
    if folder is None:
        return snapshot
    return load_snapshot(Path(folder) if folder else None)
