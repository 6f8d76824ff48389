"""Figures of every run side by side."""

from dataclasses import asdict
from typing import Any

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.difference_figures import signed
from cluster_planner.present.difference_kpis import kpi_rows
from cluster_planner.present.difference_rows import LETTERS
from cluster_planner.present.difference_words import verdict_sentence
from dashboards.compare.card import Card
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Table
from dashboards.words import Words


class Figures:
    """One row per figure: a column per run and one per difference to the first."""

    def __init__(self, label: Words, snapshot: Snapshot) -> None:
        self._label, self._snapshot = label, snapshot
        self._table = Table([], caption=label("지표 비교"), sizing_mode="stretch_width")
        self.card = Card(label("지표"), self._table, name="figures")

    def show(self, found: Comparison) -> None:
        """Show the figures of other runs."""
        scored = (True, *(d.verdict.kind != "not_comparable" for d in found.differences))
        columns, later = (
            [Column("label", self._label("지표"), width=210)],
            range(1, len(found.runs)),
        )
        columns.append(Column("v0", found.names[0], "number"))
        for place in later:
            columns.append(Column(f"v{place}", found.names[place], "number"))
            columns.append(Column(f"d{place}", f"{LETTERS[place]} − A", "number"))
        columns.append(Column("target", self._label("공표된 목표"), width=190))
        rows = []
        for kpi in kpi_rows(found.runs, self._snapshot, scored, found.known.snapshots):
            row: dict[str, Any] = {"key": kpi.key, "label": _marked(kpi.label_ko, kpi.mark)}
            for place, value in enumerate(kpi.values):
                row[f"v{place}"] = {"value": value, "text": kpi.shown(place)}
            for place in later:
                change = kpi.change(place)
                row[f"d{place}"] = {"value": change, "text": signed(change, kpi.unit)}
            rows.append(row | {"target": kpi.target_ko})
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)
        self.card.say(_note(found))


def _marked(label: str, mark: str) -> dict[str, str]:
    return {"value": label, "text": label, "mark": mark}


def _note(found: Comparison) -> str:
    told = " ".join(
        f"{name}: {sentence}."
        for name, sentence in zip(found.names[1:], _verdicts(found), strict=True)
    )
    return f"{told} –는 뜻이나 단위가 다르거나 값이 없어 빼지 않은 것입니다."


def _verdicts(found: Comparison) -> list[str]:
    unit = found.runs[0].outcome.unit
    return [verdict_sentence(one.verdict, unit) for one in found.differences]
