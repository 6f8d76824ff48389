"""Sums of the money: regions by run, and programmes by year."""

from dataclasses import asdict
from typing import Any

from cluster_planner.present.difference_words import DifferenceWords
from dashboards.compare.card import Card
from dashboards.compare.cells import change_cell, money_cell
from dashboards.compare.comparison import LETTERS, Comparison
from dashboards.lookups.catalog import Catalog
from dashboards.parts import Column, Table
from dashboards.words import Words


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
        tables = [{row.key: row for row in one.by_region} for one in found.differences]
        names = dict(self._catalog.region_ko)
        names |= {key: "자료 없음" for table in tables for key in table if key not in names}
        rows = [self._row(key, name, tables) for key, name in names.items()]
        rows.append(_total(rows, len(found.runs), self._label("합계")))
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)

    def _row(self, key: str, name: str, tables: list[dict[str, Any]]) -> dict[str, Any]:
        row: dict[str, Any] = {"key": key or "elsewhere", "region": name}
        befores = [table[key].before_mkrw for table in tables if key in table]
        row["v0"] = money_cell(max(befores, default=0))
        for place, table in enumerate(tables, 1):
            moved = table.get(key)
            row[f"v{place}"] = money_cell(moved.after_mkrw if moved else 0)
            row[f"d{place}"] = change_cell(moved.change_mkrw if moved else 0)
        return row


class ProgrammeTable:
    """What each programme pays more or less in each year, for one pair."""

    def __init__(self, label: Words, words: DifferenceWords) -> None:
        self._label, self._words = label, words
        self._table = Table(
            [], caption=label("사업·연도별 국비의 변화"), sizing_mode="stretch_width"
        )
        self.card = Card(label("사업·연도별 국비의 변화"), self._table, name="programmes")

    def show(self, found: Comparison) -> None:
        """Show the programmes of another pair."""
        pair = found.pair
        assert pair is not None
        years = [row.key for row in pair.by_year]
        last = max(pair.base.scenario.years[-1], pair.other.scenario.years[-1])
        columns = [Column("programme", self._label("사업"))]
        columns += [
            Column(
                str(year), f"{year}", "number", help="계획 기간 뒤의 지급" if year > last else ""
            )
            for year in years
        ]
        columns.append(Column("total", self._label("합계"), "number"))
        cells = {row.key: row.change_mkrw for row in pair.by_programme_year}
        rows = []
        for programme in pair.by_programme:
            row: dict[str, Any] = {
                "key": programme.key,
                "programme": self._words.name(programme.key),
                "total": change_cell(programme.change_mkrw),
            }
            row |= {str(year): change_cell(cells.get((programme.key, year), 0)) for year in years}
            rows.append(row)
        total = {str(row.key): change_cell(row.change_mkrw) for row in pair.by_year}
        whole = sum(row.change_mkrw for row in pair.by_programme)
        rows.append(
            {"key": "total", "programme": self._label("합계"), "total": change_cell(whole), **total}
        )
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)
        self.card.say(
            f"{found.near_letter} − A. 0보다 크면 {found.near_letter}가 그해에 더 씁니다"
            f"({last}년 뒤는 계획 기간 뒤에 줄 돈)."
        )


def _total(rows: list[dict[str, Any]], runs: int, label: str) -> dict[str, Any]:
    sums = {
        key: sum(row[key]["value"] for row in rows)
        for key in [f"v{i}" for i in range(runs)] + [f"d{i}" for i in range(1, runs)]
    }
    cells = {
        key: change_cell(value) if key.startswith("d") else money_cell(value)
        for key, value in sums.items()
    }
    return {"key": "total", "region": label, **cells}
