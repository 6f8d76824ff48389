"""The Python door: every name explained, nothing of a screen behind it, edits checked again."""

import inspect
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import cluster_planner.api as cp
from tests.cli.small_plans import small_run
from tests.real_data import asked, baseline, real_snapshot

HEAVY = {"panel", "bokeh", "param", "tornado", "folium", "branca", "xlsxwriter", "distributed"}


def test_every_public_name_is_there_once_and_says_what_it_is() -> None:
    assert len(cp.__all__) == len(set(cp.__all__))
    silent = [
        name
        for name in cp.__all__
        if callable(thing := getattr(cp, name)) and not inspect.getdoc(thing)
    ]

    assert [] == silent


def test_import_loads_no_screen_and_nothing_that_only_files_or_clusters_need() -> None:
    code = "import sys, cluster_planner.api; print(*{m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert set() == HEAVY & set(loaded.stdout.split())


def test_named_fields_of_a_part_change_and_the_others_stay() -> None:
    changed = cp.scenario_with(baseline(), solver={"gap": 0.05}, regions={})

    assert changed.solver == baseline().solver.model_copy(update={"gap": 0.05})
    assert changed.regions == {}
    assert cp.scenario_with(changed, solver=baseline().solver, regions=baseline().regions) == (
        baseline()
    )


def test_fund_is_added_as_a_whole_and_taken_away() -> None:
    without = cp.scenario_with(baseline(), fund=None)

    assert without.fund is None
    assert cp.scenario_with(without, fund={"cap_mkrw": 5}).fund is not None


def test_change_is_checked_like_a_file() -> None:
    with pytest.raises(cp.ScenarioError) as error:
        cp.scenario_with(baseline(), carry_over_pct=101, solver={"gap": 2}, buget=3)

    assert [f.where.split()[-1] for f in error.value.findings] == [
        "carry_over_pct",
        "solver.gap",
        "buget",
    ]


def test_budget_of_a_year_changes_alone_and_is_an_assumption() -> None:
    richer = cp.with_budget(baseline(), "ai_factory", {2028: 130_000}, "더 온다고 가정")
    (budget,) = (b for b in richer.programmes if b.programme_id == "ai_factory")

    assert richer.total_budget_mkrw - baseline().total_budget_mkrw == 130_000 - 110_000
    assert (budget.national_mkrw[2027], budget.national_mkrw[2028]) == (110_000, 130_000)
    assert (budget.label, budget.basis) == ("가정", "더 온다고 가정")


@pytest.mark.parametrize(
    ("programme", "money", "where"),
    [("ai", {2027: 1}, "programmes"), ("ai_factory", {2050: 1}, "years")],
)
def test_budget_that_the_scenario_cannot_have_is_refused(
    programme: str, money: dict[int, int], where: str
) -> None:
    with pytest.raises(cp.ScenarioError) as error:
        cp.with_budget(baseline(), programme, money, "시험")

    assert [f.where.split()[-1] for f in error.value.findings] == [where]


def test_scenario_comes_back_from_its_file(tmp_path: Path) -> None:
    cp.write_scenario(baseline(), tmp_path / "물음.yaml")

    assert cp.read_scenario(tmp_path / "물음.yaml") == baseline()
    assert cp.find_scenario(str(tmp_path / "물음.yaml")) == cp.find_scenario("기준안")


def test_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    nowhere = tmp_path / "없는 폴더" / "파일"

    with pytest.raises(cp.ScenarioError, match="파일: 쓸 수 없습니다"):
        cp.write_scenario(baseline(), nowhere)
    with pytest.raises(cp.ScenarioError, match="파일: 쓸 수 없습니다"):
        cp.export_model(real_snapshot(), asked(), nowhere)


def test_tables_are_korean_with_units_and_hold_the_plan() -> None:
    run = small_run(("p_changwon", "p_yeosu"), _partners())
    tables = cp.plan_tables(run, real_snapshot())

    assert [28_000, 14_000] == tables["단지"]["국비(백만원)"].tolist()
    assert ["통계", "통계", "추정"] == tables["배분"]["생산액 근거"].tolist()
    assert 42_000 == tables["권역"]["국비(백만원)"].sum()
    assert 42_000 == tables["사업×연도"]["국비(백만원)"].sum()
    assert 12.34 == tables["참여기관"]["거리(km, 직선)"].iloc[0]
    assert pd.isna(tables["참여기관"]["거리(km, 직선)"].iloc[1])
    assert [] == [name for name, frame in tables.items() if not frame.columns.is_unique]


