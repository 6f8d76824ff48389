"""개요 and 추진 배경: what the plan comes to, what was announced, what money there is."""

from cluster_planner.present.assumptions import scenario_assumptions
from cluster_planner.present.badge import badge
from cluster_planner.present.criteria import criterion_sentences
from cluster_planner.present.papers.blocks import (
    Block,
    Note,
    PaperTable,
    Section,
    TableColumn,
    Text,
)
from cluster_planner.present.papers.matter import Matter, whole
from cluster_planner.present.plan_figures import plan_figures
from cluster_planner.present.rows import programme_year_rows
from cluster_planner.present.summary import status_sentence
from cluster_planner.present.targets import TARGETS
from cluster_planner.present.words import count, day, marked, money


def overview(matter: Matter) -> Section:
    """Status, years and the figures by which the plan is read first."""
    run = matter.run
    years = run.scenario.years
    blocks: list[Block] = [
        Text(f"계획: {run.scenario.name}({years[0]}–{years[-1]}년)"),
        *([Text(run.scenario.description, 2)] if run.scenario.description else []),
        Text(f"결과: {badge(run).text}. {status_sentence(run)}"),
        _figures(matter),
    ]
    return Section("overview", "개요", tuple(blocks))


def background(matter: Matter) -> Section:
    """Announced targets with their sources, and the budgets that the scenario gives."""
    return Section("background", "추진 배경", (_targets(), _budgets(matter), *_purpose(matter)))


def _figures(matter: Matter) -> PaperTable:
    columns = (
        TableColumn("지표", 1.5),
        TableColumn("값", 1.3, "right"),
        TableColumn("견주는 것", 2.2),
        TableColumn("내역", 2.4),
        TableColumn("셈한 방법과 출처", 4.6),
    )
    rows = tuple(
        (
            marked(figure.label, figure.mark) if figure.mark else figure.label,
            f"{figure.value}{figure.unit}" if figure.unit == "%" else f"{figure.value} {figure.unit}".strip(),
            figure.against_ko,
            figure.note,
            figure.source_ko,
        )
        for figure in plan_figures(matter.run, matter.snapshot)
    )  # fmt: skip
    return PaperTable(
        "figures", "계획의 주요 지표", columns, rows, source=matter.origin, as_of=matter.as_of
    )


def _targets() -> PaperTable:
    columns = (
        TableColumn("발표된 목표", 1.6),
        TableColumn("값", 1.2, "right"),
        TableColumn("기한", 0.8, "center"),
        TableColumn("범위", 4),
        TableColumn("출처", 3),
        TableColumn("기준일", 1.3),
    )
    rows = tuple(
        (
            one.name_ko,
            money(one.value) if one.unit == "백만원" else count(one.value, one.unit),
            f"{one.by}년",
            one.scope_ko,
            one.source,
            day(one.as_of),
        )
        for one in TARGETS
    )
    return PaperTable(
        "targets", "정부가 발표한 목표", columns, rows,
        note="이 계획만의 목표가 아니라 표에 적은 범위의 목표입니다.",
    )  # fmt: skip


def _budgets(matter: Matter) -> PaperTable:
    """Budget of each programme by year, as the scenario has it; fact or assumption as it says."""
    run, frame = matter.run, programme_year_rows(matter.run, matter.snapshot)
    basis = {b.programme_id: (b.label, b.basis) for b in run.scenario.programmes}
    years = run.scenario.years
    columns = (
        TableColumn("사업", 2),
        *(TableColumn(f"{y}년", 1, "right", "국비 예산") for y in years),
        TableColumn("합계", 1.1, "right", "국비 예산"),
        TableColumn("구분", 0.7, "center"),
        TableColumn("근거", 4),
    )
    rows = []
    inside = frame[~frame["after_horizon"]]
    for programme_id, here in inside.groupby("programme_id", sort=False):
        cells = list(here["budget_mkrw"])
        label, words = basis.get(str(programme_id), ("", ""))
        name = str(here["programme_ko"].iloc[0])
        rows.append((name, *map(whole, cells), whole(sum(cells)), label, words))
    sums = [int(inside.loc[inside["year"] == year, "budget_mkrw"].sum()) for year in years]
    totals = ("합계", *map(whole, sums), whole(sum(sums)), "", "")
    return PaperTable(
        "budgets", "사업 예산", columns, tuple(rows), totals, "백만원",
        source=f"시나리오 {run.scenario.name}(근거 칸)",
    )  # fmt: skip


def _purpose(matter: Matter) -> tuple[Block, ...]:
    head, *lines = criterion_sentences(matter.run)
    asked = scenario_assumptions(matter.run.scenario, matter.snapshot)
    least = [a for a in asked if a.item == "수도권 밖 국비 최소 비중"]
    said = [f"{a.item}: {a.value}{a.unit}({a.label}, {a.basis})" for a in least]
    return (Text(head), *(Text(line.strip(), 2) for line in lines), *map(Note, said))
