"""Why nothing fits, in the planner's words."""

from dataclasses import replace

import pytest

from cluster_planner.domain.plan import SolveStatus
from cluster_planner.domain.problem import Need, Package, Problem, RegionLimits
from cluster_planner.errors import Finding
from cluster_planner.explain.infeasible import infeasible_findings
from cluster_planner.explain.rule_words import RULE_WORDS, lifting_of
from cluster_planner.optimize.elastic import PRICED
from cluster_planner.optimize.formulation.rules import RULES, STRUCTURE
from tests.real_data import real_snapshot
from tests.small_problems import PACKAGES, park, problem_of

ALONE = "이 조건 하나만으로도 지킬 수 없습니다"
TOGETHER = "아래에 함께 적힌 다른 조건과 같이는 지킬 수 없습니다"


def told(problem: Problem) -> tuple[Finding, ...]:
    return infeasible_findings(real_snapshot(), problem)


def test_floor_of_a_region_without_parks_is_named_in_korean() -> None:
    problem = problem_of(park("jeju_1", 50), regions={"southeast": RegionLimits(floor_mkrw=10)})

    assert told(problem) == (
        Finding("동남권 최소배분", ALONE, "최소배분을 낮추거나 후보 단지를 더하세요"),
    )


def test_rules_that_only_conflict_together_say_so() -> None:
    limits = RegionLimits(floor_mkrw=200, cap_mkrw=150, min_parks=1)
    findings = told(problem_of(park("jeju_1", 50), regions={"jeju": limits}))

    assert [f.where for f in findings] == ["제주 배분 상한", "제주 최소배분"]
    assert {f.problem for f in findings} == {TOGETHER}


def test_locked_park_and_package_are_named() -> None:
    problem = problem_of(park("jeju_1", 50), locks={("p_changwon", "base"): 2027})

    (finding,) = told(problem)
    assert (finding.where, finding.problem) == ("창원 단지 고정(기반)", ALONE)


def test_programme_is_called_by_its_envelope_although_a_package_has_the_same_id() -> None:
    base = Package("base", "ai_factory", True, 140, 56, 28, (50, 50))
    bound = replace(
        problem_of((), budgets_mkrw={}, committed={("jeju_1", "base"): 2025}),
        packages=PACKAGES | {"base": base},
    )

    (finding,) = told(bound)
    assert finding.where == "사업 예산 AI 팩토리 선도 2026년"


def test_partner_without_capacity_is_named_beside_the_lock_that_needs_it() -> None:
    candidates = park("jeju_1", 50)[:1]
    need = Need(candidates[0].candidate_id, "lead", ("hyundai_motor",))
    problem = problem_of(
        candidates,
        needs=(need,),
        partner_capacity={"hyundai_motor": 0},
        locks={("jeju_1", "base"): 2026},
    )

    assert [f.where for f in told(problem)] == ["jeju_1 단지 고정(기반)", "현대자동차 수용력"]


def test_every_rule_that_can_be_lifted_has_a_sentence() -> None:
    liftable = {rule.__name__ for rule in RULES} - STRUCTURE

    assert liftable == {name for name, words in RULE_WORDS.items() if words.lifting}
    with pytest.raises(KeyError, match="follows"):
        lifting_of("follows")


def test_every_rule_with_a_price_says_how_far_it_gives_way() -> None:
    amounts = {
        name for name, words in RULE_WORDS.items() if words.lifting and words.lifting.give_way
    }

    assert amounts == PRICED - {"park_lock"}


def test_asking_to_stop_ends_the_search_with_all_rules_still_suspect() -> None:
    limits = RegionLimits(floor_mkrw=200, cap_mkrw=150, min_parks=1)
    problem = problem_of(park("jeju_1", 50), regions={"jeju": limits})
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return True

    findings = infeasible_findings(real_snapshot(), problem, stop)
    assert asked
    assert {"제주 최소 단지 수", "제주 배분 상한", "제주 최소배분", "사업 예산 complex 2026년"} <= {
        f.where for f in findings
    }


def test_conflict_that_could_not_be_settled_in_time_is_still_an_answer(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    limits = RegionLimits(floor_mkrw=200, cap_mkrw=150)
    problem = problem_of(park("jeju_1", 50), regions={"jeju": limits})
    undecided = lambda model: SolveStatus.NOTHING  # noqa: E731
    monkeypatch.setattr("cluster_planner.optimize.conflict.status_of", undecided)

    (finding,) = told(problem)
    assert "원인을 좁히지 못했습니다" in finding.problem
