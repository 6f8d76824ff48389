"""Questions asked beside the page: why a park, why no plan, what balance costs.

Each runs in a killable worker and takes one of the slots that runs take, so it waits in the same
queue. The same question is solved once for all sessions of the server.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import panel as pn

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding
from cluster_planner.sweeps.beside import WORKER, Beside, NoAnswer
from cluster_planner.sweeps.questions import (
    Answer,
    Balance,
    WhyDifferent,
    WhyInfeasible,
    WhyNot,
    WhyPark,
    answer_from,
)
from dashboards.work.board import Board
from dashboards.work.jobs import Job, JobState

Question = WhyPark | WhyInfeasible | Balance | WhyNot | WhyDifferent
POLL_MS = 400


class Inquiry(Job):
    """One question being solved. Read `state`, `count`, `answer` and `findings` at any time."""

    def __init__(
        self,
        question: Question,
        data_folder: Path | None = None,
        command: tuple[str, ...] = WORKER,
        **options: Any,
    ) -> None:
        super().__init__(_scenario_of(question), data_folder, command=command, **options)
        self.question = question
        self.answer: Answer | None = None

    @property
    def count(self) -> tuple[int, int]:
        """Solves that are done, and how many it takes as far as is known; (0, 0) before any."""
        return self._worker.count if self._worker else (0, 0)

    def _send(self, worker: Beside) -> None:
        worker.ask_question(self.question.model_dump(mode="json"), self.data_folder)

    def _take(self, worker: Beside) -> None:
        worker.raise_what_was_raised()
        if worker.told is None:
            remedy = "다시 물으세요"
            raise NoAnswer(Finding("계산 프로세스", "답 없이 끝났습니다", remedy))
        self.answer = answer_from(self.question.kind, worker.told)


class Inquiries:
    """Every question of this server by what it asks; the oldest answers are forgotten first."""

    def __init__(self, board: Board, data_folder: Path | None = None, keep: int = 100) -> None:
        self._board = board
        self._data_folder = data_folder
        self._keep = keep
        self._known: dict[str, Inquiry] = {}
        self._lock = threading.Lock()

    def known(self, question: Question) -> Inquiry | None:
        """The same question, if it is being solved or was answered."""
        found = self._known.get(question.key)
        return None if found is None or (found.ended and found.answer is None) else found

    def ask(self, question: Question) -> Inquiry:
        """Queue a question, unless the same one is being solved or was answered."""
        with self._lock:
            found = self.known(question)
            if found is not None:
                return found
            inquiry = Inquiry(question, self._data_folder)
            self._known.pop(question.key, None)
            self._known[question.key] = inquiry
            ended = [key for key, one in self._known.items() if one.ended]
            for key in ended[: max(0, len(self._known) - self._keep)]:
                del self._known[key]
        self._board.queue(inquiry)
        return inquiry

    def before(self, inquiry: Inquiry) -> int:
        """How many runs and questions stand before this one in the queue."""
        return self._board.before(inquiry)


class Asker:
    """A place on a page that asks one question at a time and hears what becomes of it.

    `hear` is called with the inquiry after every look while it runs, once more when it has ended,
    and at once for a question that was answered before. Call `look` in tests; a page polls by itself.
    """

    def __init__(self, inquiries: Inquiries, hear: Callable[[Inquiry], None]) -> None:
        self._inquiries = inquiries
        self._hear = hear
        self._poll: Any = None
        self._asked: list[Inquiry] = []
        self.inquiry: Inquiry | None = None
        if pn.state.curdoc is not None:
            pn.state.on_session_destroyed(lambda _: self.leave())

    @property
    def busy(self) -> bool:
        """Whether a question is queued or being solved."""
        return self.inquiry is not None and not self.inquiry.ended

    def ask(self, question: Question) -> None:
        """Ask; the answer of the same question asked before comes at once."""
        self.inquiry = self._inquiries.ask(question)
        if not self.inquiry.ended:
            self.inquiry.attend(self)
            self._asked = [*(one for one in self._asked if not one.ended), self.inquiry]
        self.look()
        if self.busy and pn.state.curdoc is not None and self._poll is None:
            self._poll = pn.state.add_periodic_callback(self.look, period=POLL_MS)

    def recall(self, question: Question) -> bool:
        """Take up a question that is being solved or was answered; ask nothing new."""
        found = self._inquiries.known(question)
        if found is None:
            self.inquiry = None
            return False
        self.ask(question)
        return True

    def cancel(self) -> None:
        """Stop what is being solved; a sweep keeps the answers it has."""
        if self.inquiry is not None:
            self.inquiry.cancel()

    def leave(self) -> None:
        """The page is gone: what runs goes on for a while, in case it comes back."""
        for inquiry in self._asked:
            if not inquiry.ended:
                inquiry.abandon(self)

    def look(self) -> None:
        """Hear what has become of the question."""
        if self.inquiry is None:
            return
        ended = self.inquiry.ended
        self._hear(self.inquiry)
        if ended and self._poll is not None:
            self._poll.stop()
            self._poll = None


def waiting_words(inquiry: Inquiry, before: int) -> str:
    """Where a question stands, in a sentence."""
    if inquiry.cancelling and not inquiry.ended:
        return "멈추는 중입니다…"
    match inquiry.state:
        case JobState.QUEUED:
            return f"대기 중입니다(앞에 {before}건)." if before else "곧 시작합니다."
        case JobState.RUNNING:
            done, of = inquiry.count
            told = f" · 풀이 {done}/{of}" if of else ""
            return f"계산 중입니다({inquiry.seconds:.0f}초{told})."
        case JobState.CANCELLED:
            return "중단했습니다."
        case JobState.FAILED:
            return "답을 얻지 못했습니다."
        case _:
            return "답했습니다."


def _scenario_of(question: Question) -> Scenario:
    match question:
        case WhyPark():
            return question.run.scenario
        case WhyDifferent():
            return question.base.scenario
        case _:
            return question.scenario
