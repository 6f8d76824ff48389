"""Inputs that are not the same in all runs."""

from dataclasses import asdict
from typing import Any

from cluster_planner.present.difference_rows import (
    LETTERS,
    InputRow,
    input_rows,
    made_rows,
    made_sentences,
)
from dashboards.compare.card import Card
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Table
from dashboards.words import Words


class Inputs:
    """One row per input that differs in any run."""

    def __init__(self, label: Words) -> None:
        self._label = label
        self._table = Table(
            [],
            caption=label("바뀐 조건"),
            empty="조건과 자료, 프로그램 판이 모두 같습니다. 차이가 있다면 풀이의 간격에서 나왔습니다.",
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
        for number, row in enumerate(_rows(found)):
            line: dict[str, Any] = {
                "key": str(number),
                "item": row.item,
                "subject": row.subject or "전국",
            }
            for place, (text, changed) in enumerate(zip(row.values, row.changed, strict=True)):
                line[f"v{place}"] = {"value": text, "text": text, "mark": "바뀜" if changed else ""}
            rows.append(line)
        self._table.param.update(columns=[asdict(c) for c in columns], rows=rows)
        self.card.say(
            " ".join(
                sentence
                for letter, pair in zip(LETTERS[1:], found.differences, strict=False)
                for sentence in made_sentences(letter, pair)
            )
        )


def _rows(found: Comparison) -> tuple[InputRow, ...]:
    return (*input_rows(found.differences, found.words), *made_rows(found.runs))
