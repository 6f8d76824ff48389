"""Sums of the money: regions by run, and programmes by year."""

from collections import Counter
from dataclasses import asdict
from typing import Any, Final

from cluster_planner.domain.plan import Run
from cluster_planner.explain.differences.money import sums
from cluster_planner.explain.differences.pair import ELSEWHERE, region_cut
from cluster_planner.present.difference_figures import NO_PLAN
from cluster_planner.present.difference_rows import LETTERS, summary_sentence
from cluster_planner.present.words import MISSING
from dashboards.compare.card import Card
from dashboards.compare.cells import change_cell, money_cell
from dashboards.compare.comparison import Comparison
from dashboards.lookups.catalog import Catalog
from dashboards.parts import Column, Table
from dashboards.words import Words

_NOTHING: Final[dict[str, Any]] = {"value": None, "text": "–"}


class RegionTable:
    """National money of every region in every run, with the differences to the first."""

    def __init__(self, label: Words, catalog: Catalog) -> None:
        self._label, self._catalog = label, catalog
        self._table = Table([], caption=label("권역별 국비"), sizing_mode="stretch_width")
        self.card = Card(label("권역별 국비"), self._table, name="regions")

    def show(self, found: Comparison) -> None:
        """Show the regions of other runs."""
        columns = [Column("region", self._label("권역")), Column("v0", found.names[0], "number")]
        for place in range(1, len(found.runs)):
            columns.append(Column(f"v{place}", found.names[place], "number"))
            columns.append(Column(f"d{place}", f"{LETTERS[place]} − A", "number"))
        tables = [self._by_region(run, found) for run in found.runs]
        names = dict(self._catalog.region_ko)
        if any(table and table[ELSEWHERE] for table in tables):
            names[ELSEWHERE] = MISSING
        rows = [
            {"key": key or "elsewhere", "region": name}
            | _row([None if table is None else table[key] for table in tables])
            for key, name in names.items()
        ]
        totals = [None if table is None else table.total() for table in tables]
        rows.append({"key": "total", "region": self._label("합계")} | _row(totals))
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)

    def _by_region(self, run: Run, found: Comparison) -> Counter[str] | None:
        if run.plan is None:
            return None
        data = found.known.snapshots.get(run.snapshot_digest, self._catalog.snapshot)
        return sums(run, region_cut(data))


def _row(values: list[int | None]) -> dict[str, Any]:
    """A cell for each run, and one for each difference to the first."""
    first = values[0]
    row: dict[str, Any] = {}
    for place, value in enumerate(values):
        row[f"v{place}"] = {"value": None, "text": NO_PLAN} if value is None else money_cell(value)
        if place:
            row[f"d{place}"] = _change(first, value)
    return row


def _change(first: int | None, value: int | None) -> dict[str, Any]:
    return _NOTHING if first is None or value is None else change_cell(value - first)


class ProgrammeTable:
    """What each programme pays in both runs, and more or less in each year, for one pair."""

    def __init__(self, label: Words) -> None:
        self._label = label
        self._table = Table(
            [],
            caption=label("사업·연도별 국비의 변화"),
            empty="두 계획의 국비를 견줄 수 없습니다.",
            sizing_mode="stretch_width",
        )
        self.card = Card(label("사업·연도별 국비의 변화"), self._table, name="programmes")

    def show(self, found: Comparison) -> None:
        """Show the programmes of another pair."""
        pair = found.pair
        assert pair is not None
        if not pair.has_plans:
            self._table.param.update(columns=[], rows=[])
            self.card.say(summary_sentence(pair))
            return
        years = [row.key for row in pair.by_year]
        last = max(pair.base.scenario.years[-1], pair.other.scenario.years[-1])
        cells = {row.key: row.change_mkrw for row in pair.by_programme_year}
        rows = [
            {"key": programme.key, "programme": found.words.name(programme.key)}
            | _programme(programme.before_mkrw, programme.after_mkrw)
            | {str(year): change_cell(cells.get((programme.key, year), 0)) for year in years}
            for programme in pair.by_programme
        ]
        before, after = (
            sum(getattr(row, side) for row in pair.by_programme)
            for side in ("before_mkrw", "after_mkrw")
        )
        whole = {str(row.key): change_cell(row.change_mkrw) for row in pair.by_year}
        total = {"key": "total", "programme": self._label("합계")}
        rows.append(total | _programme(before, after) | whole)
        columns = self._columns(found.near_letter, years, last)
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)
        self.card.say(
            f"연도는 {found.near_letter} − A. 0보다 크면 {found.near_letter}가 그해에 더 씁니다"
            f"({last}년 뒤는 계획 기간 뒤에 줄 돈)."
        )

    def _columns(self, letter: str, years: list[int], last: int) -> list[Column]:
        return [
            Column("programme", self._label("사업")),
            Column("before", "A", "number"),
            Column("after", letter, "number"),
            Column("total", f"{letter} − A", "number"),
            *(
                Column(
                    str(year),
                    f"{year}",
                    "number",
                    help="계획 기간 뒤의 지급" if year > last else "",
                )
                for year in years
            ),
        ]


def _programme(before: int, after: int) -> dict[str, Any]:
    return {
        "before": money_cell(before),
        "after": money_cell(after),
        "total": change_cell(after - before),
    }
