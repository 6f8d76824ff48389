"""The computations of this server and of the office: where each stands, and its best plan."""

from collections.abc import Callable
from typing import Any, Final

import panel as pn

from cluster_planner.errors import StoreError
from cluster_planner.store.jobs import JobNote, Standing
from dashboards.parts import Column, Field, Form, Table
from dashboards.plan.saved.wording import local
from dashboards.state.session import Session

AT_ONCE: Final = 50
_STANDINGS: Final = {
    Standing.QUEUED: ("대기", "idle"),
    Standing.RUNNING: ("계산 중", "good"),
    Standing.DONE: ("끝남", "good"),
    Standing.CANCELLED: ("취소", "warn"),
    Standing.FAILED: ("실패", "bad"),
    Standing.BROKEN_OFF: ("중단됨", "bad"),
}
_ALIVE: Final = (Standing.QUEUED, Standing.RUNNING)


class Computations:
    """The list, read when it is shown. `on_open` gets the id of a run."""

    def __init__(self, session: Session, on_open: Callable[[str], None]) -> None:
        self._session, self._open = session, on_open
        self._runs: dict[str, str] = {}
        self._most = AT_ONCE
        words = session.words
        self.actions = Form(
            [
                Field("renew", words("목록 새로 읽기"), "button"),
                Field("more", words("더 보기"), "button"),
            ],
            {}, self._press, inline=True, words=words,
        )  # fmt: skip
        self.table = Table(
            [
                Column("name", words("시나리오")),
                Column("standing", words("상태"), width=120),
                Column("when", words("시작한 때"), width=130),
                Column("best", words("찾은 계획"), width=80),
                Column("open", words("열기"), "action", width=70),
                Column("id", words("번호"), width=90),
            ],
            on_action=lambda _, job_id: self._choose(job_id), on_choose=self._choose, words=words,
            caption=words("계산 목록"), empty="아직 계산한 것이 없습니다.",
            sizing_mode="stretch_width", max_height=520,
        )  # fmt: skip
        self.view = pn.Column(self.actions, self.table, margin=0, sizing_mode="stretch_width")
        session.param.watch(self._follow, "phase")
        self.renew()

    def renew(self) -> None:
        """Read the shelf again; when it is away the list stays as it was."""
        try:
            found = self._session.desk.shelf.jobs.list(self._most + 1)
        except StoreError as error:
            self._session.tell(*error.findings)
            return
        shown = found[: self._most]
        self._runs = {note.job_id: note.run_id for note in shown}
        self.table.show([self._row(note) for note in shown])
        self.actions.disabled_keys = [] if len(found) > self._most else ["more"]

    def _row(self, note: JobNote) -> dict[str, Any]:
        text, tone = _STANDINGS[note.standing]
        if note.standing in _ALIVE and self._session.desk.board.find(note.job_id) is None:
            text = f"다른 곳에서 {text}"
        return {
            "key": note.job_id,
            "name": note.name,
            "standing": {"value": text, "text": text, "tone": tone},
            "when": {"value": note.began_at.timestamp(), "text": local(note.began_at)},
            "best": "있음" if note.run_id else "없음",
            "open": self._session.words("열기") if note.run_id else "",
            "id": note.job_id,
        }

    def _follow(self, *_: Any) -> None:
        if self.view.visible:
            self.renew()

    def _choose(self, job_id: str) -> None:
        if run_id := self._runs.get(job_id):
            self._open(run_id)

    def _press(self, key: str, _: Any) -> None:
        if key == "more":
            self._most += AT_ONCE
        self.renew()
