"""대안 비교: other runs on the same data beside this one."""

from collections.abc import Iterable, Iterator

from cluster_planner.explain.differences import Difference, Moved, difference
from cluster_planner.present.difference_figures import eok, signed
from cluster_planner.present.difference_kpis import kpi_rows
from cluster_planner.present.difference_rows import (
    input_rows,
    park_lines,
    partner_lines,
    summary_sentence,
)
from cluster_planner.present.difference_words import (
    DifferenceWords,
    verdict_sentence,
)
from cluster_planner.present.papers.blocks import Block, PaperTable, Section, TableColumn, Text
from cluster_planner.present.papers.matter import Matter
from cluster_planner.present.words import MISSING, marked

LETTERS = "ABCD"
TITLE = "대안 비교"
ALONE = "이 문서를 만들 때 함께 견준 다른 계획은 없습니다."


def options(matter: Matter) -> Section:
    """The figures, inputs, parks, money and partners that differ; a sentence without other runs."""
    if not matter.others:
        return Section("options", TITLE, (Text(ALONE),))
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
            *_moved(letter, one, matter),
            _partners(letter, one, matter),
        ]
    return Section("options", TITLE, tuple(blocks))


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
        cells.append(kpi.shown(0))
        for place in range(1, len(runs)):
            cells += [kpi.shown(place), signed(kpi.change(place), kpi.unit)]
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


def _moved(letter: str, found: Difference, matter: Matter) -> Iterator[PaperTable]:
    """National money of both plans by region, by programme and by year of payment."""
    words = DifferenceWords(matter.snapshot)
    yield _money(letter, "regions", "권역", _named(found.by_region, words), matter)
    yield _money(letter, "programmes", "사업", _named(found.by_programme, words), matter)
    years = ((f"{row.key}년", row.before_mkrw, row.after_mkrw) for row in found.by_year)
    yield _money(letter, "years", "연도", years, matter)


def _named(rows: Iterable[Moved[str]], words: DifferenceWords) -> Iterator[tuple[str, int, int]]:
    for row in rows:
        yield words.name(row.key) or MISSING, row.before_mkrw, row.after_mkrw


def _money(
    letter: str, key: str, what: str, sums: Iterable[tuple[str, int, int]], matter: Matter
) -> PaperTable:
    columns = (
        TableColumn(what, 1.4),
        *(TableColumn(title, 1.2, "right") for title in ("A", letter, f"{letter} − A")),
    )
    rows = tuple(
        (name, eok(before), eok(after), signed(after - before, "mkrw"))
        for name, before, after in sums
    )
    return PaperTable(
        f"option_{key}_{letter}", f"A → {letter}: {what}별 국비", columns, rows,
        source=_runs(matter), as_of=matter.as_of,
    )  # fmt: skip


def _partners(letter: str, found: Difference, matter: Matter) -> PaperTable:
    columns = (
        TableColumn("참여기관", 2),
        TableColumn("변화", 1.5),
        TableColumn("A", 0.6, "right", "물량(단위)"),
        TableColumn(letter, 0.6, "right", "물량(단위)"),
        TableColumn("들어간(＋) 단지와 나온(−) 단지", 5),
    )
    rows = partner_lines(found, DifferenceWords(matter.snapshot))
    return PaperTable(
        f"option_partners_{letter}", f"A → {letter}: 바뀐 참여기관", columns, rows,
        source=_runs(matter), as_of=matter.as_of,
    )  # fmt: skip


def _runs(matter: Matter) -> str:
    return ", ".join(run.run_id for run in (matter.run, *matter.others))