def test_tables_without_a_plan_have_their_columns_and_no_rows() -> None:
    run = small_run(("p_changwon", "p_yeosu"), _partners())
    full = cp.plan_tables(run, real_snapshot())
    empty = cp.plan_tables(run.model_copy(update={"plan": None}), real_snapshot())

    assert (0, 0, 0) == tuple(len(empty[name]) for name in ("단지", "배분", "참여기관"))
    assert set(empty["단지"].columns) == set(full["단지"].columns)


def test_criteria_of_a_plan_are_a_table_that_adds_up_to_the_objective() -> None:
    run = cp.plan_scenario(real_snapshot(), asked())
    table = cp.plan_tables(run, real_snapshot())["기준"].set_index("기준")
    (share,) = (c for c in table.columns if c.startswith("목적값에 더한 몫"))

    assert run.plan is not None
    gain = sum(a.gain_central_mkrw for a in run.plan.awards)
    assert table.loc["기대효과", "값"] == pytest.approx(gain)
    assert table[share].sum() == pytest.approx(run.outcome.objective)
    assert table["지킨 하한"].isna().all()


def test_reason_needs_a_plan_of_the_same_data() -> None:
    run = small_run(("p_changwon", "p_yeosu"), _partners())
    mine = run.model_copy(update={"snapshot_digest": real_snapshot().digest, "plan": None})

    with pytest.raises(cp.DataError, match="다른 자료"):
        cp.why_park(real_snapshot(), run, "p_changwon")
    with pytest.raises(cp.ScenarioError, match="계획이 없습니다"):
        cp.why_park(real_snapshot(), mine, "p_changwon")


def test_reason_refuses_scores_that_cannot_be_compared() -> None:
    stages = {"kind": "lexicographic", "order": [{"criterion": c} for c in ("gain", "jobs")]}
    run = small_run(("p_changwon", "p_yeosu"), _partners()).model_copy(
        update={"snapshot_digest": real_snapshot().digest, "scenario": asked(objective=stages)}
    )

    with pytest.raises(cp.ScenarioError, match="여러 단계"):
        cp.why_park(real_snapshot(), run, "p_changwon")


def test_impasse_offers_a_scenario_that_has_a_plan() -> None:
    snapshot = real_snapshot()
    found = cp.why_infeasible(snapshot, asked(regions={"jeju": {"floor_mkrw": 1000}}))
    offer = found.offers[0]

    assert found.rows == ("region_floor__jeju",)
    assert offer.repair.price_mkrw == 1000
    assert "10억 원" in cp.offer_sentence(snapshot, offer)
    assert (
        cp.repaired_scenario(asked(regions={"jeju": {"floor_mkrw": 1000}}), offer.repair)
        .regions["jeju"]
        .floor_mkrw
        == 0
    )


def _partners() -> tuple[str, str]:
    first, second = real_snapshot().partners["partner_id"].head(2)
    return str(first), str(second)


def test_a_run_is_kept_and_found_again_from_python(tmp_path: Path) -> None:
    shelf = cp.Shelf(tmp_path)
    run = small_run(("p_changwon", "p_yeosu"), _partners())
    shelf.runs.keep(run)
    (record,) = shelf.runs.list(words="작은")

    assert isinstance(record, cp.RunRecord)
    assert cp.repetition(run, shelf.runs.get(shelf.runs.id_of(record.run_id[:8]))).equal
    with pytest.raises(cp.StoreError, match="그런 실행이 없습니다"):
        shelf.runs.id_of("ffffffff")


def test_the_second_who_saves_a_scenario_is_told_in_python(tmp_path: Path) -> None:
    saved = cp.Shelf(tmp_path).scenarios
    first = saved.create(asked())
    saved.save(first.scenario_id, asked(), over=1)

    with pytest.raises(cp.Overtaken):
        saved.save(first.scenario_id, asked(), over=1)
