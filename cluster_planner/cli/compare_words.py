"""Differences of runs for a console: sentences, then tables; and the same as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cluster_planner.cli.sweep_words import Report
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences import Difference, Snapshots
from cluster_planner.present.badge import badge
from cluster_planner.present.difference_figures import KpiRow, eok, signed
from cluster_planner.present.difference_json import difference_json
from cluster_planner.present.difference_kpis import kpi_rows
from cluster_planner.present.difference_rows import (
    LETTERS,
    input_rows,
    made_rows,
    made_sentences,
    park_lines,
    partner_lines,
    partner_sentence,
    summary_sentence,
)
from cluster_planner.present.difference_words import DifferenceWords, verdict_sentence
from cluster_planner.present.words import MISSING
from cluster_planner.sweeps.attribution import Attribution


@dataclass(frozen=True)
class Compared:
    """Runs, what each later one differs in from the first, and the data that name it all."""

    runs: tuple[Run, ...]
    pairs: tuple[Difference, ...]
    snapshot: Snapshot
    snapshots: Snapshots

    @cached_property
    def words(self) -> DifferenceWords:
        """Names by the open data, and by those of the runs for what these do not know."""
        others = (s for digest, s in self.snapshots.items() if digest != self.snapshot.digest)
        return DifferenceWords(self.snapshot, *others)

    @cached_property
    def kpis(self) -> tuple[KpiRow, ...]:
        """The indicators of all runs."""
        scored = (True, *(pair.verdict.kind != "not_comparable" for pair in self.pairs))
        return kpi_rows(self.runs, self.snapshot, scored, self.snapshots)


def reports(found: Compared) -> Iterator[Report]:
    """The indicators of all runs, their inputs, and each pair."""
    yield _figures(found)
    yield _inputs(found)
    for letter, pair in zip(LETTERS[1:], found.pairs, strict=False):
        yield _parks(letter, pair, found.words)
        if pair.has_plans:
            yield _regions(letter, pair, found.words)
            yield _programmes(letter, pair, found.words)
            yield _partners(letter, pair, found.words)


def content(found: Compared, attributions: Sequence[Attribution]) -> dict[str, Any]:
    """Everything for `--json`."""
    base = found.runs[0]
    return {
        "base": {"run_id": base.run_id, "scenario": base.scenario.name},
        "runs": [
            {
                "run_id": run.run_id,
                "scenario": run.scenario.name,
                "status": run.outcome.status.value,
                "snapshot_digest": run.snapshot_digest,
                "program_version": run.program_version,
            }
            for run in found.runs
        ],
        "figures": [
            {
                "key": row.key,
                "label_ko": row.label_ko,
                "mark_ko": row.mark,
                "unit": row.unit,
                "units": [row.unit_of(place) for place in range(len(found.runs))],
                "values": row.values,
                "changes": [row.change(place) for place in range(1, len(found.runs))],
                "target_ko": row.target_ko,
            }
            for row in found.kpis
        ],
        "differences": [difference_json(pair, found.words) for pair in found.pairs],
        "attributions": [one.to_json() for one in attributions],
    }


def _figures(found: Compared) -> Report:
    rows = []
    for kpi in found.kpis:
        label = f"{kpi.label_ko}({kpi.mark})" if kpi.mark else kpi.label_ko
        cells = [label, kpi.shown(0)]
        for place in range(1, len(found.runs)):
            cells += [kpi.shown(place), signed(kpi.change(place), kpi.unit)]
        rows.append((*cells, kpi.target_ko))
    header = ["지표", "A"]
    for letter in LETTERS[1 : len(found.runs)]:
        header += [letter, f"{letter} − A"]
    named = [
        f"{letter}: {run.scenario.name}(실행번호 {run.run_id}) · {badge(run).text}"
        for letter, run in zip(LETTERS, found.runs, strict=False)
    ]
    if any(kpi.change(i) is None for kpi in found.kpis for i in range(1, len(found.runs))):
        named.append("–: 뜻이나 단위가 다르거나 값이 없어 빼지 않았습니다.")
    return Report(tuple(named), (*header, "공표된 목표"), tuple(rows), {}, has_plan=True)


def _inputs(found: Compared) -> Report:
    inputs = input_rows(found.pairs, found.words)
    rows = (*inputs, *made_rows(found.runs))
    told = tuple((row.item, row.subject or "전국", *row.values) for row in rows)
    made = [
        sentence
        for letter, pair in zip(LETTERS[1:], found.pairs, strict=False)
        for sentence in made_sentences(letter, pair)
    ]
    sentence = "바뀐 조건입니다." if inputs else "시나리오의 조건이 모두 같습니다."
    header = ("조건", "대상", *LETTERS[: len(found.runs)])
    return Report((sentence, *made), header if told else (), told, {}, has_plan=True)


def _parks(letter: str, pair: Difference, words: DifferenceWords) -> Report:
    rows = park_lines(pair, words)
    sentences = (
        f"A → {letter}: {verdict_sentence(pair.verdict, pair.base.outcome.unit)}.",
        summary_sentence(pair),
    )
    header = ("단지", "변화", "국비의 변화", "까닭") if rows else ()
    return Report(sentences, header, rows, {}, has_plan=True)


def _regions(letter: str, pair: Difference, words: DifferenceWords) -> Report:
    rows = [
        (
            words.name(row.key) or MISSING,
            eok(row.before_mkrw),
            eok(row.after_mkrw),
            signed(row.change_mkrw, "mkrw"),
        )
        for row in pair.by_region
    ]
    rows.append(("합계", *_sums(pair)))
    header = ("권역", "A", letter, f"{letter} − A")
    return Report((f"A → {letter}: 권역별 국비입니다.",), header, tuple(rows), {}, has_plan=True)


def _programmes(letter: str, pair: Difference, words: DifferenceWords) -> Report:
    """Programmes with both sums, then what each pays more or less in each year."""
    years = [row.key for row in pair.by_year]
    cells = {row.key: row.change_mkrw for row in pair.by_programme_year}
    rows = [
        (
            words.name(row.key),
            eok(row.before_mkrw),
            eok(row.after_mkrw),
            signed(row.change_mkrw, "mkrw"),
            *(signed(cells.get((row.key, year), 0), "mkrw") for year in years),
        )
        for row in pair.by_programme
    ]
    rows.append(("합계", *_sums(pair), *(signed(y.change_mkrw, "mkrw") for y in pair.by_year)))
    last = max(pair.base.scenario.years[-1], pair.other.scenario.years[-1])
    named = [f"{year}년" + ("(기간 뒤)" if year > last else "") for year in years]
    header = ("사업", "A", letter, f"{letter} − A", *named)
    sentence = f"A → {letter}: 사업별 국비와, 연도마다 {letter} − A입니다."
    return Report((sentence,), header, tuple(rows), {}, has_plan=True)


def _partners(letter: str, pair: Difference, words: DifferenceWords) -> Report:
    rows = partner_lines(pair, words)
    header = ("참여기관", "변화", "A의 단위", f"{letter}의 단위", "들고(＋) 난(−) 단지")
    sentence = f"A → {letter}: {partner_sentence(pair)}"
    return Report((sentence,), header if rows else (), rows, {}, has_plan=True)


def _sums(pair: Difference) -> tuple[str, str, str]:
    before = sum(row.before_mkrw for row in pair.by_region)
    after = sum(row.after_mkrw for row in pair.by_region)
    return eok(before), eok(after), signed(after - before, "mkrw")
