"""Questions asked beside the page: why a park, why no plan, what balance costs.

Each runs in a killable worker and takes one of the slots that runs take, so it waits in the same
queue. The same question is solved once for all sessions of the server.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import panel as pn

from cluster_planner.errors import Finding
from cluster_planner.sweeps.beside import WORKER, Beside, NoAnswer
from cluster_planner.sweeps.questions import Answer, answer_from
from dashboards.work.answers import Answers, KeptAnswer, Question, scenario_of
from dashboards.work.board import Board
from dashboards.work.jobs import Job, JobState

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
        super().__init__(scenario_of(question), data_folder, command=command, **options)
        self.question = question
        self.answer: Answer | None = None
        self.answered_at: datetime | None = None
        """UTC."""

    @classmethod
    def recalled(cls, question: Question, kept: KeptAnswer) -> "Inquiry":
        """A question that was answered at an earlier time."""
        inquiry = cls(question)
        inquiry.answer, inquiry.answered_at = kept.answer, kept.kept_at
        inquiry.state = JobState.DONE
        inquiry._ended.set()
        return inquiry

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
        self.answered_at = datetime.now(UTC)


class Inquiries:
    """Every question of this server by what it asks; the oldest answers are forgotten first.

    With `answers` whole answers are kept there, and found again after a restart.
    """

    def __init__(
        self,
        board: Board,
        data_folder: Path | None = None,
        keep: int = 100,
        answers: Answers | None = None,
    ) -> None:
        self._answers = answers
        self._board = board
        self._data_folder = data_folder
        self._keep = keep
        self._known: dict[str, Inquiry] = {}
        self._lock = threading.Lock()

    def known(self, question: Question) -> Inquiry | None:
        """The same question, if it is being solved or was answered, now or at an earlier time."""
        found = self._known.get(question.key)
        if found is not None and not (found.ended and found.answer is None):
            return found
        kept = self._answers.find(question) if self._answers else None
        if kept is None:
            return None
        recalled = Inquiry.recalled(question, kept)
        self._remember(recalled)
        return recalled

    def ask(self, question: Question, again: bool = False) -> Inquiry:
        """Queue a question, unless the same one is being solved or was answered.

        `again` solves it also when it was answered.
        """
        with self._lock:
            found = self.known(question)
            if found is not None and not (again and found.ended):
                return found
            inquiry = Inquiry(question, self._data_folder, on_news=self._keep_answer)
            self._remember(inquiry)
        self._board.queue(inquiry)
        return inquiry

    def _remember(self, inquiry: Inquiry) -> None:
        self._known.pop(inquiry.question.key, None)
        self._known[inquiry.question.key] = inquiry
        ended = [key for key, one in self._known.items() if one.ended]
        for key in ended[: max(0, len(self._known) - self._keep)]:
            del self._known[key]

    def _keep_answer(self, job: Job) -> None:
        """Heard in the job's thread. What somebody stopped is a part, and is asked anew next time."""
        if (
            self._answers is not None
            and isinstance(job, Inquiry)
            and job.closing is JobState.DONE
            and job.answer is not None
            and not job.cancelling
        ):
            self._answers.keep(job.question, job.answer)

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

    def shows(self, question: Question) -> bool:
        """Whether the answer to this question is the one that was heard last."""
        heard = self.inquiry
        return (
            heard is not None
            and heard.answer is not None
            and heard.ended
            and (heard.question.key == question.key)
        )

    def ask(self, question: Question) -> None:
        """Ask; an answer of an earlier time comes at once, unless it is the one that is shown."""
        self._take_up(self._inquiries.ask(question, again=self.shows(question)))

    def _take_up(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
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
        self._take_up(found)
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


def answered_words(inquiry: Inquiry) -> str:
    """When an answer was computed, in a sentence; empty before there is one."""
    if inquiry.answer is None or inquiry.answered_at is None:
        return ""
    return f"{inquiry.answered_at.astimezone():%Y-%m-%d %H:%M}에 계산한 답입니다."
