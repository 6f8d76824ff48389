"""The results follow the session's run, and only the open view is filled."""

from collections.abc import Callable

from cluster_planner.domain.plan import Outcome, Run, SolveStatus
from dashboards.plan.results import Results
from dashboards.plan.results.statement import assumed, statement_html
from dashboards.state.session import Session
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot

Show = Callable[[Session, Run], None]


def test_without_a_run_it_says_what_will_come(session: Session, wire: object) -> None:
    results = Results(session, wire)  # type: ignore[arg-type]

    assert results.nothing.visible
    assert "아직 결과가 없습니다" in results.nothing.object
    assert not results.figures.visible
    assert results.map is None


def test_a_run_fills_figures_map_and_the_open_view_only(
    session: Session, wire: object, show: Show
) -> None:
    results = Results(session, wire)  # type: ignore[arg-type]
    show(session, hand_made())

    assert not results.nothing.visible
    assert "340" in results.figures.object
    assert results.map is not None
    assert set(results._made) == {"tables"}
    assert results.tabs is not None
    results.tabs.open("years")
    assert set(results._made) == {"tables", "years"}
    other = run_of(award("p_gumi", "base", "complex_ax", 2027)).model_copy(
        update={"run_id": "f" * 16}
    )
    show(session, other)
    years, tables = results._made["years"], results._made["tables"]
    assert [row["label"] for row in years.grid.rows] == ["구미"]  # type: ignore[attr-defined]
    assert [row["key"] for row in tables.parks.rows] == ["p_changwon", "p_banwol"]  # type: ignore[attr-defined]
    results.tabs.open("tables")
    assert [row["key"] for row in tables.parks.rows] == ["p_gumi"]  # type: ignore[attr-defined]


def test_an_infeasible_run_shows_its_findings_and_nothing_else(
    session: Session, wire: object, show: Show
) -> None:
    results = Results(session, wire)  # type: ignore[arg-type]
    finding = {"where": "제주 최소배분", "problem": "함께 지킬 수 없습니다", "remedy": "낮추세요"}
    show(
        session,
        hand_made().model_copy(
            update={
                "run_id": "e" * 16,
                "plan": None,
                "outcome": Outcome(status=SolveStatus.INFEASIBLE),
                "findings": (finding,),
            }
        ),
    )

    assert "조건 충돌" in results.told.object
    assert "제주 최소배분" in results.told.object
    assert not results.figures.visible
    assert not results.downloads.view.visible


def test_the_statement_claims_no_more_than_what_is_proven() -> None:
    proven = statement_html(hand_made(), real_snapshot())
    stopped = statement_html(
        hand_made().model_copy(
            update={"outcome": Outcome(status=SolveStatus.CANCELLED, objective=1.0, bound=2.0)}
        ),
        real_snapshot(),
    )

    assert "증명된 최적" in proven
    assert f"가정 {assumed(hand_made(), real_snapshot())}개" in proven
    assert "선정 2곳 가운데 1곳은 생산 통계가 없어" in proven
    assert "최적" not in stopped.replace("최적 증명 아님", "")


def test_names_of_a_scenario_are_text() -> None:
    scenario = hand_made().scenario.model_copy(update={"name": "<img src=x onerror=alert(1)>"})
    run = hand_made().model_copy(update={"scenario": scenario})

    assert "<img" not in statement_html(run, real_snapshot())


def test_a_run_of_other_data_says_so() -> None:
    run = hand_made().model_copy(update={"snapshot_digest": "0" * 64})

    assert "다른 자료로 계산했습니다" in statement_html(run, real_snapshot())
