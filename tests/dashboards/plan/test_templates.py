"""Templates are whole scenarios that say what they assume; files of strangers do no harm."""

import re
from pathlib import Path

import pytest

from cluster_planner.benefit.checks import check
from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import ScenarioError
from cluster_planner.sources.embedded import data_home
from dashboards.lookups.catalog import Catalog
from dashboards.plan.levers.warnings import warnings
from dashboards.plan.templates import (
    MOST_BYTES,
    Template,
    scenario_of_text,
    templates,
    text_of_scenario,
)

SHIPPED = templates()


def test_the_baseline_is_first_and_others_follow() -> None:
    assert "baseline" == SHIPPED[0].key
    assert {"balance_first", "noncapital_only", "budget_cut_30", "ships_and_cars", "growth_fund", "jobs_first"} == {
        one.key for one in SHIPPED[1:]
    }  # fmt: skip
    assert len(SHIPPED) == len({one.scenario.name for one in SHIPPED})
    assert len(SHIPPED) == len({one.scenario.digest for one in SHIPPED})


@pytest.mark.parametrize("template", SHIPPED, ids=[one.key for one in SHIPPED])
def test_a_template_is_sound_described_and_marked(catalog: Catalog, template: Template) -> None:
    scenario = template.scenario
    text = (data_home() / "scenarios" / f"{template.key}.yaml").read_text("utf-8")
    own = [
        line
        for line in text.splitlines()
        if not line.startswith(("#", "name", "description", "years"))
    ]

    check(catalog.snapshot, scenario)
    assert not [w for w in warnings(catalog.snapshot, scenario) if w.where != "weights.engine_fit"]
    assert 10 <= len(scenario.description) <= 80
    assert "(가정)" in text
    assert own
    assert all(re.search(r"가정", budget.basis) for budget in scenario.programmes)


def test_templates_differ_from_the_baseline_as_they_say() -> None:
    by_key = {one.key: one.scenario for one in SHIPPED}
    base, cut = by_key["baseline"], by_key["budget_cut_30"]

    assert [round(0.7 * b.national_mkrw[2026]) for b in base.programmes] == [
        b.national_mkrw[2026] for b in cut.programmes
    ]
    assert 0.7 * base.total_budget_mkrw == cut.total_budget_mkrw
    assert 100.0 == by_key["noncapital_only"].noncapital_share_min_pct
    assert "balance_floor" == by_key["balance_first"].objective.kind
    fund = by_key["growth_fund"].fund
    assert fund is not None
    assert (2_000_000, 60.0) == (fund.cap_mkrw, fund.noncapital_min_pct)


def test_a_saved_scenario_opens_as_the_same(catalog: Catalog, baseline: Scenario) -> None:
    assert baseline.digest == scenario_of_text(text_of_scenario(baseline), catalog.snapshot).digest


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: [1\n", "YAML 문법이 맞지 않습니다"),
        ("- 1\n", "값 꼴의 시나리오가 아닙니다"),
        ("", "값 꼴의 시나리오가 아닙니다"),
        (BOMB, "되풀이 표시"),
        ("!!python/object/apply:os.system ['true']", "YAML 문법이 맞지 않습니다"),
        ("x" * (MOST_BYTES + 1), "바이트보다 큽니다"),
        ("가" * (MOST_BYTES // 2), "바이트보다 큽니다"),
    ],
)
def test_files_that_are_no_scenario_are_refused(catalog: Catalog, text: str, problem: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        scenario_of_text(text, catalog.snapshot)

    assert problem in str(caught.value)


def test_findings_of_a_file_come_at_once(catalog: Catalog, baseline: Scenario) -> None:
    text = text_of_scenario(baseline).replace("p_changwon", "p_nirgends")

    with pytest.raises(ScenarioError, match="모르는 단지입니다: p_nirgends"):
        scenario_of_text(text, catalog.snapshot)


def test_a_broken_neighbour_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "baseline.yaml").write_bytes((data_home() / "scenarios/baseline.yaml").read_bytes())
    (folder / "broken.yaml").write_text("name: 나쁨\n", "utf-8")

    assert ["baseline"] == [one.key for one in templates(tmp_path)]
