"""The files of a run: plan.json, plan.xlsx and map.html, made when they are asked for."""

from dataclasses import replace
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.plan_files import MAP, PLAN_JSON, WORKBOOK, map_html, plan_json
from cluster_planner.present.workbook import workbook_bytes
from cluster_planner.sources.embedded import sources_text
from dashboards.parts.download import Download, Made, Offered
from dashboards.state.desk import Desk
from dashboards.state.session import Session

FILES: Final = (
    Offered(WORKBOOK, "엑셀", "plan.xlsx: 단지·권역·사업·참여기관·가정과 출처"),
    Offered(MAP, "지도", "map.html: 인터넷 없이 열리는 지도 한 파일"),
    Offered(PLAN_JSON, "JSON", "plan.json: 계획 전체(docs/plan-json.md)"),
)
_MEDIA: Final = {
    PLAN_JSON: "application/json",
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    MAP: "text/html",
}


class Downloads:
    """A button for each file of the session's run."""

    def __init__(self, session: Session) -> None:
        self._session = session
        words = session.words
        offered = [replace(file, label=words(file.label)) for file in FILES]
        self.view = Download(offered, self._make, sizing_mode=None, css_classes=["fixed"])

    def _make(self, name: str) -> Made:
        run = self._session.run
        if run is None or run.plan is None:
            raise ScenarioError(
                Finding(name, "내려받을 계획이 없습니다", "먼저 최적화를 실행하세요")
            )
        return Made(_named(run, name), _MEDIA[name], file_bytes(self._session.desk, run, name))


def file_bytes(desk: Desk, run: Run, name: str) -> bytes:
    """The content of plan.json, plan.xlsx or map.html. Raises DataError for a run of other data."""
    snapshot = desk.catalog.snapshot
    match name:
        case "plan.json":
            return plan_json(run)
        case "plan.xlsx":
            return workbook_bytes(run, snapshot, sources_text(desk.data_folder))
        case "map.html":
            return map_html(run, snapshot).encode()
    raise KeyError(name)


def _named(run: Run, name: str) -> str:
    """plan.xlsx of run 1a2b → plan-1a2b3c4d.xlsx, so that files of two runs do not mix."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{run.run_id[:8]}.{ending}"
