"""The report says what the run says, in the order officials read, and nothing else."""

from dataclasses import replace

import pytest

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.papers.blocks import (
    Note,
    PaperTable,
    Picture,
    Report,
    TableColumn,
    Text,
)
from cluster_planner.present.papers.matter import whole
from cluster_planner.present.papers.parts.left_out import CANDIDATE, NOT_ASKED
from cluster_planner.present.papers.report import plan_report
from cluster_planner.present.plan_figures import plan_figures
from cluster_planner.present.rows import park_rows, region_rows, region_year_rows
from cluster_planner.present.summary import totals
from tests.present.plan_cases import hand_made
from tests.real_data import asked, real_snapshot


@pytest.fixture(scope="module")
def alone() -> Report:
    return plan_report(hand_made(), real_snapshot())


def test_sections_stand_in_the_order_officials_use(report: Report) -> None:
    assert [section.title for section in report.sections] == [
        "개요",
        "추진 배경",
        "대상 산단과 선정 사유",
        "연도별·사업별 배분",
        "참여기관 구성",
        "기대효과와 가정",
        "대안 비교",
        "한계와 출처",
    ]


def test_without_other_runs_the_comparison_says_so(alone: Report) -> None:
    (options,) = [section for section in alone.sections if section.key == "options"]

    assert [b.text for b in options.blocks if isinstance(b, Text)] == [
        "이 문서를 만들 때 함께 견준 다른 계획은 없습니다."
    ]
    assert [s.key for s in alone.sections][-2:] == ["options", "limits"]


def test_the_figures_are_those_of_the_screen(report: Report) -> None:
    shown = {row[0]: row for row in report.table("figures").rows}

    for figure in plan_figures(hand_made(), real_snapshot()):
        label = f"{figure.label} ({figure.mark})" if figure.mark else figure.label
        assert shown[label][1].replace(" ", "") == f"{figure.value}{figure.unit}".replace(" ", "")
        assert shown[label][2:] == (figure.against_ko, figure.note, figure.source_ko)


def test_every_figure_of_a_park_is_that_of_plan_json(report: Report) -> None:
    plan = hand_made().plan
    assert plan is not None
    names = real_snapshot()["parks"].set_index("park_id")["name_ko"]
    shown = {row[1]: row for row in report.table("parks").rows}

    assert set(shown) == {names[park_id] for park_id in plan.park_ids}
    for park_id in plan.park_ids:
        mine = [a for a in plan.awards if a.park_id == park_id]
        assert shown[names[park_id]][4:9] == (
            str(min(a.start_year for a in mine)),
            whole(sum(a.national_mkrw for a in mine)),
            whole(sum(a.local_mkrw for a in mine)),
            whole(sum(a.private_mkrw for a in mine)),
            whole(sum(a.gain_central_mkrw for a in mine)),
        )


def test_years_and_regions_are_those_of_the_screens_rows(report: Report) -> None:
    years = region_year_rows(hand_made(), real_snapshot())
    shown = {row[0]: row for row in report.table("region_years").rows}

    for region, here in years.groupby("region_ko"):
        cells = [whole(mkrw) for mkrw in here.sort_values("year")["national_mkrw"]]
        assert shown[str(region)][1:-1] == tuple(cells)
    regions = region_rows(hand_made(), real_snapshot()).set_index("region_ko")
    for row in report.table("regions").rows:
        assert row[2] == whole(regions.at[row[0], "national_mkrw"])


def test_totals_are_those_of_the_plan(report: Report) -> None:
    sums = totals(hand_made())

    assert report.table("parks").totals[5] == whole(sums.national_mkrw) == "34,000"
    assert report.table("region_years").totals[-1] == "34,000"
    assert report.table("gains").totals[2:] == (
        whole(sums.gain_low_mkrw),
        whole(sums.gain_central_mkrw),
        whole(sums.gain_high_mkrw),
    )


def test_payments_after_the_plan_stand_under_their_own_header(report: Report) -> None:
    heads = list(report.table("region_years").header_cells())

    assert ("계획 기간", 0, 1, 1, 5) in heads
    assert ("계획 뒤", 0, 6, 1, 1) in heads
    assert ("2031년", 1, 6, 1, 1) in heads
    assert ("권역", 0, 0, 2, 1) in heads


