"""한계와 출처: what the plan does not say, and where every table comes from."""

from collections.abc import Iterator

from cluster_planner.present.papers.blocks import PaperTable, Section, TableColumn, Text
from cluster_planner.present.papers.matter import Matter
from cluster_planner.present.provenance import table_sources
from cluster_planner.present.summary import status_sentence, totals
from cluster_planner.present.words import ASSUMPTION, ESTIMATE, count


def limits(matter: Matter) -> Section:
    """The run's own warnings, what is estimated, and the sources."""
    return Section("limits", "한계와 출처", (*_sentences(matter), _sources(matter)))


def _sentences(matter: Matter) -> Iterator[Text]:
    all_of = totals(matter.run)
    yield Text(status_sentence(matter.run))
    yield Text(
        f"{ESTIMATE}으로 적은 수는 부분 자료로 셈한 것이고 {ASSUMPTION}으로 적은 수는 출처 없이 정한 것입니다."
    )
    if all_of.estimated_parks:
        yield Text(
            f"선정 {count(all_of.parks, '곳')} 가운데 {count(all_of.estimated_parks, '곳')}은 "
            f"생산 통계가 없어 {ESTIMATE}값을 썼습니다."
        )
    for finding in matter.run.findings:
        yield Text(f"{finding['where']}: {finding['problem']} → {finding['remedy']}", 2)


def _sources(matter: Matter) -> PaperTable:
    columns = (
        TableColumn("표", 1.8),
        TableColumn("행 수", 0.8, "right"),
        TableColumn("출처", 5),
        TableColumn("기준일", 1.3),
        TableColumn("이용 조건", 3),
    )
    rows = tuple(
        (line.table, count(line.rows), line.source, line.as_of, line.licence)
        for line in table_sources(matter.snapshot, matter.sources_text)
    )
    return PaperTable("sources", "자료와 출처", columns, rows, unit="행")
