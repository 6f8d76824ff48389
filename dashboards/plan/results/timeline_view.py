"""When each park is converted: a row per park, grouped by region; the focus shows its packages."""

from html import escape
from typing import Any, Final

import panel as pn

from cluster_planner.present.palette import Theme, contrast
from cluster_planner.present.timeline import Line, Stretch, Timeline
from cluster_planner.present.words import ESTIMATE, PACKAGE_LABELS, count
from dashboards.parts import html_pane
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.year_grid import Cell, Chip, Row, YearGrid
from dashboards.state.session import Session
from dashboards.theme import theme_named

SHORT: Final = {
    "base": "기", "ai_factory": "AI", "robot": "로", "dark_factory": "다", "diffusion": "확",
    "data_talent": "데",
}  # fmt: skip
_KEY: Final = (
    ".key{display:flex;flex-wrap:wrap;gap:3px 12px;font-size:12px;color:var(--cp-quiet);padding:2px 2px 6px}"
    ".key b{border-radius:4px;padding:0 4px;margin-right:4px}"
    ".key i{display:inline-block;width:16px;height:9px;margin-right:4px}"
)


class TimelineView:
    """The grid with its key. A park that is chosen becomes the focus and opens its packages."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._frames: RunFrames | None = None
        self.key = html_pane("")
        self.key.stylesheets = [*self.key.stylesheets, _KEY]
        self.grid = YearGrid(
            self._chosen,
            caption="단지별 착수와 국비 지급(억원)",
            name_title="단지",
            total_title="국비",
            after_title="효과(추정)",
        )
        self.view = pn.Column(self.key, self.grid, sizing_mode="stretch_both", margin=0)
        session.param.watch(self._draw, ["focus", "dark"])

    def show(self, frames: RunFrames | None) -> None:
        """Show the years of another run."""
        self._frames = frames
        self._draw()

    def _chosen(self, key: str) -> None:
        self._session.focus = "" if self._session.focus == key else key

    def _draw(self, *_: Any) -> None:
        if self._frames is None:
            return
        theme = theme_named(self._session.dark)
        line = self._frames.timeline
        estimated = {str(row.park_id) for row in self._frames.parks.itertuples() if row.estimated}
        with pn.io.hold():
            self.key.object = key_html(theme, line)
            self.grid.colours = {kind: list(pair) for kind, pair in chip_colours(theme).items()}
            self.grid.marked = self._session.focus
            self.grid.put(
                [f"{y}*" if y > line.last_year else f"{y}" for y in line.years],
                grid_rows(line, self._session.focus, frozenset(estimated)),
            )


def grid_rows(line: Timeline, focus: str, estimated: frozenset[str]) -> list[Row]:
    """A row per park, and under the focus one per package."""
    most = max((m for x in line.lines for m in x.paid_by_year.values()), default=1)
    found = []
    for park in line.lines:
        mark = ESTIMATE if park.park_id in estimated else ""
        cells = tuple(_park_cell(park, line, year, most) for year in line.years)
        found.append(
            Row(
                park.park_id,
                park.park_ko,
                _eok(park.national_mkrw),
                cells,
                park.region_ko,
                mark,
                after=f"{park.effect_from}–{line.benefit_until}",
            )
        )
        if park.park_id == focus:
            found += [_package_row(park, stretch, line, most) for stretch in park.stretches]
    return found


def _park_cell(park: Line, line: Timeline, year: int, most: int) -> Cell:
    paid = park.paid_by_year.get(year, 0)
    chips = tuple(Chip(p, SHORT[p], f"{PACKAGE_LABELS[p]} 착수") for p in park.starting(year))
    effect = park.effect_from <= year <= line.benefit_until
    return Cell(chips, _eok(paid) if paid else "", paid / most, effect)


def _package_row(park: Line, stretch: Stretch, line: Timeline, most: int) -> Row:
    label = PACKAGE_LABELS[stretch.package_id]
    cells = []
    for year in line.years:
        units = stretch.units_by_year.get(year)
        paid = stretch.paid_by_year.get(year, 0)
        chip = (
            (Chip(stretch.package_id, f"+{units}", f"{label} {units}단위 착수"),) if units else ()
        )
        effect = stretch.effect_from <= year <= line.benefit_until
        cells.append(Cell(chip, _eok(paid) if paid else "", paid / most, effect))
    total = _eok(sum(stretch.paid_by_year.values()))
    return Row(
        f"{park.park_id}|{stretch.package_id}", label, total, tuple(cells), park.region_ko,
        of=park.park_id, after=f"{stretch.effect_from}–{line.benefit_until}",
    )  # fmt: skip


def chip_colours(theme: Theme) -> dict[str, tuple[str, str]]:
    """Package → its colour and the text colour that can be read on it."""
    return {
        package: (colour, max("#ffffff", "#101820", key=lambda ink: contrast(colour, ink)))
        for package, colour in theme.packages.items()
    }


def key_html(theme: Theme, line: Timeline) -> str:
    """What chips, shades and the green edge mean."""
    chips = "".join(
        f'<span><b style="background:{back};color:{ink}">{escape(SHORT[package])}</b>'
        f"{escape(PACKAGE_LABELS[package])} 착수</span>"
        for package, (back, ink) in chip_colours(theme).items()
    )
    return (
        f'<div class="key">{chips}'
        '<span><i style="background:color-mix(in srgb,var(--cp-accent) 40%,transparent)"></i>그해 국비(억원)</span>'
        '<span><i style="box-shadow:inset 0 -4px var(--cp-good)"></i>효과를 셈(추정)</span>'
        f"<span>* {line.last_year}년 뒤</span></div>"
    )


def _eok(mkrw: int) -> str:
    return count(mkrw / 100)
