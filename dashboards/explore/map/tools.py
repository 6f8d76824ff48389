"""The tool row: what the map shows and what can be done with it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from cluster_planner.errors import StoreError
from cluster_planner.indicators.area_figures import INDICATOR_IDS, PLAN
from cluster_planner.present.choropleth import AREA_WORDS
from cluster_planner.present.overlays import OVERLAY_LABELS, overlay_ids
from cluster_planner.present.park_marks import MARK_LABELS
from dashboards.explore.map.picture import RUN
from dashboards.lookups.recent import Listed, listed
from dashboards.parts import Field, Form, Option
from dashboards.state.desk import Desk
from dashboards.state.session import Session

_SHEET: Final = Path(__file__).with_name("tools.css")
_RUNS: Final = 12
"""Runs offered for the second map; others come by the page 비교."""
LAYERS: Final = "겹쳐 보기"
ACTIONS: Final = {
    "whole": ("전국", ""),
    "lasso": ("올가미", ""),
    "box": ("상자", ""),
    "unpick": ("선택 풀기", ""),
    "table": ("지역 표", ""),
    "save": ("지도 저장", ""),
    "print": ("인쇄", ""),
}


class Tools:
    """Shows `session.view` and writes it; buttons call `act`."""

    def __init__(self, session: Session, act: Callable[[str], None]) -> None:
        self._session, self._act = session, act
        self.view = Form(
            self._fields(), self._values(), self._change, session.words,
            inline=True, stylesheets=[_SHEET.read_text("utf-8")],
        )  # fmt: skip
        self._note()
        session.param.watch(self._show, "view")
        session.param.watch(self._refresh, ["run", "filters"])

    def _values(self) -> dict[str, Any]:
        view = self._session.view
        return {
            "colour": view.colour, "area": view.area, "level": view.level,
            "beside": view.beside, "overlays": list(view.overlays),
        }  # fmt: skip

    def _show(self, *_: Any) -> None:
        self.view.show(self._values())
        self._note()

    def _note(self) -> None:
        chosen = len(self._session.view.overlays)
        self.view.notes = {self._session.words(LAYERS): str(chosen) if chosen else ""}

    def _refresh(self, *_: Any) -> None:
        self.view.replace_fields(self._fields())

    def _change(self, key: str, value: Any) -> None:
        if key == "overlays":
            chosen = tuple(i for i in OVERLAY_LABELS if i in value)
            self._session.draw(overlays=chosen)
        elif key in ("colour", "area", "level", "beside"):
            self._session.draw(**{key: str(value)})
        else:
            self._act(key)

    def _fields(self) -> Sequence[Field]:
        say, has_plan = self._session.words, self._has_plan
        marks = [
            Option(i, say(name)) for i, name in MARK_LABELS.items() if has_plan or i != "money"
        ]
        areas = [Option(i, say(AREA_WORDS[i].name)) for i in INDICATOR_IDS if has_plan or i != PLAN]
        can_show = overlay_ids(self._session.catalog.snapshot)
        layers = tuple(Option(i, say(OVERLAY_LABELS[i])) for i in can_show)
        levels = (Option("sigungu", say("시군구")), Option("region", say("권역")))
        nothing = Option("", say("없음"))
        beside = (nothing, *areas, *self._runs())
        buttons = [
            Field(key, say(label), "button", icon=icon)
            for key, (label, icon) in ACTIONS.items()
            if key != "unpick" or self._session.filters.picked
        ]
        return [
            Field("colour", say("점"), "select", options=tuple(marks)),
            Field("area", say("지역"), "select", options=(nothing, *areas)),
            Field("level", say("단위"), "radio", options=levels),
            Field("beside", say("나란히"), "select", options=beside),
            Field(
                "overlays",
                say("겹쳐 보는 층"),
                "checks",
                options=layers,
                group=say(LAYERS),
                folded=True,
            ),
            *buttons,
        ]

    @property
    def _has_plan(self) -> bool:
        run = self._session.run
        return run is not None and run.plan is not None

    def _runs(self) -> list[Option]:
        say, desk = self._session.words, self._session.desk
        newest = _newest(desk)
        return [
            Option(f"{RUN}{run.run_id}", f"{say('실행')} {run.name} {run.run_id[:8]}")
            for run in newest
            if run.parks and run.run_id != self._session.run_id
        ]


def _newest(desk: Desk) -> list[Listed]:
    try:
        return list(listed(desk.shelf, desk.base, _RUNS))
    except StoreError:
        return []  # the map can be used without them
