"""The tables: shown parks, the plan's parks, its awards and its partners; linked to the map."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from cluster_planner.present import rows
from cluster_planner.present.words import money_short
from dashboards.catalog import Catalog
from dashboards.state import Session
from dashboards.theme import card, style_sheet
from dashboards.views.map_card import PARKS, MapCard

LIST, CHOSEN, AWARDS, PARTNERS = 0, 1, 2, 3
_MONEY = {"type": "money", "precision": 1}
_COUNT = {"type": "money", "precision": False}
_LIST_TITLES = {
    "name_ko": "단지", "place_ko": "위치", "kind_ko": "종류", "core_ko": "거점", "tenants": "입주", "operating": "가동",
}  # fmt: skip
_CHOSEN_TITLES = {
    "park_ko": "단지", "region_ko": "권역", "national_eok": "국비(억)", "local_eok": "지방(억)", "private_eok": "민간(억)",
    "gain_ko": "부가가치(추정)", "first_year": "첫해", "packages_ko": "사업 묶음",
}  # fmt: skip
_AWARD_TITLES = {
    "park_ko": "단지", "package_ko": "사업 묶음", "division_ko": "분과", "start_year": "시작", "units": "수량", "unit_ko": "단위",
    "national_eok": "국비(억)", "local_eok": "지방(억)", "private_eok": "민간(억)", "gain_ko": "부가가치(추정)",
}  # fmt: skip
_PARTNER_TITLES = {
    "partner_ko": "참여기관", "type_ko": "유형", "park_ko": "단지", "role_ko": "역할", "units": "수량", "unit_ko": "단위",
    "distance_km": "거리(km)", "division_ko": "분과", "package_ko": "사업 묶음",
}  # fmt: skip


class Tables:
    """Four tables in tabs. A chosen row becomes the session's focus, and the focus marks rows."""

    def __init__(self, session: Session, catalog: Catalog, map_card: MapCard) -> None:
        self._session = session
        self._catalog = catalog
        self._map = map_card.map
        self._following = False
        self._clicked = False
        self.parks = _table(
            _LIST_TITLES, "조건에 맞는 단지가 없습니다",
            widths={"kind_ko": 68, "core_ko": 50, "tenants": 66, "operating": 66},
            formatters={"tenants": _COUNT, "operating": _COUNT},
        )  # fmt: skip
        self.chosen = _table(
            _CHOSEN_TITLES, "최적화를 실행하면 선정 단지가 나타납니다",
            widths={"park_ko": 88, "region_ko": 57, "national_eok": 63, "local_eok": 61, "private_eok": 61, "gain_ko": 158,
                    "first_year": 50, "packages_ko": 240},
            formatters={"national_eok": _COUNT, "local_eok": _COUNT, "private_eok": _COUNT},
        )  # fmt: skip
        self.awards = _table(
            _AWARD_TITLES, "최적화를 실행하면 사업 내역이 나타납니다",
            widths={"park_ko": 88, "package_ko": 104, "division_ko": 94, "start_year": 50, "units": 48,
                    "national_eok": 68, "local_eok": 66, "private_eok": 66, "gain_ko": 158},
            formatters={"national_eok": _MONEY, "local_eok": _MONEY, "private_eok": _MONEY, "units": _COUNT},
        )  # fmt: skip
        self.partners = _table(
            _PARTNER_TITLES, "최적화를 실행하면 참여기관 배정이 나타납니다",
            widths={"partner_ko": 124, "type_ko": 108, "park_ko": 88, "role_ko": 104, "units": 48, "distance_km": 72,
                    "division_ko": 94, "package_ko": 104},
            formatters={"distance_km": _MONEY, "units": _COUNT},
        )  # fmt: skip
        self._all = (self.parks, self.chosen, self.awards, self.partners)
        self.tabs = pmui.Tabs(
            ("단지 목록", self.parks), ("선정 단지", self.chosen), ("사업 내역", self.awards), ("참여기관", self.partners),
            dynamic=True, sizing_mode="stretch_both", margin=0, sx=TABS,
        )  # fmt: skip
        self.view = card(self.tabs, sizing_mode="stretch_both", min_height=200)
        for table in self._all:
            table.param.watch(self._selected, "selection")
        session.param.watch(self._fill_parks, "shown")
        session.param.watch(self._fill_plan, "run")
        session.param.watch(self._focused, "focus")
        self.tabs.param.watch(self._mark_rows, "active")
        self._fill_parks()
        self._fill_plan()

    def _selected(self, event: Any) -> None:
        if not event.new or self._following:
            return
        park_id = str(event.obj.value["park_id"].iloc[event.new[-1]])
        if park_id == self._session.focus:
            return
        self._clicked = True
        try:
            self._session.focus = park_id
        finally:
            self._clicked = False
        self._map.fly_to(PARKS, park_id)

    def _fill_parks(self, *_: Any) -> None:
        """The park under focus comes first, so that a click on the map shows its row."""
        frame = self._catalog.table.loc[list(self._session.shown), ["park_id", *_LIST_TITLES]]
        frame = frame.assign(first=frame["park_id"] == self._session.focus)
        ordered = frame.sort_values(["first", "tenants"], ascending=False, kind="stable")
        self.parks.value = ordered.drop(columns="first").reset_index(drop=True)
        self._mark_rows()

    def _focused(self, *_: Any) -> None:
        if self._clicked or not self._session.focus:
            self._mark_rows()
        else:
            self._fill_parks()

    def _fill_plan(self, *_: Any) -> None:
        run = self._session.run
        if run is None or run.plan is None:
            empty = {"park_id": pd.Series([], dtype="str")}
            for table, titles in zip(
                self._all[1:], (_CHOSEN_TITLES, _AWARD_TITLES, _PARTNER_TITLES), strict=True
            ):
                table.value = pd.DataFrame(empty | {c: [] for c in titles})
            return
        snapshot = self._catalog.snapshot
        self.chosen.value = chosen_table(rows.park_rows(run, snapshot))
        self.awards.value = award_table(rows.award_rows(run, snapshot))
        partners = rows.assignment_rows(run, snapshot)
        self.partners.value = partners[["park_id", *_PARTNER_TITLES]].round({"distance_km": 1})
        self.tabs.active = CHOSEN
        self._mark_rows()

    def _mark_rows(self, *_: Any) -> None:
        """Mark the rows of the focus, without taking the mark for a click."""
        self._following = True
        try:
            for table in self._all:
                here = table.value["park_id"] == self._session.focus
                marked = [int(i) for i in table.value.index[here]]
                if table.selection != marked:
                    table.selection = marked
        finally:
            self._following = False


