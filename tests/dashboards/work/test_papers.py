"""Papers beside the page: the real maker, one making for all who ask, and ends that are told."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.errors import ScenarioError
from cluster_planner.explain.reasons import Loss
from dashboards.work.making import Making, MakingState
from dashboards.work.paper_order import KINDS, PaperOrder
from dashboards.work.papers import Papers
from tests.present.plan_cases import award, hand_made, run_of

SILENT = (sys.executable, "-c", "import time; time.sleep(60)")
QUICK = (
    sys.executable,
    "-c",
    "import json, pathlib; r = json.loads(input()); pathlib.Path(r['path']).write_bytes(b'x' * 100);"
    "print(json.dumps({'type': 'made', 'bytes': 100, 'absent': []}))",
)
"""Stands for a maker where only what is kept of its work is asked."""


@pytest.fixture
def papers() -> Iterator[Papers]:
    every = Papers()
    yield every
    every.close()


def other_run() -> Run:
    return run_of(award("p_gumi", "base", "complex_ax", 2027))


def made(papers: Papers, order: PaperOrder) -> Making:
    making = papers.ask(order, "me")
    assert making.wait(90)
    assert making.done, making.findings
    return making


def test_the_maker_writes_the_file_of_the_run(papers: Papers) -> None:
    making = made(papers, PaperOrder("json", hand_made()))

    assert Run.from_json(making.path.read_bytes()) == hand_made()
    assert making.size == making.path.stat().st_size
    assert making.file_name == "계획_세_단지_01234567.json"
    assert papers.find(making.token) is making
    assert papers.find("x" * 43) is None


def test_a_page_about_a_park_needs_no_plan(papers: Papers) -> None:
    order = PaperOrder("park", place_id="p_changwon", place_name="창원", data_digest="e5202d41aa")
    making = papers.ask(order, "me")

    assert making.file_name == "단지_창원_계획없음_e5202d41.pdf"
    assert making.wait(90)
    if making.done:  # a computer without Pango says so
        assert making.path.read_bytes().startswith(b"%PDF")
    else:
        assert "PDF" == making.findings[0].where


def test_what_cannot_be_made_is_told_with_what_to_do(papers: Papers) -> None:
    infeasible = hand_made().model_copy(update={"plan": None})
    making = papers.ask(PaperOrder("xlsx", infeasible), "me")

    assert making.wait(90)
    assert making.state is MakingState.FAILED
    assert "계획이 없는 실행입니다" == making.findings[0].problem
    assert not making.path.exists()
    assert papers.known(PaperOrder("xlsx", infeasible)) is None


def test_the_same_paper_is_made_once_for_all(papers: Papers) -> None:
    first = papers.ask(PaperOrder("json", hand_made()), "one")
    again = papers.ask(PaperOrder("json", hand_made().model_copy()), "two")

    assert again is first
    assert first.wait(60)
    assert papers.ask(PaperOrder("json", hand_made()), "three") is first


@pytest.mark.parametrize(
    "other",
    [
        PaperOrder("csv", hand_made()),
        PaperOrder("json", other_run()),
        PaperOrder("json", hand_made().model_copy(update={"plan": other_run().plan})),
        PaperOrder("json", hand_made(), others=(other_run(),)),
        PaperOrder("json", hand_made(), why={"p_gumi": Loss("in", SolveStatus.PROVEN, 0.0, 5.0)}),
        PaperOrder("json", hand_made(), data_folder=Path("elsewhere")),
        PaperOrder("json", hand_made(), place_id="p_gumi"),
    ],
)
def test_another_paper_has_another_key(other: PaperOrder) -> None:
    assert PaperOrder("json", hand_made()).key != other.key


def test_one_who_stops_waiting_does_not_stop_the_others() -> None:
    papers = Papers(SILENT)
    making = papers.ask(PaperOrder("json", hand_made()), "one")
    papers.ask(PaperOrder("json", hand_made()), "two")
    making.leave("one")
    assert not making.wait(0.5)
    making.leave("two")

    assert making.wait(5)
    assert making.state is MakingState.CANCELLED
    papers.close()


def test_a_maker_that_is_killed_or_stays_too_long_is_told() -> None:
    papers = Papers((sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))
    killed = papers.ask(PaperOrder("json", hand_made()), "me")
    assert killed.wait(10)
    assert "강제로 끝났습니다" in killed.findings[0].problem

    slots = papers._slots[False]
    late = Making(PaperOrder("json", hand_made()), Path("nowhere"), slots, SILENT, longest_s=0.3)
    assert late.start().wait(10)
    assert "끝나지 않아 멈췄습니다" in late.findings[0].problem
    papers.close()


def test_a_maker_that_cannot_be_started_is_told() -> None:
    papers = Papers(("no-such-program",))
    making = papers.ask(PaperOrder("json", hand_made()), "me")

    assert making.wait(10)
    assert "시작하지 못했습니다" in making.findings[0].problem
    papers.close()


def test_a_table_does_not_wait_for_a_typesetter() -> None:
    papers = Papers(SILENT)
    slow = [papers.ask(PaperOrder(kind, hand_made()), "me") for kind in ("pdf", "hwpx")]
    quick = papers.ask(PaperOrder("xlsx", hand_made()), "me")
    time.sleep(0.3)

    assert [one.state for one in (*slow, quick)] == [
        MakingState.RUNNING, MakingState.QUEUED, MakingState.RUNNING,
    ]  # fmt: skip
    papers.close()
    assert all(one.state is MakingState.CANCELLED for one in (*slow, quick))


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    papers = Papers(QUICK, most_bytes=250)
    orders = [PaperOrder("json", hand_made(), place_id=str(n)) for n in range(4)]
    makings = [made(papers, order) for order in orders]

    assert [one.path.exists() for one in makings] == [False, False, True, True]
    assert [papers.known(order) is not None for order in orders] == [False, False, True, True]
    assert papers.find(makings[0].token) is None
    papers.close()
    assert not makings[3].path.parent.exists()


def test_only_so_many_may_wait() -> None:
    papers = Papers(SILENT, most_waiting=2)
    for place in ("a", "b"):
        papers.ask(PaperOrder("json", hand_made(), place_id=place), "me")
    with pytest.raises(ScenarioError, match="기다리는 문서가 2개"):
        papers.ask(PaperOrder("json", hand_made(), place_id="c"), "me")
    papers.close()


def test_every_kind_has_a_name_that_any_system_can_store() -> None:
    scenario = hand_made().scenario.model_copy(update={"name": '../"<\u202e기준\x00안>|' * 30})
    for kind in KINDS:
        name = PaperOrder(kind, hand_made().model_copy(update={"scenario": scenario})).file_name
        assert name.isprintable()
        assert not set(name) & set('<>:"/\\|?*')
        assert len(name.encode()) < 200
        assert name.endswith(f"_01234567{KINDS[kind].ending}")
