"""A list of papers on a page: what is asked for, how far it is, and the saving when it is ready."""

from collections.abc import Callable
from typing import Any, Final

import panel as pn

from cluster_planner.errors import PlannerError
from dashboards.parts.paper_list import PaperList, PaperRow
from dashboards.work.making import ABANDONED_S, Making, MakingState
from dashboards.work.paper_order import PaperOrder
from dashboards.work.papers import Papers

POLL_MS: Final = 400
ADDRESS: Final = "planner-paper/"
"""Below the page's own address; the token follows (see dashboards.serving.papers)."""
_KEPT: Final = "이 컴퓨터에 폴더를 만들 수 없어 만들지 못했습니다. 디스크의 남은 자리를 확인하고 다시 누르세요."


class PaperRows:
    """Joins a list to the server's papers. Call `look` in tests; a page polls by itself."""

    def __init__(
        self, view: PaperList, papers: Papers, order_of: Callable[[str], PaperOrder]
    ) -> None:
        """`order_of(key)` says what a row is now; it may raise PlannerError."""
        self.view = view
        self._papers, self._order_of = papers, order_of
        self._makings: dict[str, Making] = {}
        self._wanted: list[Making] = []
        """Those whose files this page saves as soon as they are there, whatever it shows by then."""
        self._poll: Any = None
        view.on_make, view.on_stop = self.make, self.stop
        if pn.state.curdoc is not None:
            pn.state.on_session_destroyed(lambda _: self.leave(ABANDONED_S))

    def make(self, key: str) -> None:
        """Make the paper of a row, or save it when it is there."""
        try:
            making = self._papers.ask(self._order_of(key), self)
        except PlannerError as error:
            self.view.show_row(key, PaperRow("failed", _sentence(error)))
            return
        except OSError:
            self.view.show_row(key, PaperRow("failed", _KEPT))
            return
        self._makings[key] = making
        if making not in self._wanted:
            self._wanted.append(making)
        self.look()
        self._watch()

    def stop(self, key: str) -> None:
        """Wait no more; the making ends unless another page waits for it."""
        making = self._makings.pop(key, None)
        if making is not None:
            self._wanted = [one for one in self._wanted if one is not making]
            making.leave(self)
            self.view.show_row(key, PaperRow("stopped", "멈췄습니다. 다시 누르면 새로 만듭니다."))

    def renew(self) -> None:
        """The orders may have changed: show what the server has of each, and ask nothing new.

        What was asked for here is saved all the same when it is ready.
        """
        before = self._makings
        self._makings = {}
        for key in self.view.keys:
            try:
                known = self._papers.known(self._order_of(key))
            except PlannerError:
                known = None
            if known is None:
                self.view.show_row(key, PaperRow())
            else:
                known.attend(self)
                self._makings[key] = known
        here = [*self._makings.values(), *self._wanted]
        for making in before.values():
            if making not in here:
                making.leave(self, ABANDONED_S)
        self.look()
        self._watch()

    def leave(self, after_seconds: float = 0.0) -> None:
        """The page is gone: what is made goes on for a while, in case it comes back."""
        for making in self._all():
            making.leave(self, after_seconds)

    def look(self) -> None:
        """Show how far everything is, and save what is ready and was asked for here."""
        ready = [making for making in self._wanted if making.ended]
        self._wanted = [making for making in self._wanted if making not in ready]
        for key, making in self._makings.items():
            self.view.show_row(key, row_of(making))
        for making in ready:
            if making.done:
                self.view.deliver(f"{ADDRESS}{making.token}", making.file_name)
        if self._poll is not None and not self.busy:
            self._poll.stop()
            self._poll = None

    @property
    def busy(self) -> bool:
        """Whether anything is being made that this page shows or waits for."""
        return any(not making.ended for making in self._all())

    def _all(self) -> list[Making]:
        return [
            *self._makings.values(),
            *(m for m in self._wanted if m not in self._makings.values()),
        ]

    def _watch(self) -> None:
        if self.busy and self._poll is None and pn.state.curdoc is not None:
            self._poll = pn.state.add_periodic_callback(self.look, period=POLL_MS)


def row_of(making: Making) -> PaperRow:
    """What a list says of a making."""
    match making.state:
        case MakingState.QUEUED:
            told = f"대기 중입니다(앞에 {making.before}건)" if making.before else "곧 시작합니다"
            return PaperRow("making", told)
        case MakingState.RUNNING:
            words, done, of = making.step
            part = f" · {words} {done + 1}/{of}" if of else ""
            return PaperRow("making", f"만드는 중 · {making.seconds:.0f}초{part}")
        case MakingState.DONE:
            told = f"준비됨 · {size_words(making.size)} · {making.seconds:.0f}초 걸림"
            missing = " ".join(f"{f.where}: {f.problem} → {f.remedy}." for f in making.findings)
            return PaperRow("ready", f"{told}. 빠진 것: {missing}" if missing else told)
        case MakingState.CANCELLED:
            return PaperRow("stopped", "멈췄습니다. 다시 누르면 새로 만듭니다.")
    lines = (f"{f.where}: {f.problem} → {f.remedy}" for f in making.findings)
    return PaperRow("failed", "만들지 못했습니다. " + " ".join(lines))


def size_words(size: int) -> str:
    """
    >>> size_words(900), size_words(401_408), size_words(12_345_678)
    ('900바이트', '401KB', '12.3MB')
    """
    if size < 1_000:
        return f"{size}바이트"
    return f"{size / 1_000:.0f}KB" if size < 1_000_000 else f"{size / 1_000_000:.1f}MB"


def _sentence(error: PlannerError) -> str:
    return " ".join(f"{f.where}: {f.problem} → {f.remedy}" for f in error.findings)
