"""The papers and data of a run: made beside the page when they are asked for, saved when ready."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding, ScenarioError, StoreError
from cluster_planner.explain.reasons import Loss
from cluster_planner.sweeps.importance import Parts
from cluster_planner.sweeps.questions import WhyNot
from dashboards.lookups.kept import kept_run
from dashboards.parts.paper_list import Choice, Offered, PaperList
from dashboards.state.paper_data import PaperData, data_of
from dashboards.state.session import Session
from dashboards.work.paper_order import KINDS, PaperOrder
from dashboards.work.paper_rows import PaperRows

MOST_LISTED: Final = 200
"""Runs among which others to compare with are looked for."""
MOST_OFFERED: Final = 8
MOST_OTHERS: Final = 3
HELP: Final[Mapping[str, str]] = {
    "hwpx": "결재에 올리는 문서. 표·지도·그래프가 든 한글 파일",
    "pdf": "같은 문서. 어디서나 열리고 글자를 찾을 수 있음",
    "xlsx": "단지·권역·사업·참여기관·가정과 출처 시트",
    "csv": "같은 표를 표마다 한 파일로",
    "gpkg": "QGIS에서 여는 지도 자료(EPSG:5179)와 모양",
    "geojson": "웹 지도용 자료(EPSG:4326)",
    "map": "인터넷 없이 열리는 지도 한 파일",
    "png": "문서에 넣는 300dpi 지도",
    "json": "계획 전체. 다시 계산하고 견줄 때 씀",
    "bundle": "모든 문서에 시나리오·검산서·지문 목록을 더한 묶음. 만드는 데 1–3분",
}
"""What each file of a run holds, in the order of the list."""

_NOTE: Final = (
    "누르면 서버가 만들고, 다 되면 저장됩니다. 그동안 화면을 계속 쓸 수 있습니다. 이유 화면에서 "
    "‘빠진 단지 모두 견주기’를 마쳤으면 그 결과도 결재 문서와 결정 묶음에 실립니다."
)


class Downloads:
    """A list of the files of the session's run, under a button that opens it."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._data: dict[str, PaperData] = {}
        """Data by digest: kept ones are checked file by file, which one row after the other need not."""
        offered = [Offered(key, words(KINDS[key].label), told) for key, told in HELP.items()]
        self.view = PaperList(
            offered,
            words=words,
            title=words("문서와 자료 내려받기"),
            note=_NOTE,
            foldable=True,
            choices_title=words("대안 비교에 넣을 실행(셋까지): 결재 문서와 결정 묶음"),
            most_chosen=MOST_OTHERS,
            on_choose=lambda _: self.rows.renew(),
            on_open=self._opened,
        )
        self.rows = PaperRows(self.view, session.desk.house.papers, self.order)

    def show(self) -> None:
        """The session's run has changed: offer what belongs to it."""
        self._data.clear()
        if self.view.open:
            self._offer()
        else:
            self.rows.renew()
        if self.rows.busy and not self.view.open:  # a page that was loaded anew finds its own again
            self.view.open = True
            self._offer()

    def order(self, key: str) -> PaperOrder:
        """What a row of the list is now. Raises ScenarioError without a plan or without its data."""
        run = self._session.run
        if run is None or run.plan is None:
            raise ScenarioError(
                Finding("내려받기", "내려받을 계획이 없습니다", "먼저 최적화를 실행하세요")
            )
        if key == "json":  # whole without any data
            return PaperOrder(key, run)
        order = PaperOrder(key, run, **self._data_of(run))
        if not KINDS[key].compared:
            return order
        return replace(order, others=self._others(run), why=self._why(run))

    def _opened(self, is_open: bool) -> None:
        if is_open:
            self._offer()

    def _offer(self) -> None:
        self.view.choose_from(self._choices())  # what no longer fits is no longer ticked
        self.rows.renew()

    def _choices(self) -> list[Choice]:
        """The newest other runs with a plan on the same data."""
        run = self._session.run
        if run is None:
            return []
        try:
            kept = self._session.desk.shelf.runs.list(MOST_LISTED)
        except StoreError:
            return []  # the list of runs tells it; papers without a comparison can be made
        fitting = [
            one
            for one in kept
            if one.run_id != run.run_id
            and one.snapshot_digest == run.snapshot_digest
            and one.parks is not None
        ]
        return [
            Choice(one.run_id, f"{one.name} · {one.kept_at.astimezone():%m-%d %H:%M} · {one.run_id[:8]}")
            for one in fitting[:MOST_OFFERED]
        ]  # fmt: skip

    def _data_of(self, run: Run) -> PaperData:
        if run.snapshot_digest not in self._data:
            self._data[run.snapshot_digest] = data_of(self._session.desk, run)
        return self._data[run.snapshot_digest]

    def _why(self, run: Run) -> Mapping[str, Loss] | None:
        """What was computed on this server of the parks that were left out."""
        desk = self._session.desk
        if run.snapshot_digest != desk.catalog.snapshot.digest:
            return None
        known = desk.inquiries.known(WhyNot(scenario=run.scenario))
        found = known.answer if known is not None and known.ended else None
        if not isinstance(found, Parts) or found.stopped:
            return None
        return {part.id: part.loss for part in found.parts if part.loss is not None}

    def _others(self, run: Run) -> tuple[Run, ...]:
        found = []
        for run_id in self.view.chosen:
            remedy = "고르기를 풀고 다시 누르세요"
            other, findings = kept_run(self._session.desk.shelf, run_id, remedy)
            if other is None:
                raise ScenarioError(findings)
            found.append(other)
        return tuple(found)
