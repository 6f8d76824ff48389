"""One page for each park or region: what the sources say of it and what the plan decided."""

from collections.abc import Sequence
from html import escape
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.papers.report import check_run
from cluster_planner.present.papers.safe_text import visible
from cluster_planner.present.profile.area import area_profile
from cluster_planner.present.profile.area_sums import Areas
from cluster_planner.present.profile.book import Book
from cluster_planner.present.profile.fact import Profile
from cluster_planner.present.profile.outcome import PlanBook
from cluster_planner.present.profile.page import STYLE, paper
from cluster_planner.present.profile.park import park_profile
from cluster_planner.present.profile.surroundings import Likeness

_LEAVES: Final = """
.leaf + .leaf { break-before: page; }
.paper header { display: block; }
.paper h2, .paper .place { display: inline; margin-right: 3mm; }
.paper section dl > div { display: flow-root; }
.paper section dt { float: left; width: 23mm; }
.paper section dd { margin-left: 25mm; }
"""
"""Each on its own page. A typesetter gives a name in a flexible row no room, and a row of a grid
takes it four times as long as one of a float."""


def park_pages(run: Run | None, snapshot: Snapshot, park_ids: Sequence[str]) -> str:
    """The pages of these parks as one HTML document. Raises ScenarioError for none.

    Without a run they hold what the sources say, and tell that there is no plan.
    """
    plan = _plan(run, snapshot)
    if not park_ids:
        raise ScenarioError(Finding("단지", "낼 단지가 없습니다", "선정된 단지가 있는 권역이나 단지를 적으세요"))  # fmt: skip
    book = Book(snapshot)
    likeness = Likeness(book)
    profiles = [park_profile(book, likeness, park_id, plan) for park_id in park_ids]
    return _document(profiles, run, snapshot)


def region_pages(run: Run | None, snapshot: Snapshot, region_ids: Sequence[str]) -> str:
    """The pages of these regions as one HTML document; `run` as in `park_pages`."""
    plan, areas = _plan(run, snapshot), Areas(Book(snapshot))
    return _document([area_profile(areas, "region", i, plan) for i in region_ids], run, snapshot)


def chosen_in(run: Run, snapshot: Snapshot, region_id: str) -> tuple[str, ...]:
    """Parks of the plan in a region, the dearest first."""
    parks = snapshot["parks"].set_index("park_id")["region_id"]
    spent: dict[str, int] = {}
    for award in run.plan.awards if run.plan else ():
        if parks[award.park_id] == region_id:
            spent[award.park_id] = spent.get(award.park_id, 0) + award.national_mkrw
    return tuple(sorted(spent, key=lambda park_id: (-spent[park_id], park_id)))


def find_region(snapshot: Snapshot, given: str) -> str:
    """The id of a region by id or name. Raises ScenarioError for none."""
    names = Book(snapshot).region_ko
    for region_id, name in names.items():
        if given in (region_id, name):
            return region_id
    remedy = f"이 가운데 고르세요: {', '.join(names.values())}"
    raise ScenarioError(Finding(f"권역 {given}", "그런 권역이 없습니다", remedy))


def _plan(run: Run | None, snapshot: Snapshot) -> PlanBook | None:
    if run is None:
        return None
    check_run(run, snapshot)
    return PlanBook(run, snapshot)


def _document(profiles: Sequence[Profile], run: Run | None, snapshot: Snapshot) -> str:
    printed = f"계획 없음 · 자료 지문 {snapshot.digest[:16]}"
    if run is not None:
        printed = f"{run.scenario.name} · 실행번호 {run.run_id}"
    bodies = "".join(f'<div class="leaf">{paper(one, printed)}</div>' for one in profiles)
    title = escape(", ".join(one.name for one in profiles[:3]))
    return visible(
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}{_LEAVES}</style></head>"
        f"<body>{bodies}</body></html>"
    )