def chosen_table(parks: pd.DataFrame) -> pd.DataFrame:
    """Rows of awarded parks as the screen shows them, the dearest first."""
    frame = parks.sort_values(["national_mkrw", "park_id"], ascending=[False, True])
    years = frame["first_year"].astype("str")
    money = {name: amount.round() for name, amount in _money(frame).items()}
    shown = frame.assign(**money, gain_ko=_gain(frame), first_year=years)
    return shown[["park_id", *_CHOSEN_TITLES]].reset_index(drop=True)


def award_table(awards: pd.DataFrame) -> pd.DataFrame:
    """Award rows as the screen shows them: 억원, and the gain with its range."""
    frame = awards.sort_values(["park_id", "start_year", "package_id"])
    years = frame["start_year"].astype("str")
    shown = frame.assign(**_money(frame), gain_ko=_gain(frame), start_year=years)
    return shown[["park_id", *_AWARD_TITLES]].reset_index(drop=True)


def _money(frame: pd.DataFrame) -> dict[str, pd.Series]:
    return {f"{kind}_eok": frame[f"{kind}_mkrw"] / 100 for kind in ("national", "local", "private")}


def _gain(frame: pd.DataFrame) -> list[str]:
    return [
        f"{money_short(central)} ({money_short(low)}~{money_short(high)})"
        for low, central, high in zip(*(frame[g] for g in rows.GAIN), strict=True)
    ]


TABS = {
    "& .MuiTab-root": {
        "minHeight": 38,
        "py": 0,
        "fontWeight": 600,
        "minWidth": 0,
        "px": 1.5,
        "fontSize": 12.5,
    },
    "& .MuiTabs-root": {"minHeight": 38, "borderBottom": "1px solid var(--cp-line)"},
}


def _table(
    titles: Mapping[str, str],
    placeholder: str,
    widths: Mapping[str, int],
    formatters: Mapping[str, Any],
) -> pn.widgets.Tabulator:
    right = [c for c in titles if c in formatters or c in ("gain_ko",)]
    return pn.widgets.Tabulator(
        pd.DataFrame({"park_id": [], **{c: [] for c in titles}}), show_index=False, titles=dict(titles),
        hidden_columns=["park_id"], widths=dict(widths), layout="fit_columns", theme="simple", disabled=True,
        selectable=True, pagination=None, sizing_mode="stretch_both", min_height=120, margin=0,
        formatters={c: formatters.get(c, {"type": "plaintext"}) for c in titles},
        text_align=dict.fromkeys(right, "right"), header_align=dict.fromkeys(right, "right"),
        configuration={"rowHeight": 30, "placeholder": placeholder, "columnDefaults": {"minWidth": 46, "headerSortTristate": True, "tooltip": False},
                       "columns": [{"field": c, "minWidth": 92} for c in ("name_ko", "place_ko") if c in titles]},
        stylesheets=[style_sheet("table")],
    )  # fmt: skip
