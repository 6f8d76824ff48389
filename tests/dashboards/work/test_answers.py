"""Answers are kept whole, found again by another server, and computed anew when asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import Scenario
from cluster_planner.store.shelf import Shelf
from cluster_planner.sweeps.questions import Balance, WhyInfeasible, WhyNot, WhyPark
from dashboards.lookups.catalog import Catalog
from dashboards.work.answers import Answers, Question
from dashboards.work.board import Board
from dashboards.work.questions import Asker, Inquiries, Inquiry, answered_words


@pytest.fixture
def answers(tmp_path: Path, catalog: Catalog) -> Answers:
    return Answers(Shelf(tmp_path), catalog.snapshot.digest)


def server(answers: Answers) -> Inquiries:
    return Inquiries(Board(), answers=answers)


@pytest.mark.parametrize("kind", ["frontier", "why_infeasible", "why_not"])
def test_another_server_knows_the_same_answer(kind: str, answers: Answers, small: Scenario) -> None:
    question: Question = {
        "frontier": Balance(scenario=small, points=2),
        "why_infeasible": WhyInfeasible(scenario=small),
        "why_not": WhyNot(scenario=small),
    }[kind]
    first = server(answers).ask(question)
    assert first.wait(120)
    later = server(answers).known(question)

    assert first.answer is not None
    assert later is not None
    assert later.ended
    assert later.answer == first.answer
    assert "에 계산한 답입니다" in answered_words(later)


def test_other_data_options_or_parks_have_answers_of_their_own(answers: Answers, run: Run) -> None:
    question = WhyPark(run=run, park_id="p_changwon")
    assert server(answers).ask(question).wait(90)
    later = server(answers)

    assert later.known(question.model_copy(update={"park_id": "p_gumi"})) is None
    assert later.known(question.model_copy(update={"with_budget": True})) is None
    assert server(replace(answers, snapshot_digest="0" * 64)).known(question) is None
    better = run.outcome.model_copy(update={"objective": (run.outcome.objective or 0) + 1})
    found = run.model_copy(update={"outcome": better})
    assert later.known(question.model_copy(update={"run": found})) is None


def test_what_somebody_stopped_is_not_kept(answers: Answers, small: Scenario) -> None:
    inquiries = server(answers)
    asked = inquiries.ask(Balance(scenario=small, points=12))
    while not asked.ended and asked.count[0] < 1:
        asked.wait(0.1)
    asked.cancel()

    assert asked.wait(30)
    assert answers.shelf.sweeps.list() == ()


def test_asking_for_what_is_shown_computes_it_anew(answers: Answers, run: Run) -> None:
    question = WhyPark(run=run, park_id="p_changwon")
    assert server(answers).ask(question).wait(90)
    heard: list[Inquiry] = []
    asker = Asker(server(answers), heard.append)
    recalled = asker.recall(question)
    kept = heard[-1]
    asker.ask(question)
    anew = heard[-1]
    assert anew.wait(90)

    assert recalled
    assert kept.answer is not None
    assert anew is not kept
    assert anew.answer == kept.answer
    assert len(answers.shelf.sweeps.list()) == 1


def test_an_answer_of_another_form_is_not_taken(answers: Answers, small: Scenario) -> None:
    question = WhyInfeasible(scenario=small)
    digest = answers.snapshot_digest
    answers.shelf.sweeps.keep("screen.why_infeasible", small, digest, {}, {"strange": 1})

    assert answers.find(question) is None


def test_a_shelf_that_is_away_answers_nothing_and_breaks_nothing(
    tmp_path: Path, catalog: Catalog, run: Run
) -> None:
    (tmp_path / "home").write_text("a file stands here")
    away = Answers(Shelf(tmp_path / "home"), catalog.snapshot.digest)
    asked = server(away).ask(WhyPark(run=run, park_id="p_changwon"))

    assert asked.wait(90)
    assert asked.answer is not None
