"""Runs come back as they were kept, a better answer is never lost to a worse one, and lists are quick."""

import pytest
from sqlalchemy import text

from cluster_planner.domain.plan import Run, SolveStatus
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import StoreError
from cluster_planner.store.database.schema import runs
from cluster_planner.store.shelf import Shelf
from tests.store.kept import NAMES, SNAPSHOT, a_run, a_scenario

NO_KEYS = ("", "없음", "a\0b", "\ud800", "x" * 65, "../../x", "%", "_" * 16, "a\nb")


def test_an_empty_shelf_has_no_runs(shelf: Shelf) -> None:
    assert shelf.runs.list() == ()
    assert shelf.runs.count() == 0
    assert shelf.runs.get("abababab") is None
    assert shelf.runs.snapshot_digests() == frozenset()


def test_a_run_comes_back_equal_from_another_shelf(shelf: Shelf, run: Run) -> None:
    run_id = shelf.runs.keep(run)

    assert Shelf(shelf.home).runs.get(run_id) == run


def test_a_run_is_addressed_by_what_was_asked_of_which_data(shelf: Shelf) -> None:
    kept = [shelf.runs.keep(a_run(snapshot=digit * 64)) for digit in "112"]
    kept.append(shelf.runs.keep(a_run(scenario=a_scenario(liability_cap_mkrw=1))))

    assert 3 == len(set(kept)) == shelf.runs.count()


def test_the_list_says_all_that_was_recorded_of_a_run(shelf: Shelf) -> None:
    scenario = a_scenario("북부 안", solver=SolverSettings(gap=0.02, seed=7, time_limit_s=11))
    shelf.runs.keep(a_run(scenario=scenario, status=SolveStatus.PROVEN, objective=8.0))
    (record,) = shelf.runs.list()

    assert (record.name, record.status) == ("북부 안", SolveStatus.PROVEN)
    assert (record.objective, record.bound, record.gap) == (8.0, 10.0, 0.25)
    assert (record.solver, record.program_version) == ("HiGHS 1.15.1", "0.1.0")
    assert (record.parks, record.national_mkrw, record.seconds) == (2, 14_000, 1.5)
    assert (record.snapshot_digest, record.scenario_digest) == (SNAPSHOT, scenario.digest)
    assert '"seed": 7' in record.options_json
    assert record.scenario == scenario
    assert record.kept_at.tzinfo is not None


def test_what_a_run_without_a_plan_lacks_is_missing_and_not_zero(shelf: Shelf) -> None:
    shelf.runs.keep(a_run(status=SolveStatus.INFEASIBLE, objective=None))
    (record,) = shelf.runs.list()

    missing = (record.objective, record.bound, record.gap, record.parks, record.national_mkrw)
    assert missing == (None,) * 5


@pytest.mark.parametrize(
    ("first", "then", "stays"),
    [
        ((SolveStatus.FOUND, 10.0), (SolveStatus.FOUND, 30.0), 30.0),
        ((SolveStatus.FOUND, 30.0), (SolveStatus.FOUND, 20.0), 30.0),
        ((SolveStatus.PROVEN, 30.0), (SolveStatus.CANCELLED, 30.0), 30.0),
        ((SolveStatus.PROVEN, 20.0), (SolveStatus.FOUND, 30.0), 20.0),
        ((SolveStatus.FOUND, 30.0), (SolveStatus.PROVEN, 29.9), 29.9),
        ((SolveStatus.FOUND, 30.0), (SolveStatus.NOTHING, None), 30.0),
        ((SolveStatus.NOTHING, None), (SolveStatus.CANCELLED, 1.0), 1.0),
        ((SolveStatus.FOUND, -2.0), (SolveStatus.FOUND, -1.0), -1.0),
    ],
)
def test_the_better_answer_to_a_question_stays(
    shelf: Shelf,
    first: tuple[SolveStatus, float | None],
    then: tuple[SolveStatus, float | None],
    stays: float,
) -> None:
    answers = [a_run(status=status, objective=value) for status, value in (first, then)]
    for answer in answers:
        shelf.runs.keep(answer)

    kept = shelf.runs.get(answers[0].run_id)
    assert kept in answers
    assert kept.outcome.objective == stays
    assert [record.objective for record in shelf.runs.list()] == [stays]


@pytest.mark.parametrize(
    ("first", "then", "stays"),
    [
        (SolveStatus.INFEASIBLE, SolveStatus.NOTHING, SolveStatus.INFEASIBLE),
        (SolveStatus.INFEASIBLE, SolveStatus.CANCELLED, SolveStatus.INFEASIBLE),
        (SolveStatus.NOTHING, SolveStatus.INFEASIBLE, SolveStatus.INFEASIBLE),
        (SolveStatus.NOTHING, SolveStatus.CANCELLED, SolveStatus.CANCELLED),
    ],
)
def test_a_proof_that_there_is_no_plan_does_not_give_way_to_a_lack_of_time(
    shelf: Shelf, first: SolveStatus, then: SolveStatus, stays: SolveStatus
) -> None:
    for status in (first, then):
        run_id = shelf.runs.keep(a_run(status=status, objective=None))
    kept = shelf.runs.get(run_id)

    assert kept is not None
    assert kept.outcome.status is stays
    shelf.runs.keep(a_run(status=SolveStatus.FOUND, objective=1.0))
    assert shelf.runs.list()[0].status is SolveStatus.FOUND