def test_every_table_tells_its_source_and_marks_its_estimates(report: Report) -> None:
    for table in report.tables():
        listed = {column.title for column in table.columns}
        assert table.source or "출처" in listed, table.key
    assert "추정" in report.table("gains").columns[2].group
    estimated = {row[1]: row[-1] for row in report.table("parks").rows}
    assert estimated["창원"] == "추정"
    assert estimated["반월"] == "통계"
    labels = {row[4] for row in report.table("assumed_model").rows}
    assert labels == {"가정"}


def test_an_unknown_distance_is_a_word(report: Report) -> None:
    (line,) = [row for row in report.table("partners").rows if row[1] == "창원"]

    assert "자료 없음" in line[3]
    assert "13km" in line[3]


def test_years_are_written_without_separators(report: Report) -> None:
    for table in report.tables():
        for line in table.lines:
            assert not [cell for cell in line if cell.startswith("2,0") and "연도" in line[3:4]]


def test_only_a_proven_plan_is_called_best() -> None:
    run = hand_made()
    outcome = run.outcome.model_copy(update={"status": SolveStatus.FOUND, "bound": 2e6})
    found = plan_report(run.model_copy(update={"outcome": outcome}), real_snapshot())
    said = [b.text for s in found.sections for b in s.blocks if isinstance(b, Text)]

    assert found.subtitle == "간격 100%"
    assert any("최적 증명 아님" in text for text in said)
    assert not any("증명된 최적" in text for text in said)


def test_pictures_say_in_words_what_they_show(report: Report) -> None:
    pictures = [b for s in report.sections for b in s.blocks if isinstance(b, Picture)]

    assert [p.key for p in pictures] == ["map", "year_chart", "region_chart"]
    assert "2곳" in pictures[0].alt
    assert "2026년 155억 원" in pictures[1].alt or "2026년 95억 원" in pictures[1].alt
    assert all(p.source for p in pictures)


def test_a_run_without_a_plan_is_no_paper() -> None:
    with pytest.raises(ScenarioError, match="계획이 없는 실행"):
        plan_report(hand_made().model_copy(update={"plan": None}), real_snapshot())


def test_a_run_of_other_data_is_refused_with_the_way_out() -> None:
    run = hand_made().model_copy(update={"snapshot_digest": "ab" * 32})

    with pytest.raises(ScenarioError, match="--data abababababababab"):
        plan_report(run, real_snapshot())


def test_more_than_three_others_are_refused() -> None:
    with pytest.raises(ScenarioError, match="3개까지"):
        plan_report(hand_made(), real_snapshot(), "", [hand_made()] * 4)


def test_neighbouring_groups_share_one_header() -> None:
    table = PaperTable(
        "t", "표", (TableColumn("가"), TableColumn("나", group="다"), TableColumn("라", group="다")), ()
    )  # fmt: skip

    assert list(table.header_cells()) == [
        ("가", 0, 0, 2, 1),
        ("다", 0, 1, 1, 2),
        ("나", 1, 1, 1, 1),
        ("라", 1, 2, 1, 1),
    ]
    flat = replace(table, columns=(TableColumn("가"),))
    assert list(flat.header_cells()) == [("가", 0, 0, 1, 1)]


def test_parks_stand_in_the_order_of_the_regions(report: Report) -> None:
    shown = [row[0] for row in report.table("parks").rows]
    order = list(region_rows(hand_made(), real_snapshot())["region_ko"])

    assert shown == sorted(shown, key=order.index)
    assert len(shown) == len(park_rows(hand_made(), real_snapshot()))


