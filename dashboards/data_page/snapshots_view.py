"""The data snapshots on the shelf: which is in use, what each came from, and the way back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.store.snapshots import KeptSnapshot
from dashboards.data_page.kept_report import KeptReport
from dashboards.data_page.listing_view import LONG
from dashboards.data_page.taking import take_into_use, tried
from dashboards.parts import Column, Field, Form, Table, card, html_pane
from dashboards.shell import Wire
from dashboards.state.address import EMBEDDED
from dashboards.state.session import Session

_SHEET: Final = Path(__file__).with_name("data_page.css")
_STATES: Final = {
    "current": "쓰는 중",
    "accepted": "전에 썼음",
    "proposed": "받아들이기 전",
    "copy": "바탕으로 쓰인 판",
}
_STEPS: Final = {"accept": "받아들임", "roll_back": "되돌림"}


class SnapshotsView:
    """The tab 자료 판 of one session."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        self._shelf = session.desk.house.snapshots
        words = session.words
        self.buttons = Form(
            [
                Field("back", words("앞의 자료로 되돌리기"), "button"),
                Field("embedded", words("프로그램에 든 자료로 보기"), "button"),
            ],
            on_change=self._pressed,
            words=words,
            inline=True,
        )
        self.table = Table(
            [
                Column("digest", words("자료 지문")),
                Column("state", words("상태")),
                Column("made", words("만든 때")),
                Column("parent", words("바탕")),
                Column("files", words("가져온 파일")),
                Column("told", words("보고와 다른 점"), "action"),
                Column("look", words("이 자료로 보기"), "action"),
                Column("accept", words("받아들이기"), "action"),
                Column("reject", words("버리기"), "action"),
            ],
            on_action=self._act,
            caption=words("자료 판"),
            empty="아직 가져온 자료가 없습니다. 프로그램에 든 자료를 쓰고 있습니다.",
            words=words,
            sizing_mode="stretch_width",
            max_height=420,
        )
        self.history = Table(
            [
                Column("at", words("때")),
                Column("what", words("한 일")),
                Column("digest", words("자료 지문")),
            ],
            caption=words("지나온 길"),
            empty="아직 자료를 바꾼 적이 없습니다.",
            words=words,
            sizing_mode="stretch_width",
            max_height=300,
        )
        self.now = html_pane("", _SHEET)
        self.told = KeptReport(session, wire)
        self.view = pn.Column(
            card(self.now, self.buttons, self.table, title=words("자료 판")),
            self.told.view,
            card(self.history, title=words("지나온 길")),
            stylesheets=[LONG],
            sizing_mode="stretch_width",
            margin=0,
        )
        self.renew()

    def renew(self) -> None:
        """Read the shelf again."""
        steps = self._shelf.history()
        self.table.show([self._row(one) for one in self._shelf.list()])
        self.history.show(
            [
                {
                    "key": str(place),
                    "at": _local(step.at),
                    "what": _STEPS.get(step.what, step.what),
                    "digest": step.digest[:12] or "프로그램에 든 자료",
                }
                for place, step in enumerate(reversed(steps))
            ]
        )
        shown = self._session.catalog.snapshot.digest[:12]
        current = self._shelf.current()
        used = f"받아들인 자료 {current[:12]}" if current else "프로그램에 든 자료"
        later = f"새로 여는 화면은 {used}를 씁니다."
        if not self._session.desk.house.follows:
            later = "이 서버는 --data로 정한 자료에 고정되어, 받아들인 자료는 다음에 켤 때 씁니다."
        self.now.object = f"<p>이 화면은 자료 {shown}입니다. {later}</p>"
        self.buttons.disabled_keys = [] if steps else ["back"]

    def _row(self, kept: KeptSnapshot) -> dict[str, Any]:
        report = self._shelf.report(kept.digest)
        files = ", ".join(file.file for file in report.files) if report else "–"
        return {
            "key": kept.digest,
            "digest": kept.digest[:12],
            "state": _STATES[kept.state],
            "made": _local(kept.made_at),
            "parent": self._parent(kept),
            "files": files,
            "told": self._session.words("열기") if report else "",
            "look": self._session.words("보기"),
            "accept": "" if kept.state == "current" else self._session.words("받아들이기"),
            "reject": self._session.words("버리기") if kept.state == "proposed" else "",
        }

    def _parent(self, kept: KeptSnapshot) -> str:
        """What it was made from; accepting it drops what came into use since then."""
        used = self._shelf.current() or self._session.catalog.snapshot.digest
        stale = kept.state == "proposed" and kept.parent != used
        return f"{kept.parent[:12]}(지금 쓰는 자료가 아님)" if stale else kept.parent[:12] or "–"

    def _pressed(self, key: str, _: Any) -> None:
        if key == "embedded":
            self._wire.load(f"?page=data&data={EMBEDDED}")
        elif key == "back":
            self._take(self._shelf.roll_back)

    def _act(self, action: str, digest: str) -> None:
        match action:
            case "told":
                report = self._shelf.report(digest)
                if report is not None:
                    self.told.show(digest, report, self._shelf.get(digest))
            case "look":
                self._wire.load(f"?page=explore&data={digest[:16]}")
            case "accept":
                self._take(lambda: self._shelf.accept(digest))
            case "reject":
                tried(self._wire, lambda: self._shelf.reject(digest))
                self.told.clear()
                self.renew()

    def _take(self, change: Callable[[], object]) -> None:
        take_into_use(self._session.desk.house, self._wire, change)


def _local(at: str) -> str:
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return "–"
