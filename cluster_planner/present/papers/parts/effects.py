"""기대효과와 가정: what the plan is expected to bring, and all that this rests on."""

from collections.abc import Iterable

from cluster_planner.present.assumptions import (
    Assumption,
    model_assumptions,
    package_assumptions,
    scenario_assumptions,
)
from cluster_planner.present.criteria import CRITERIA, objective_words
from cluster_planner.present.papers.blocks import Note, PaperTable, Section, TableColumn, Text
from cluster_planner.present.papers.matter import Matter, whole
from cluster_planner.present.summary import totals
from cluster_planner.present.words import ESTIMATE, count, money_range, percent

SAME = "〃"
"""The basis is that of the line above, as Korean papers write it."""
_SHORT = 12
"""A basis of so few letters is written again."""


def effects(matter: Matter) -> Section:
    """Gains with their ends, the criteria, and every assumption with its basis."""
    all_of = totals(matter.run)
    gain = money_range(all_of.gain_low_mkrw, all_of.gain_central_mkrw, all_of.gain_high_mkrw)
    until = matter.run.scenario.horizon.benefit_until
    return Section(
        "effects",
        "기대효과와 가정",
        (
            Text(f"기대 부가가치 {gain}({ESTIMATE}, {until}년까지의 현재가치)"),
            _gains(matter),
            _criteria(matter),
            *_assumed(matter),
        ),
    )


def _gains(matter: Matter) -> PaperTable:
    group = f"기대 부가가치({ESTIMATE})"
    columns = (
        TableColumn("권역", 1.2),
        TableColumn("단지 수(곳)", 1, "right"),
        *(TableColumn(end, 1.5, "right", group) for end in ("낮음", "중간", "높음")),
    )
    ends = ("gain_low_mkrw", "gain_central_mkrw", "gain_high_mkrw")
    rows = tuple(
        (row["region_ko"], count(row["parks"]), *(whole(row[end]) for end in ends))
        for row in matter.regions.to_dict("records")
    )
    all_of = totals(matter.run)
    sums = ("합계", count(all_of.parks), *(whole(getattr(all_of, end)) for end in ends))
    return PaperTable(
        "gains", "권역별 기대효과", columns, rows, sums, "백만원", matter.origin, matter.as_of,
        "현재가치입니다. 낮음과 높음은 효과 계수의 끝값으로 셈한 것입니다.",
    )  # fmt: skip


def _criteria(matter: Matter) -> PaperTable:
    columns = (
        TableColumn("기준", 3),
        TableColumn("값", 1.5, "right"),
        TableColumn("단위", 1.2),
        TableColumn("기준값의 몫", 1.1, "right"),
        TableColumn("목적값에 더한 몫", 1.6, "right"),
    )
    unit = matter.run.outcome.unit
    rows = tuple(
        (
            CRITERIA[c.criterion_id][0],
            f"{c.value:,.2f}" if c.criterion_id == "least" else whole(c.value),
            CRITERIA[c.criterion_id][1],
            percent(c.normalised_pct),
            objective_words(c.contribution, unit) if c.weight else "세지 않음",
        )
        for c in matter.run.criteria
    )
    return PaperTable(
        "criteria", f"계획의 기준({ESTIMATE})", columns, rows, (), "", matter.origin, matter.as_of
    )


def _assumed(matter: Matter) -> tuple[PaperTable | Note, ...]:
    run, snapshot = matter.run, matter.snapshot
    scenario = f"시나리오 {run.scenario.name}"
    note = Note("구분이 가정인 값은 출처 없이 정한 것이며, 바꾸면 결과가 달라집니다.")
    return (
        _table("scenario", "시나리오의 조건", scenario_assumptions(run.scenario, snapshot), scenario, ""),
        _table("packages", "패키지의 단가", package_assumptions(snapshot), "packages.csv(근거에 출처)", matter.dated("packages")),
        _table("model", "모형의 가정", model_assumptions(snapshot), "assumptions.csv", matter.dated("assumptions")),
        note,
    )  # fmt: skip


def _table(
    key: str, title: str, lines: Iterable[Assumption], source: str, as_of: str
) -> PaperTable:
    columns = (
        TableColumn("항목", 2.4),
        TableColumn("대상", 2),
        TableColumn("값", 1.6, "right"),
        TableColumn("단위", 0.9),
        TableColumn("구분", 0.7, "center"),
        TableColumn("근거", 3.4),
    )
    rows = []
    before = ""
    # Name and description of the scenario have no label: the overview has them.
    for a in (line for line in lines if line.label):
        basis = SAME if a.basis == before and len(a.basis) > _SHORT else a.basis
        rows.append((a.item, a.subject, _value(a.value, a.unit), a.unit, a.label, basis))
        before = a.basis
    return PaperTable(f"assumed_{key}", title, columns, tuple(rows), source=source, as_of=as_of)


def _value(value: float | str, unit: str) -> str:
    if isinstance(value, str):
        return value
    if "연도" in unit:
        return f"{value:.0f}"
    return whole(value) if float(value).is_integer() else f"{value:,.10g}"
