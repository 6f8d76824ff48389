"""Inputs that are not the same in all runs."""

from dataclasses import asdict
from typing import Any

from cluster_planner.present.difference_rows import input_rows
from cluster_planner.present.difference_words import DifferenceWords
from dashboards.compare.card import Card
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Table
from dashboards.words import Words


class Inputs:
    """One row per input that differs in any run."""

    def __init__(self, label: Words, words: DifferenceWords) -> None:
        self._label, self._words = label, words
        self._table = Table(
            [],
            caption=label("바뀐 조건"),
            empty="조건이 모두 같습니다. 차이는 자료나 프로그램 판, 또는 풀이의 간격에서 나왔습니다.",
            sizing_mode="stretch_width",
            page_size=30,
        )
        self.card = Card(label("바뀐 조건"), self._table, name="inputs")

    def show(self, found: Comparison) -> None:
        """Show the inputs of other runs."""
        columns = [
            Column("item", self._label("조건"), width=170),
            Column("subject", self._label("대상"), width=150),
        ]
        columns += [Column(f"v{place}", name) for place, name in enumerate(found.names)]
        rows: list[dict[str, Any]] = []
        for number, row in enumerate(input_rows(found.differences, self._words, besides=("name",))):
            line: dict[str, Any] = {
                "key": str(number),
                "item": row.item,
                "subject": row.subject or "전국",
            }
            for place, (text, changed) in enumerate(zip(row.values, row.changed, strict=True)):
                line[f"v{place}"] = {"value": text, "text": text, "mark": "바뀜" if changed else ""}
            rows.append(line)
        rows += list(_made_of(found))
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)


def _made_of(found: Comparison) -> list[dict[str, Any]]:
    """Rows for other data and another program; none when they are the same."""
    first = found.runs[0]
    rows = []
    for key, item in (("snapshot_digest", "자료 지문"), ("program_version", "프로그램 판")):
        values = [str(getattr(run, key))[:12] for run in found.runs]
        if len(set(values)) > 1:
            cells = {
                f"v{place}": {
                    "value": value,
                    "text": value,
                    "mark": "바뀜" if getattr(run, key) != getattr(first, key) else "",
                }
                for place, (value, run) in enumerate(zip(values, found.runs, strict=True))
            }
            rows.append({"key": key, "item": item, "subject": "전국", **cells})
    return rows
