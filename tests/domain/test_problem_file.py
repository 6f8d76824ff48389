"""A problem comes back equal from its text, and nothing else is taken for one."""

import json
from collections.abc import Callable
from dataclasses import replace
from math import isnan, nan
from typing import Any

import pytest
from hypothesis import given

from cluster_planner.domain.objective import Objective, Stage
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.problem_file import ProblemError, problem_from, problem_text
from tests.audit.broken_plans import PROBLEM
from tests.small_problems import at_km, problems


@given(problems())
def test_a_problem_comes_back_equal(problem: Problem) -> None:
    assert problem_from(problem_text(problem)) == problem.in_order()


def test_every_part_comes_back() -> None:
    later = Stage("least", {"least": 2.5}, "points", 0.95)
    problem = replace(
        PROBLEM,
        objective=Objective(Stage("jobs", {"jobs": 1.0, "gain": 1e-3}), {"gain": 3.5}, (later,)),
        firms_of_region={"north": 12.0},
        park_places=at_km(north_1=3),
        partner_places=at_km(a=5, b=7),
        committed={("north_1", "base"): 2025},
        uncharged=frozenset({("north_1", "base")}),
        locks={("north_1", "base"): 2027},
    )

    assert problem_from(problem_text(problem)) == problem.in_order()


def test_jobs_that_nobody_counted_stay_unknown() -> None:
    first = PROBLEM.candidates[1]
    unknown = replace(first, segments=(replace(first.segments[0], jobs=nan),))
    problem = replace(PROBLEM, candidates=(PROBLEM.candidates[0], unknown), needs=())

    found = problem_from(problem_text(problem)).candidates[0].segments[0]

    assert isnan(found.jobs)


def test_the_text_does_not_depend_on_any_order() -> None:
    turned = replace(
        PROBLEM,
        candidates=PROBLEM.candidates[::-1],
        packages=dict(reversed(PROBLEM.packages.items())),
        budgets_mkrw=dict(reversed(PROBLEM.budgets_mkrw.items())),
        annuity=dict(reversed(PROBLEM.annuity.items())),
        partner_capacity=dict(reversed(PROBLEM.partner_capacity.items())),
    )

    assert problem_text(turned) == problem_text(PROBLEM)


def _without(content: Any, *path: Any) -> None:
    for key in path[:-1]:
        content = content[key]
    del content[path[-1]]


WRONG: tuple[tuple[Callable[[Any], Any], str], ...] = (
    (lambda c: c.update(form=2), "form"),
    (lambda c: c.update(extra=1), "extra"),
    (lambda c: c.update(years=[]), "years"),
    (lambda c: c.update(years=[2026, 2026, 2027, 2028]), "years에 같은 것이 두 번"),
    (lambda c: c.update(years=["2026"]), "years"),
    (lambda c: c.update(liability_cap_mkrw=10**16), "liability_cap_mkrw"),
    (lambda c: c.update(liability_cap_mkrw=1.5), "liability_cap_mkrw"),
    (lambda c: c.update(firms_of_region={"north": 0}), "firms_of_region"),
    (lambda c: _without(c, "packages", 0), "패키지가 packages에 없습니다"),
    (lambda c: c["packages"].append(c["packages"][0]), "packages에 같은 것이 두 번"),
    (lambda c: c["packages"][0].update(payment_pct=[]), "payment_pct"),
    (lambda c: c["candidates"].append(c["candidates"][0]), "candidates에 같은 것이 두 번"),
    (lambda c: _without(c, "candidates", 0), "needs의 후보"),
    (lambda c: _without(c, "region_of_park", "north_1"), "region_of_park에 없습니다"),
    (lambda c: _without(c, "annuity", 0), "annuity에 없는"),
    (lambda c: c["needs"].append(c["needs"][0]), "needs에 같은 것이 두 번"),
    (lambda c: c["needs"][0].__setitem__(2, 9), "기관 묶음이 없습니다"),
    (lambda c: c.update(committed=[["north_1", "moon", 2025]]), "committed의 패키지"),
    (lambda c: c["objective"]["now"]["weights"].update(luck=1.0), "weights"),
)


@pytest.mark.parametrize(("edit", "told"), WRONG)
def test_what_the_auditor_could_not_read_is_refused(edit: Any, told: str) -> None:
    content = json.loads(problem_text(PROBLEM))
    edit(content)

    with pytest.raises(ProblemError, match=told):
        problem_from(json.dumps(content))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", "1e19", "true", '"1"', "null"])
def test_a_figure_that_is_none_is_refused(number: str) -> None:
    text = problem_text(PROBLEM)
    start = text.index('"carry_over_pct":') + len('"carry_over_pct":')
    end = text.index(",", start)

    with pytest.raises(ProblemError, match="carry_over_pct"):
        problem_from(text[:start] + number + text[end:])


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", b"\xff\xfe", "[" * 100_000, "{" * 9])
def test_anything_else_is_refused(text: str | bytes) -> None:
    with pytest.raises(ProblemError):
        problem_from(text)