def test_a_run_is_named_by_its_first_eight_characters_whatever_their_case(shelf: Shelf) -> None:
    shelf.runs.keep(a_run(run_id="abcdef0123456789"))

    assert shelf.runs.id_of("abcdef01") == "abcdef0123456789"
    assert shelf.runs.id_of("ABCDEF01") == "abcdef0123456789"
    with pytest.raises(StoreError, match="그런 실행이 없습니다"):
        shelf.runs.id_of("abcdef0")


def test_a_beginning_of_two_runs_is_refused(shelf: Shelf) -> None:
    for end in ("1", "2"):
        shelf.runs.keep(a_run(run_id="abcdef012345678" + end))

    with pytest.raises(StoreError, match="여러 개"):
        shelf.runs.id_of("abcdef01")


@pytest.mark.parametrize("named", NO_KEYS)
def test_a_text_that_names_no_run_finds_none_on_any_database(shelf: Shelf, named: str) -> None:
    shelf.runs.keep(a_run())

    assert shelf.runs.get(named) is None
    with pytest.raises(StoreError, match="그런 실행이 없습니다"):
        shelf.runs.id_of(named)


def test_the_list_has_the_latest_first_and_goes_on_where_it_ended(shelf: Shelf) -> None:
    names = [f"{number}번째 안" for number in range(7)]
    for number, name in enumerate(names):
        shelf.runs.keep(a_run(name, snapshot=f"{number:064}"))
    listed = [record.name for record in shelf.runs.list(3)]
    more = [record.name for record in shelf.runs.list(3, after=3)]

    assert listed + more == names[:0:-1]
    assert [record.name for record in shelf.runs.list(after=6)] == names[:1]


def test_a_run_that_is_kept_again_is_the_latest(shelf: Shelf) -> None:
    first, second = a_run("가 안", snapshot="1" * 64), a_run("나 안", snapshot="2" * 64)
    for run in (first, second, first):
        shelf.runs.keep(run)

    assert [record.name for record in shelf.runs.list()] == ["가 안", "나 안"]


def test_every_word_of_a_search_must_stand_in_the_name_or_begin_the_id(shelf: Shelf) -> None:
    for number, name in enumerate(("부산 AX 안", "부산 기준", "100% 안", "대구_안")):
        shelf.runs.keep(a_run(name, run_id=f"{number}abcdef012345678"))

    def found(words: str) -> set[str]:
        records = shelf.runs.list(words=words)
        assert shelf.runs.count(words) == len(records)
        return {record.name for record in records}

    assert found("부산") == {"부산 AX 안", "부산 기준"}
    assert found(" 안  부산 ") == found("부산 ax") == {"부산 AX 안"}
    assert found("%") == {"100% 안"}
    assert found("_") == {"대구_안"}
    assert found("3abc") == found("3ABC") == {"대구_안"}
    assert found("\0") == found("\ud800") == found("") == found(" ")
    assert found("없는 말") == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_kept_whole_and_listed_in_one_line(shelf: Shelf, name: str) -> None:
    run = a_run(name)
    shelf.runs.keep(run)
    (record,) = shelf.runs.list()

    assert shelf.runs.get(run.run_id) == run
    assert record.name == " ".join(record.name.split())
    assert record.name.isprintable()
    assert len(record.name) <= 200
    assert shelf.runs.list(words=record.name[:20]) == (record,)


def test_the_data_of_every_kept_run_are_known(shelf: Shelf) -> None:
    for digit in "121":
        shelf.runs.keep(a_run(snapshot=digit * 64))

    assert shelf.runs.snapshot_digests() == {"1" * 64, "2" * 64}


def test_a_run_that_another_program_wrote_differently_is_none_and_stays_listed(
    shelf: Shelf, run: Run
) -> None:
    shelf.runs.keep(run)
    rewrite(shelf, '{"run_id": "other", "wisdom": 3}')

    assert shelf.runs.get(run.run_id) is None
    assert [record.run_id for record in shelf.runs.list()] == [run.run_id]


def test_a_damaged_run_is_told_in_a_sentence(shelf: Shelf, run: Run) -> None:
    shelf.runs.keep(run)
    with shelf.database.write() as connection:
        connection.execute(text("UPDATE runs SET body = :body"), {"body": b"abc"})

    with pytest.raises(StoreError, match="망가져 읽을 수 없습니다"):
        shelf.runs.get(run.run_id)


def rewrite(shelf: Shelf, body: str) -> None:
    """Put another text in place of every kept plan."""
    with shelf.database.write() as connection:
        connection.execute(runs.update().values(body=body))
