"""Run, cancel, and what became of the last run: badge, bound, gap, seconds, findings, files."""

import io
from typing import Any

import panel as pn
import panel_material_ui as pmui

from cluster_planner.domain.plan import Run
from cluster_planner.present import maps
from cluster_planner.present.workbook import workbook_bytes
from dashboards.catalog import Catalog
from dashboards.state import Session
from dashboards.theme import html_pane
from dashboards.views.map_points import plan_frame
from dashboards.views.run_status import status_html

LOOK_EVERY_MS = 250


class RunPanel:
    """The buttons and the card under the levers. `look` may be called by hand in tests."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog
        self._clock: Any = None
        self.start = pmui.Button(
            label="최적화 실행", icon="play_arrow", color="primary", variant="contained",
            sizing_mode="stretch_width", margin=(6, 4, 6, 12), sx={"py": 0.9, "fontWeight": 650, "fontSize": 14},
        )  # fmt: skip
        self.stop = pmui.Button(
            label="중단", icon="stop", color="error", variant="outlined", disabled=True, width=84,
            margin=(6, 12, 6, 0), sx={"py": 0.8},
        )  # fmt: skip
        self.status = html_pane("", "run", margin=(2, 12))
        self.files = self._downloads()
        self.start.on_click(self._run)
        self.stop.on_click(self._cancel)
        session.param.watch(self._draw, ["phase", "progress", "run", "failures", "scenario"])
        self._draw()
        buttons = pn.Row(self.start, self.stop, sizing_mode="stretch_width", margin=0)
        self.view = pn.Column(
            buttons, self.status, self.files, sizing_mode="stretch_width", margin=0
        )

    def look(self) -> None:
        """Take over the job's news; the clock stops with the job."""
        alive = self._session.look()
        if alive:
            self._draw()
        elif self._clock is not None:
            self._clock.stop()
            self._clock = None

    def _run(self, *_: Any) -> None:
        if not self._session.may_run:
            return
        self._session.start_run()
        self._clock = pn.state.add_periodic_callback(self.look, period=LOOK_EVERY_MS)

    def _cancel(self, *_: Any) -> None:
        self.stop.disabled = True
        self._session.cancel_run()

    def _draw(self, *_: Any) -> None:
        session = self._session
        with pn.io.hold():
            self.start.disabled = not session.may_run
            self.stop.disabled = not session.busy or (
                session.job is not None and session.job.cancelling
            )
            self.status.object = status_html(session)
            self.files.visible = session.run is not None and not session.busy
            for drawn in self.files.objects[1:]:
                drawn.visible = session.run is not None and session.run.plan is not None

    def _downloads(self) -> pn.Row:
        files = (
            ("계획", "data_object", "plan.json", self._plan_file),
            ("엑셀", "table_view", "plan.xlsx", self._workbook_file),
            ("지도", "map", "map.html", self._map_file),
        )
        buttons = [
            pmui.FileDownload(
                label=label, icon=icon, filename=name, callback=callback, size="small", variant="text",
                margin=(0, 2), auto=True, embed=False, sx={"whiteSpace": "nowrap", "minWidth": 0},
            )
            for label, icon, name, callback in files
        ]  # fmt: skip
        return pn.Row(*buttons, sizing_mode="stretch_width", margin=(0, 6), visible=False)

    def _plan_file(self) -> io.BytesIO:
        return io.BytesIO(_required(self._session.run).to_json().encode())

    def _workbook_file(self) -> io.BytesIO:
        return io.BytesIO(workbook_bytes(_required(self._session.run), self._catalog.snapshot))

    def _map_file(self) -> io.BytesIO:
        run = _required(self._session.run)
        frame = plan_frame(run)
        drawn = maps.plan_map(
            self._catalog.snapshot, frame, title=run.scenario.name, shapes=self._catalog.shapes
        )
        return io.BytesIO(maps.offline_html(drawn).encode())


def _required(run: Run | None) -> Run:
    if run is None:
        raise RuntimeError("there is no run to save")
    return run
