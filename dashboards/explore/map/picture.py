"""What one map shows, as a frozen value: two equal pictures look the same."""

from dataclasses import dataclass
from typing import Final, cast

from cluster_planner.domain.plan import Run
from cluster_planner.indicators.area_figures import PLAN
from cluster_planner.indicators.areas import Level
from dashboards.lookups.choices import View

RUN: Final = "run:"
"""Before a run id in `View.beside`."""
_MONEY: Final = "money"


@dataclass(frozen=True)
class Picture:
    """Points, areas and layers of one map, and the run whose money they may show."""

    colour: str
    area: str
    level: Level
    overlays: tuple[str, ...]
    run: Run | None
    dark: bool

    @property
    def needs_plan(self) -> bool:
        """Whether a plan is asked for that is not there."""
        return self.run is None and (self.area == PLAN or self.colour == _MONEY)

    @property
    def points(self) -> str:
        """What the points are coloured by; kinds while no plan is there."""
        return "kind" if self.colour == _MONEY and self.run is None else self.colour

    @property
    def fill(self) -> str:
        """The indicator of the areas that can be drawn, or empty."""
        return "" if self.area == PLAN and self.run is None else self.area


def main_picture(view: View, run: Run | None, dark: bool) -> Picture:
    """The picture of the first map."""
    return Picture(view.colour, view.area, cast("Level", view.level), view.overlays, run, dark)


def second_picture(view: View, run: Run | None, other: Run | None, dark: bool) -> Picture | None:
    """The picture of the second map; `other` is the run that `view.beside` names.

    A second indicator keeps points and layers; a second run shows what the first map shows of its.
    """
    level = cast("Level", view.level)
    if not view.beside:
        return None
    if view.beside.startswith(RUN):
        if other is None:
            return None
        area = PLAN if view.area == PLAN else ""
        return Picture(_MONEY, area, level, view.overlays, other, dark)
    return Picture(view.colour, view.beside, level, view.overlays, run, dark)
