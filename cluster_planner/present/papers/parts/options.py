"""대안 비교: other runs on the same data beside this one."""

from collections.abc import Iterator

from cluster_planner.explain.differences import Difference, difference
from cluster_planner.present.difference_rows import (
    eok,
    figure,
    input_rows,
    kpi_rows,
    park_lines,
    signed,
    summary_sentence,
)
from cluster_planner.present.difference_words import DifferenceWords, verdict_sentence
from cluster_planner.present.papers.blocks import Block, PaperTable, Section, TableColumn, Text
from cluster_planner.present.papers.matter import Matter
from cluster_planner.present.words import MISSING, marked

LETTERS = "ABCD"


def options(matter: Matter) -> Section | None:
    """The figures and inputs that differ; None without other runs."""
    if not matter.others:
        return None
    runs = (matter.run, *matter.others)
    found = tuple(difference(matter.run, other, matter.snapshot) for other in matter.others)
    named = (
        Text(f"{letter}: {run.scenario.name}(실행번호 {run.run_id})", 2)
        for letter, run in zip(LETTERS, runs, strict=False)
    )
    blocks: list[Block] = [*named, _figures(matter, found), _inputs(matter, found)]
    for letter, one in zip(LETTERS[1:], found, strict=False):
        blocks += [
            *_sentences(letter, one, matter),
            _parks(letter, one, matter),
            _regions(letter, one, matter),
        ]
    return Section("options", "대안 비교", tuple(blocks))


def _figures(matter: Matter, found: tuple[Difference, ...]) -> PaperTable:
    runs = (matter.run, *matter.others)
    scored = (True, *(one.verdict.kind != "not_comparable" for one in found))
    columns = [TableColumn("지표", 2), TableColumn("A", 1.4, "right")]
    for letter in LETTERS[1 : len(runs)]:
        columns += [
            TableColumn(letter, 1.4, "right"),
            TableColumn(f"{letter} − A", 1.4, "right"),
        ]
    rows = []
    for kpi in kpi_rows(runs, matter.snapshot, scored):
        cells = [marked(kpi.label_ko, kpi.mark) if kpi.mark else kpi.label_ko]
        cells.append(figure(kpi.values[0], kpi.unit))
        for place in range(1, len(runs)):
            cells += [figure(kpi.values[place], kpi.unit), signed(kpi.change(place), kpi.unit)]
        rows.append(tuple(cells))
    return PaperTable(
        "options", "계획의 지표", tuple(columns), tuple(rows), source=_runs(matter), as_of=matter.as_of
    )  # fmt: skip


def _inputs(matter: Matter, found: tuple[Difference, ...]) -> PaperTable:
    count = 1 + len(matter.others)
    columns = (
        TableColumn("조건", 2),
        TableColumn("대상", 2),
        *(TableColumn(letter, 2) for letter in LETTERS[:count]),
    )
    lines = input_rows(found, DifferenceWords(matter.snapshot))
    rows = tuple((line.item, line.subject, *line.values) for line in lines)
    return PaperTable(
        "option_inputs", "바뀐 조건", columns, rows, source=_runs(matter), as_of=matter.as_of
    )


def _sentences(letter: str, found: Difference, matter: Matter) -> Iterator[Text]:
    unit = matter.run.outcome.unit
    yield Text(f"A → {letter}: {summary_sentence(found)}")
    yield Text(verdict_sentence(found.verdict, unit), 2)


def _parks(letter: str, found: Difference, matter: Matter) -> PaperTable:
    words = DifferenceWords(matter.snapshot)
    columns = (
        TableColumn("단지", 2),
        TableColumn("변화", 1.6),
        TableColumn("국비의 변화", 1.4, "right"),
        TableColumn("까닭", 5),
    )
    rows = park_lines(found, words)
    return PaperTable(
        f"option_parks_{letter}", f"A → {letter}: 바뀐 단지", columns, rows, source=_runs(matter),
        as_of=matter.as_of,
    )  # fmt: skip


def _regions(letter: str, found: Difference, matter: Matter) -> PaperTable:
    words = DifferenceWords(matter.snapshot)
    columns = (
        TableColumn("권역", 1.2),
        *(TableColumn(title, 1.2, "right") for title in ("A", letter, f"{letter} − A")),
    )
    rows = tuple(
        (
            words.name(row.key) or MISSING,
            eok(row.before_mkrw),
            eok(row.after_mkrw),
            signed(row.change_mkrw, "mkrw"),
        )
        for row in found.by_region
    )
    return PaperTable(
        f"option_regions_{letter}", f"A → {letter}: 권역별 국비", columns, rows,
        source=_runs(matter), as_of=matter.as_of,
    )  # fmt: skip


def _runs(matter: Matter) -> str:
    return ", ".join(run.run_id for run in (matter.run, *matter.others))
