"""The left drawer: the levers of the scenario, checked as they turn."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from dashboards.catalog import Catalog
from dashboards.levers import MKRW_PER_EOK, levers_of
from dashboards.state import Session
from dashboards.theme import html_pane, style_sheet
from dashboards.views.findings import findings_html, in_panel_words

SCOPES = {"거점단지만": "core", "생산 통계가 있는 단지": "with_statistics", "모든 단지": "all"}
_WHOLE = {"type": "money", "precision": False}
_WIDE: dict[str, Any] = {"sizing_mode": "stretch_width", "margin": (3, 12)}
_SMALL = {"& .MuiTypography-root": {"fontSize": 12.5}, "& label": {"fontSize": 12.5}}


class ScenarioPanel:
    """Widgets over `session.levers`; whoever turns a lever, all of them follow."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog
        self._following = False
        self._sliders = self._make_sliders()
        self.scope = pmui.Select(label="계획 대상 단지", options=SCOPES, size="small", **_WIDE)
        self.estimates = pmui.Switch(label="생산이 추정인 단지도 넣기", size="small", **_WIDE)
        self.programmes = _edit_table(
            {"name": "사업", "eok": f"{len(session.base.years)}년 합계(억)", "percent": "배율(%)"},
            {"percent"},
            self._programme_edited,
        )
        self.regions = _edit_table(
            {"name": "권역", "floor": "최소 국비(억)", "parks": "최소 단지"}, {"floor", "parks"}, self._region_edited
        )  # fmt: skip
        self.locks = self._park_choice("꼭 넣을 단지", "locks")
        self.excludes = self._park_choice("뺄 단지", "excludes")
        self.reset = pmui.Button(
            label="기준안으로", icon="restart_alt", size="small", variant="text", margin=(4, 6),
            sx={"whiteSpace": "nowrap"},
        )  # fmt: skip
        self.complaints = html_pane("", "run", margin=(0, 12))
        self.scope.param.watch(lambda e: self._turn(scope=e.new), "value")
        self.estimates.param.watch(lambda e: self._turn(allow_estimates=bool(e.new)), "value")
        self.reset.on_click(lambda _: session.reset_levers())
        session.param.watch(self._follow, "levers")
        session.param.watch(self._complain, "complaints")
        self._follow()
        self._complain()
        self.view = self._layout()

    def _make_sliders(self) -> dict[str, pmui.widgets.base.MaterialWidget]:
        base = levers_of(self._session.base)
        top = max(100, round(float(base.cap_eok or 0) * 2 / 100) * 100)
        return {
            "cap_eok": self._slider("cap_eok", "연간 국비 상한 (억 원, 평균)", 0, top, 10),
            "noncapital_pct": self._slider("noncapital_pct", "비수도권 최소 비중 (%)", 0, 100, 1),
            "carry_over_pct": self._slider("carry_over_pct", "예산 이월 허용 (%)", 0, 50, 1),
            "partner_capacity_pct": self._slider(
                "partner_capacity_pct", "참여기관 여력 (%)", 0, 300, 10
            ),
            "engine_fit": self._slider("engine_fit", "성장엔진 적합 가중", 0, 2, 0.1),
            "ageing": self._slider("ageing", "노후도 가중", 0, 2, 0.1),
            "time_limit_s": self._slider("time_limit_s", "계산 시간 제한 (초)", 5, 600, 5),
        }

    def _slider(self, lever: str, label: str, start: float, end: float, step: float) -> Any:
        whole = isinstance(step, int)
        kind = pmui.IntSlider if whole else pmui.FloatSlider
        slider = kind(
            label=label, start=start, end=end, step=step, size="small", sx=_SMALL, **_WIDE
        )
        slider.param.watch(lambda e: self._turn(**{lever: e.new}), "value_throttled")
        return slider

    def _park_choice(self, label: str, lever: str) -> Any:
        choice = pmui.MultiChoice(
            label=label, options=self._park_options(()), chip=True, visual_size="small", placeholder="단지 고르기",
            searchable=True, option_limit=60, search_option_limit=60, **_WIDE,
        )  # fmt: skip
        choice.param.watch(lambda e: self._turn(**{lever: tuple(e.new)}), "value")
        return choice

    def _park_options(self, extra: tuple[str, ...]) -> dict[str, str]:
        """Core parks and those chosen elsewhere; the rest is reached through the map."""
        parks = self._catalog.parks
        core = [str(i) for i in parks.index[parks["is_core"].astype(bool)]]
        known = [i for i in dict.fromkeys([*core, *extra]) if i in parks.index]
        return {f"{self._catalog.name_ko(i)} · {self._catalog.place_ko[i]}": i for i in known}

    def _turn(self, **positions: Any) -> None:
        if not self._following:
            self._session.turn(**positions)

    def _programme_edited(self, row: int, column: str, value: Any) -> None:
        budget = self._session.base.programmes[row]
        percents = dict(self._session.levers.programme_pct) | {budget.programme_id: value}
        self._turn(programme_pct=percents)

    def _region_edited(self, row: int, column: str, value: Any) -> None:
        region_id = list(self._catalog.region_ko)[row]
        lever = {"floor": "region_floor_eok", "parks": "region_min_parks"}[column]
        positions = dict(getattr(self._session.levers, lever)) | {region_id: value}
        self._turn(**{lever: positions})

    def _follow(self, *_: Any) -> None:
        levers = self._session.levers
        self._following = True
        try:
            with pn.io.hold():
                for name, slider in self._sliders.items():
                    slider.value = _bounded(slider, getattr(levers, name))
                self.scope.value = levers.scope
                self.estimates.value = levers.allow_estimates
                for choice, ids in ((self.locks, levers.locks), (self.excludes, levers.excludes)):
                    options = self._park_options(ids)
                    if choice.options != options:
                        choice.options = options
                    choice.value = [i for i in ids if i in options.values()]
                self._fill_tables()
        finally:
            self._following = False

    def _fill_tables(self) -> None:
        base, levers = self._session.base, self._session.levers
        names = self._catalog.envelope_ko
        programmes = pd.DataFrame(
            [
                {
                    "name": names.get(b.programme_id, b.programme_id),
                    "eok": round(sum(b.national_mkrw.values()) / MKRW_PER_EOK),
                    "percent": levers.programme_pct.get(b.programme_id, 100),
                }
                for b in base.programmes
            ]
        )
        regions = pd.DataFrame(
            [
                {
                    "name": name,
                    "floor": levers.region_floor_eok.get(region_id, 0),
                    "parks": levers.region_min_parks.get(region_id, 0),
                }
                for region_id, name in self._catalog.region_ko.items()
            ]
        )
        for table, frame in ((self.programmes, programmes), (self.regions, regions)):
            if not table.value.equals(frame):
                table.value = frame

    def _complain(self, *_: Any) -> None:
        told = in_panel_words(
            self._session.complaints, self._catalog.region_ko | self._catalog.envelope_ko
        )
        markup = findings_html(told)
        self.complaints.object = markup
        self.complaints.visible = bool(markup)

    def _layout(self) -> pn.Column:
        s = self._sliders
        sections = pmui.Accordion(
            ("사업별 예산", pn.Column(self.programmes, sizing_mode="stretch_width", margin=0)),
            ("권역별 하한", pn.Column(self.regions, sizing_mode="stretch_width", margin=0)),
            ("단지 고정·제외", pn.Column(self.locks, self.excludes, self.estimates, sizing_mode="stretch_width", margin=0)),
            ("가중치·계산", pn.Column(
                s["engine_fit"], s["ageing"], s["partner_capacity_pct"], s["carry_over_pct"], s["time_limit_s"],
                sizing_mode="stretch_width", margin=0,
            )),
            active=[0], toggle=True, disable_gutters=True, elevation=0, square=True,
            title_variant="body2", sizing_mode="stretch_width", margin=(2, 0),
            sx={"& .MuiAccordionSummary-root": {"minHeight": 34, "fontWeight": 600, "px": 1.5},
                "& .MuiAccordionSummary-content": {"my": 0.4}, "& .MuiAccordionDetails-root": {"p": 0, "pb": 1},
                "& .MuiPaper-root": {"backgroundColor": "transparent", "boxShadow": "none"}},
        )  # fmt: skip
        title = html_pane(
            '<h2 style="font-size:14.5px;padding:2px 0">시나리오 조건</h2>', margin=(8, 0, 0, 12)
        )
        head = pn.Row(title, self.reset, sizing_mode="stretch_width", align="center", margin=0)
        assumed = html_pane(
            '<p class="quiet">예산·상한·하한·가중치는 <b>가정</b>입니다. 근거는 엑셀의 가정 시트에 있습니다.</p>',
            "run",
            margin=(0, 12),
        )
        return pn.Column(
            head, assumed, s["cap_eok"], s["noncapital_pct"], self.scope, sections, self.complaints,
            sizing_mode="stretch_width", margin=0,
        )  # fmt: skip


