"""The plan as tables: region by year, parks, awards; linked to the focus."""

from typing import Any

import panel as pn

from dashboards.parts import Field, Form, Option, Table, html_pane
from dashboards.plan.results import table_rows as rows
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.labels import in_words
from dashboards.plan.results.sheets import TIGHT
from dashboards.state.session import Session


class Tables:
    """Three tables, one at a time. A chosen park becomes the focus; the focus marks its rows."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._frames: RunFrames | None = None
        self.which = Form(
            [
                Field("table", words("표"), "radio", options=(
                    Option("regions", words("권역×연도")), Option("parks", words("선정 단지")),
                    Option("awards", words("사업 내역")),
                )),
                Field("only", words("고른 단지만"), "switch"),
            ],
            values={"table": "regions", "only": False}, on_change=self._choose, inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.regions = Table(
            in_words(rows.region_columns((), 0), words),
            words=words,
            on_choose=self._region,
            caption=words("권역×연도 국비"),
            downloads="region-year",
        )
        self.parks = Table(
            in_words(rows.PARK_COLUMNS, words),
            words=words,
            on_choose=self._park,
            caption=words("선정 단지"),
            downloads="parks",
        )
        self.awards = Table(
            in_words(rows.AWARD_COLUMNS, words), words=words, on_choose=self._park,
            caption=words("사업 내역"), downloads="awards", empty="이 단지에는 사업이 없습니다",
        )  # fmt: skip
        self._all = {"regions": self.regions, "parks": self.parks, "awards": self.awards}
        self.units = html_pane("")
        self.view = pn.Column(
            self.which, self.units, *self._all.values(), sizing_mode="stretch_both", margin=0
        )
        session.param.watch(self._mark, ["focus", "area"])
        self._open("regions")

    def show(self, frames: RunFrames | None) -> None:
        """Show the tables of another run."""
        self._frames = frames
        if frames is None:
            return
        line = frames.timeline
        with pn.io.hold():
            self.units.object = _units_html(line.last_year)
            self.regions.param.update(
                columns=[
                    vars(c)
                    for c in in_words(
                        rows.region_columns(line.years, line.last_year), self._session.words
                    )
                ],
                rows=rows.region_year_rows(frames),
                totals=rows.region_totals(frames),
            )
            self.parks.show(rows.park_rows(frames))
            self._fill_awards()
            self._mark()

    def _choose(self, key: str, value: Any) -> None:
        self.which.show({key: value})
        if key == "table":
            self._open(value)
        else:
            self._fill_awards()
            self._mark()

    def _open(self, which: str) -> None:
        for name, table in self._all.items():
            table.visible = name == which

    def _fill_awards(self) -> None:
        if self._frames is None:
            return
        park = self._session.focus if self.which.values.get("only") else ""
        self.awards.show(rows.award_rows(self._frames, park))

    def _region(self, key: str) -> None:
        self._session.area = "" if self._session.area == key else key

    def _park(self, key: str) -> None:
        self._session.focus = rows.park_of(key)

    def _mark(self, *_: Any) -> None:
        park, area = self._session.focus, self._session.area
        if self.which.values.get("only"):
            self._fill_awards()
        self.regions.marked = [area] if area else []
        self.parks.marked = [park] if park else []
        self.awards.marked = [
            row["key"] for row in self.awards.rows if park and rows.park_of(row["key"]) == park
        ]


def _units_html(last_year: int) -> str:
    return (
        f'<p class="source">금액은 억원, 새 국비. * {last_year}년 뒤에 주는 몫. '
        "기대 부가가치는 현재가치(추정)입니다.</p>"
    )