def test_the_comparison_names_parks_and_money_that_moved(report: Report) -> None:
    parks = {row[0]: row[1:3] for row in report.table("option_parks_B").rows}

    assert parks["구미"] == ("새로 들어옴", "+100억 원")
    assert parks["창원"] == ("빠짐", "−200억 원")
    regions = {row[0]: row[1:] for row in report.table("option_regions_B").rows}
    assert regions["동남권"] == ("200억 원", "0원", "−200억 원")
    changed = {row[0]: row[2:] for row in report.table("option_inputs").rows}
    assert changed["다음 해로 넘길 수 있는 사업 예산"] == ("0%", "5%")
    figures = {row[0]: row[1:] for row in report.table("options").rows}
    assert figures["국비"] == ("340억 원", "100억 원", "−240억 원")
    programmes = {row[0]: row[1:] for row in report.table("option_programmes_B").rows}
    assert programmes["AI 팩토리 선도"] == ("100억 원", "0원", "−100억 원")
    assert programmes["산단 AX 기반"] == ("140억 원", "100억 원", "−40억 원")
    years = {row[0]: row[1:] for row in report.table("option_years_B").rows}
    assert years["2027년"] == ("75억 원", "60억 원", "−15억 원")
    moved = {row[1:4] for row in report.table("option_partners_B").rows}
    assert moved == {("빠짐", "12", "0")}


def core_left() -> set[str]:
    parks, plan = real_snapshot()["parks"], hand_made().plan
    assert plan is not None
    names = parks[parks["is_core"] & ~parks["park_id"].isin(plan.park_ids)]["name_ko"]
    return set(names)


def test_every_core_park_without_money_stands_with_its_reason(alone: Report) -> None:
    shown = {row[1]: row[3] for row in alone.table("left_out").rows}

    assert set(shown) == core_left()
    assert shown["여수"] == NOT_ASKED
    assert "시나리오가 이 단지를 제외했습니다" in shown["구미"]


def test_without_solves_the_paper_says_that_its_reasons_are_of_the_data(alone: Report) -> None:
    notes = [b.text for s in alone.sections for b in s.blocks if isinstance(b, Note)]

    assert any("다시 푼 것이 아닙니다" in text and "--why" in text for text in notes)
    assert not any("꼭 넣고 다시 푼 결과" in text for text in notes)
    assert len(alone.table("left_out").columns) == 4


def told_of(loss: Loss) -> tuple[str, ...]:
    told = plan_report(hand_made(), real_snapshot(), why={"p_yeosu": loss})
    (line,) = [row for row in told.table("left_out").rows if row[1] == "여수"]
    notes = [b.text for s in told.sections for b in s.blocks if isinstance(b, Note)]
    assert any("꼭 넣고 다시 푼 결과" in text for text in notes)
    assert {c.group for c in told.table("left_out").columns[4:]} == {"꼭 넣을 때 잃는 목적값(추정)"}
    return line[3:]


def test_a_computed_loss_stands_as_a_range_beside_the_park() -> None:
    loss = Loss("in", SolveStatus.PROVEN, low_mkrw=1_200.0, high_mkrw=3_400.0)

    assert told_of(loss) == (f"{CANDIDATE}.", "12억 원", "34억 원")


def test_a_park_that_breaks_every_plan_or_was_not_solved_is_told_in_words() -> None:
    impossible = told_of(Loss("in", SolveStatus.INFEASIBLE))
    unknown = told_of(Loss("in", SolveStatus.NOTHING))

    assert impossible == (
        "이 단지를 꼭 넣으면 조건을 모두 지키는 계획이 없습니다(증명됨).", "–", "–"
    )  # fmt: skip
    assert "제한 시간 안에 알아내지 못했습니다" in unknown[0]


def test_parks_of_a_wider_scope_are_counted_and_not_listed() -> None:
    scenario = asked(parks={"scope": "all"})
    told = plan_report(hand_made().model_copy(update={"scenario": scenario}), real_snapshot())
    parks = real_snapshot()["parks"]
    others = int((~parks["is_core"]).sum())
    notes = [b.text for s in told.sections for b in s.blocks if isinstance(b, Note)]

    assert {row[1] for row in told.table("left_out").rows} == core_left()
    assert any(f"대상 단지 {others:,}곳도 배분을 받지 않았으며" in text for text in notes)


def test_a_basis_that_stands_again_is_written_once(alone: Report) -> None:
    lines = [row for row in alone.table("assumed_packages").rows if row[0].startswith("AI 팩토리")]

    assert len(lines[0][5]) > 20
    assert {line[5] for line in lines[1:]} == {"〃"}
    assert {line[4] for line in lines} <= {"사실", "가정"}
