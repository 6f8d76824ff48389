"""Files are brought, read beside the page, told about, and accepted or thrown away."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.imports import Proposal
from cluster_planner.present.imports import report_bytes
from cluster_planner.sources.cage import Stopped
from cluster_planner.sources.geo.systems import SYSTEMS
from cluster_planner.sources.grid.limits import MAX_CSV_BYTES
from dashboards.data_page.changes_view import ChangesView
from dashboards.data_page.import_work import Brought, answer_again, read_files
from dashboards.data_page.listing_view import LONG
from dashboards.data_page.report_view import file_cards, report_head
from dashboards.data_page.taking import take_into_use
from dashboards.data_page.template_files import templates_form
from dashboards.parts import Field, Form, Option, Upload, card, html_pane
from dashboards.parts.findings import findings_html
from dashboards.serving.uploads import MOST_FILE_BYTES
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.work.imports import ImportJob, ImportState, Work

_SHEET: Final = Path(__file__).with_name("data_page.css")
POLL_MS: Final = 400
_MOST_MB: Final = MOST_FILE_BYTES // 1_000_000
_CSV_MB: Final = MAX_CSV_BYTES // 1_048_576
_HINT: Final = (
    f"엑셀·CSV·SHP(압축 또는 낱개)·GeoPackage·GeoJSON, 파일 하나에 {_MOST_MB}MB(CSV는 {_CSV_MB}MB)까지. "
    "이름이 아니라 내용으로 알아봅니다. 받아들이기 전에는 지금 자료가 그대로입니다."
)
_UNANSWERED: Final = "먼저 파일의 '확인할 이름'에서 예나 아니오를 고르세요."
_SYSTEMS: Final = tuple(Option(system.code, system.title) for system in SYSTEMS if system.usual)


class Incoming:
    """The tab 가져오기 of one session."""

    def __init__(
        self, session: Session, wire: Wire, on_change: Callable[[], None] = lambda: None
    ) -> None:
        """`on_change` is called when a snapshot was made, accepted or thrown away."""
        self._session, self._wire, self._on_change = session, wire, on_change
        self._house = session.desk.house
        self._ticket = self._house.uploads.open()
        if pn.state.curdoc is not None:
            pn.state.on_session_destroyed(lambda _: self.leave())
        self._job: ImportJob[Brought] | None = None
        self._poll: Any = None
        self._answers: dict[Proposal, bool] = {}
        self._crs = ""
        words = session.words
        self.upload = Upload(
            self._arrived, address=self._ticket.address, hint=_HINT, most_bytes=MOST_FILE_BYTES,
            title=words("파일 가져오기"),
            texts={
                "choose": words("파일 고르기(또는 여기에 놓기)"), "sent": words("올렸습니다"),
                "failed": words("올리지 못했습니다. 다시 해 보세요."),
                "large": f"{_MOST_MB}MB보다 커서 올리지 않았습니다. 나누어 저장해 올리세요.",
            },
        )  # fmt: skip
        self.buttons = Form(
            [
                Field("start", words("읽기"), "button", icon="play", primary=True),
                Field("stop", words("중단"), "button", icon="stop"),
                Field("clear", words("비우기"), "button"),
                Field(
                    "crs",
                    words("경계 파일의 좌표계"),
                    "select",
                    options=(Option("", words("파일에서 알아내기")), *_SYSTEMS),
                ),
            ],
            {"crs": ""},
            on_change=self._pressed,
            words=words,
            inline=True,
        )
        self.status = html_pane('<p role="status"></p>', _SHEET)
        self.result = pn.Column(stylesheets=[LONG], sizing_mode="stretch_width", margin=0)
        self.view = pn.Column(
            card(
                self.upload,
                self.buttons,
                self.status,
                templates_form(session, wire),
                title=words("파일 가져오기"),
            ),
            self.result,
            stylesheets=[LONG],
            sizing_mode="stretch_width",
            margin=0,
        )
        self._enable()

    def leave(self) -> None:
        """The page is gone: what it brought goes too, and what it reads is stopped."""
        if self._job is not None:
            self._job.stop()
        self._house.uploads.close(self._ticket)

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return self._job is not None and not self._job.ended

    def look(self) -> None:
        """Show how far the import is, and its end once."""
        job = self._job
        if job is None:
            return
        share = "" if job.share is None else f" {100 * job.share:.0f}%"
        self._say(f"{job.words}{share}…")
        if not job.ended:
            return
        self._job = None
        if self._poll is not None:
            self._poll.stop()
            self._poll = None
        self._end(job)
        self._enable()

    def _arrived(self, _: list[str]) -> None:
        names = ", ".join(self._ticket.files)
        self._say(f"{len(self._ticket.files)}개를 올렸습니다: {names}. 읽기를 누르세요.")
        self._enable()

    def _pressed(self, key: str, value: Any) -> None:
        match key:
            case "start" if self._ticket.files and not self.busy:
                self._answers = {}
                paths = tuple(self._ticket.files.values())
                self._begin(read_files(paths, self._session.desk, self._crs))
            case "crs":
                self._crs = str(value)
            case "stop" if self._job is not None:
                self._job.stop()
            case "clear" if not self.busy:
                self._ticket.clear()
                self.upload.clear()
                self.result.objects = []
                self._say("")
                self._enable()

    def _begin(self, work: Work[Brought]) -> None:
        self._job = ImportJob(work, Stopped).start()
        self.result.objects = []
        self._enable()
        if pn.state.curdoc is not None and self._poll is None:
            self._poll = pn.state.add_periodic_callback(self.look, period=POLL_MS)

    def _end(self, job: ImportJob[Brought]) -> None:
        match job.state:
            case ImportState.DONE if job.outcome is not None:
                self._say("다 읽었습니다. 보고는 아래에 있습니다.")
                self._show(job.outcome)
                self._on_change()
            case ImportState.STOPPED:
                self._say("중단했습니다. 지금 자료는 그대로입니다.")
            case _:
                self._say("가져오지 못했습니다. 지금 자료는 그대로입니다.")
                self.result.objects = [html_pane(findings_html(job.findings), _SHEET)]

    def _show(self, brought: Brought) -> None:
        words = self._session.words
        report, changes = brought.outcome.report, brought.changes

        def decide(proposal: Proposal, yes: bool) -> None:
            self._answers[proposal] = yes

        def pressed(key: str, _: Any) -> None:
            match key:
                case "again" if not self._answers:
                    self._wire.say(_UNANSWERED, "warn")
                case "again" if not self.busy:
                    self._begin(answer_again(brought.outcome, self._answers, self._session.desk))
                case "report":
                    self._wire.save("가져오기_보고.xlsx", report_bytes(report, changes))
                case "accept":
                    self._accept(report.digest)
                case "look":
                    self._wire.load(f"?page=explore&data={report.digest[:16]}")

        fields = [Field("report", words("보고서 엑셀"), "button", icon="download")]
        if any(file.proposals for file in report.files):
            fields.append(Field("again", words("대답을 넣어 다시 맞추기"), "button"))
        if brought.outcome.folder is not None:
            fields += [
                Field("look", words("이 자료로 보기"), "button"),
                Field("accept", words("받아들이기"), "button", primary=True),
            ]
        actions = Form(fields, on_change=pressed, words=words, inline=True)
        objects = [card(report_head(report), actions, title=words("가져오기 보고"))]
        if changes is not None:
            title = words("지금 자료와 다른 점")
            objects.append(card(ChangesView(changes, words).view, title=title, stylesheets=[LONG]))
        self.result.objects = [*objects, *file_cards(report, words, decide)]

    def _accept(self, digest: str) -> None:
        def accept() -> None:
            self._house.snapshots.accept(digest)
            self._on_change()

        take_into_use(self._house, self._wire, accept)

    def _say(self, sentence: str) -> None:
        self.status.object = f'<p role="status">{escape(sentence)}</p>'

    def _enable(self) -> None:
        able = {
            "start": bool(self._ticket.files) and not self.busy,
            "stop": self.busy,
            "clear": not self.busy,
        }
        self.buttons.disabled_keys = [key for key, on in able.items() if not on]
        self.upload.disabled = self.busy