def _edit_table(
    titles: dict[str, str], editable: set[str], edited: Callable[[int, str, Any], None]
) -> pn.widgets.Tabulator:
    numbers = [column for column in titles if column != "name"]
    table = pn.widgets.Tabulator(
        pd.DataFrame({column: [] for column in titles}), show_index=False, titles=titles,
        layout="fit_columns", theme="simple", sizing_mode="stretch_width", margin=(0, 6),
        editors={c: {"type": "number"} if c in editable else None for c in titles},
        text_align=dict.fromkeys(numbers, "right"), header_align=dict.fromkeys(numbers, "right"),
        formatters={c: {"type": "plaintext"} if c == "name" else _WHOLE for c in titles},
        widths=dict.fromkeys(numbers, 92), selectable=False, sortable=False, pagination=None,
        configuration={"rowHeight": 29}, stylesheets=[style_sheet("table"), ":host{font-size:12px}"],
    )  # fmt: skip
    table.on_edit(lambda e: edited(e.row, e.column, _number(e.value)))
    return table


def _number(value: Any) -> Any:
    """What was typed as a plain number; an emptied cell is 0, anything else stays as typed."""
    if value is None or value != value:
        return 0
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _bounded(slider: Any, value: Any) -> Any:
    if not isinstance(value, int | float):
        return slider.start
    kept = min(max(value, slider.start), slider.end)
    return round(kept) if isinstance(slider, pmui.IntSlider) else float(kept)
