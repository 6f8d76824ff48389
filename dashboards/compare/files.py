"""The comparison that is shown as files: made beside the page, saved when ready."""

from cluster_planner.errors import Finding, ScenarioError
from dashboards.compare.comparison import Comparison
from dashboards.parts.paper_list import Offered, PaperList
from dashboards.state.session import Session
from dashboards.work.paper_order import KINDS, PaperOrder
from dashboards.work.paper_rows import PaperRows

_HELP = {
    "compare_xlsx": "지표·조건·국비·단지·참여기관·출처 시트",
    "compare_csv": "같은 표를 표마다 한 파일로",
}


class Files:
    """Two buttons; the runs are those of the page, the base first."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._found: Comparison | None = None
        offered = [Offered(key, words(KINDS[key].label), told) for key, told in _HELP.items()]
        self.view = PaperList(
            offered, words=words, title=words("비교 내려받기"), margin=(0, 0, 10, 0)
        )
        self.rows = PaperRows(self.view, session.desk.house.papers, self.order)

    def show(self, found: Comparison) -> None:
        """Other runs are compared."""
        self._found = found
        self.rows.renew()

    def order(self, key: str) -> PaperOrder:
        """What a button makes now. Raises ScenarioError for fewer than two runs."""
        desk = self._session.desk
        if self._found is None or not self._found.differences:
            raise ScenarioError(Finding("비교", "견줄 실행이 없습니다", "실행을 2–4개 고르세요"))
        base, *others = self._found.runs
        return PaperOrder(
            key,
            base,
            tuple(others),
            data_folder=desk.data_folder,
            data_digest=desk.catalog.snapshot.digest,
            home=desk.house.home,
        )
