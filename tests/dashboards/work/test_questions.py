"""Questions beside the page: the real worker, the same queue, each question once."""

import sys
import time

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.asked import why_park
from cluster_planner.explain.reasons import Reason
from cluster_planner.explain.repairs import Impasse
from cluster_planner.sweeps.frontier import Frontier
from cluster_planner.sweeps.questions import (
    Balance,
    WhyInfeasible,
    WhyNot,
    WhyPark,
    answer_from,
    plain_answer,
    question_from,
)
from dashboards.lookups.catalog import Catalog
from dashboards.work.board import Board
from dashboards.work.jobs import JobState
from dashboards.work.questions import Asker, Inquiries, Inquiry, waiting_words
from dashboards.work.slots import Slots

SILENT = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture
def inquiries() -> Inquiries:
    return Inquiries(Board())


def test_the_worker_says_what_this_process_would_say(
    inquiries: Inquiries, catalog: Catalog, run: Run
) -> None:
    asked = inquiries.ask(WhyPark(run=run, park_id="p_changwon"))

    assert asked.wait(90)
    assert asked.state is JobState.DONE
    assert asked.answer == why_park(catalog.snapshot, run, "p_changwon")


def test_a_sweep_counts_its_solves_and_brings_its_runs(
    inquiries: Inquiries, small: Scenario
) -> None:
    asked = inquiries.ask(Balance(scenario=small, points=2))

    assert asked.wait(120)
    assert isinstance(asked.answer, Frontier)
    assert asked.count[0] == asked.count[1] > 0
    assert all(
        point.run is not None and point.run.plan is not None for point in asked.answer.points
    )


def test_the_same_question_is_asked_once(inquiries: Inquiries, small: Scenario) -> None:
    first = inquiries.ask(WhyInfeasible(scenario=small))
    again = inquiries.ask(WhyInfeasible(scenario=small))

    assert again is first
    assert first.wait(90)
    assert isinstance(first.answer, Impasse)
    assert first.answer.status is SolveStatus.FOUND
    assert inquiries.ask(WhyInfeasible(scenario=small)) is first


def test_what_the_question_itself_forbids_is_told_and_can_be_asked_again(
    inquiries: Inquiries, run: Run
) -> None:
    question = WhyPark(run=run.model_copy(update={"snapshot_digest": "0"}), park_id="p_changwon")
    asked = inquiries.ask(question)

    assert asked.wait(60)
    assert asked.state is JobState.FAILED
    assert "다른 자료로 만든 계획입니다" in asked.findings[0].problem
    assert inquiries.known(question) is None


def test_a_question_waits_in_the_queue_of_the_runs_and_can_be_taken_back(small: Scenario) -> None:
    slots = Slots(1)
    slots.join("another")
    assert slots.take("another", lambda: False)
    waiting = Inquiry(WhyNot(scenario=small), slots=slots, command=SILENT)
    waiting.start()
    time.sleep(0.2)

    assert waiting.state is JobState.QUEUED
    assert waiting_words(waiting, 2) == "대기 중입니다(앞에 2건)."
    waiting.cancel()
    assert waiting.wait(5)
    assert waiting.state is JobState.CANCELLED
    assert waiting_words(waiting, 0) == "중단했습니다."


def test_a_worker_that_does_not_listen_is_killed(small: Scenario) -> None:
    asked = Inquiry(WhyNot(scenario=small), slots=Slots(1), command=SILENT)
    asked.start()
    deadline = time.monotonic() + 10
    while asked.state is not JobState.RUNNING and time.monotonic() < deadline:
        time.sleep(0.02)
    asked.cancel(grace_seconds=0.2)

    assert asked.wait(10)
    assert asked.state is JobState.CANCELLED
    assert asked.answer is None


def test_a_place_on_a_page_hears_the_end_and_recalls_what_is_known(
    inquiries: Inquiries, run: Run
) -> None:
    heard: list[JobState] = []
    asker = Asker(inquiries, lambda inquiry: heard.append(inquiry.state))
    question = WhyPark(run=run, park_id="p_gumi")
    assert not asker.recall(question)
    asker.ask(question)
    assert asker.busy
    assert asker.inquiry is not None
    assert asker.inquiry.wait(90)
    asker.look()

    assert heard[-1] is JobState.DONE
    assert not asker.busy
    another = Asker(inquiries, lambda inquiry: heard.append(inquiry.state))
    assert another.recall(question)
    assert another.inquiry is asker.inquiry


def test_questions_and_answers_travel_as_plain_values(run: Run, small: Scenario) -> None:
    for question in (
        WhyPark(run=run, park_id="p_gumi", with_budget=True),
        WhyInfeasible(scenario=small),
        Balance(scenario=small, points=3),
        WhyNot(scenario=small),
    ):
        assert question_from(question.model_dump(mode="json")) == question
    reason = Reason("p_gumi", in_plan=True, candidate=True, awards=run.plan.awards[:1])  # type: ignore[union-attr]
    assert answer_from("why_park", plain_answer("why_park", reason)) == reason


def test_different_questions_have_different_keys(run: Run, small: Scenario) -> None:
    keys = [
        WhyPark(run=run, park_id="p_gumi").key,
        WhyPark(run=run, park_id="p_gumi", with_budget=True).key,
        WhyPark(run=run, park_id="p_banwol").key,
        Balance(scenario=small, points=3).key,
        Balance(scenario=small, points=4).key,
        WhyNot(scenario=small).key,
        WhyInfeasible(scenario=small).key,
    ]

    assert len(set(keys)) == len(keys)
