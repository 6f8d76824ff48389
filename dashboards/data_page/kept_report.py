"""The report of an import that was made before, and how its data differ from those of the page."""

from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.domain.data_changes import DataChanges
from cluster_planner.domain.imports import ImportReport
from cluster_planner.present.imports import report_bytes
from cluster_planner.sources.cage import Stopped
from dashboards.data_page.changes_view import ChangesView
from dashboards.data_page.import_work import compare
from dashboards.data_page.listing_view import LONG
from dashboards.data_page.report_view import file_cards, report_head
from dashboards.parts import Field, Form, card, html_pane
from dashboards.parts.findings import findings_html
from dashboards.shell import Wire
from dashboards.state.session import Session
from dashboards.work.imports import ImportJob

_SHEET: Final = Path(__file__).with_name("data_page.css")
POLL_MS: Final = 400


class KeptReport:
    """Below the list of snapshots: what was told when one of them was made."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        self._changes: DataChanges | None = None
        self._job: ImportJob[DataChanges] | None = None
        self._poll: Any = None
        self._beside = pn.Column(stylesheets=[LONG], sizing_mode="stretch_width", margin=0)
        self.view = pn.Column(stylesheets=[LONG], sizing_mode="stretch_width", margin=0)

    def show(self, digest: str, report: ImportReport, folder: Path) -> None:
        """Tell the report at once, and the differences when they are found."""
        words = self._session.words
        self.clear()

        def save(*_: Any) -> None:
            self._wire.save("가져오기_보고.xlsx", report_bytes(report, self._changes))

        field = Field("report", words("보고서 엑셀"), "button", icon="download")
        form = Form([field], on_change=save, words=words, inline=True)
        told = card(report_head(report), form, title=words("가져오기 보고"), note=digest[:12])
        self._say('<p role="status">지금 자료와 견주는 중입니다…</p>')
        self.view.objects = [told, self._beside, *file_cards(report, words)]
        self._job = ImportJob(compare(folder, self._session.desk), Stopped).start()
        if pn.state.curdoc is not None:
            self._poll = pn.state.add_periodic_callback(self.look, period=POLL_MS)

    def clear(self) -> None:
        """Show nothing, and forget what was under way."""
        if self._job is not None:
            self._job.stop()
        self._stop_polling()
        self._job = self._changes = None
        self.view.objects = []

    def look(self) -> None:
        """Show the differences once they are found."""
        job = self._job
        if job is None or not job.ended:
            return
        self._job = None
        self._stop_polling()
        if job.outcome is None:
            self._say(findings_html(job.findings))
            return
        self._changes = job.outcome
        words = self._session.words
        view = ChangesView(job.outcome, words).view
        self._beside.objects = [card(view, title=words("지금 자료와 다른 점"), stylesheets=[LONG])]

    def _say(self, html: str) -> None:
        title = self._session.words("지금 자료와 다른 점")
        self._beside.objects = [card(html_pane(html, _SHEET), title=title)]

    def _stop_polling(self) -> None:
        if self._poll is not None:
            self._poll.stop()
            self._poll = None
