"""A list of programmes adds and updates; what envelopes and scenarios need never goes away."""

from cluster_planner.domain.imports import FileKind
from cluster_planner.domain.units import split_list
from cluster_planner.intake.applied import Applied, NoMemory
from cluster_planner.intake.programmes import apply_programmes
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.lists import read_programmes
from tests.intake.lists import list_reading
from tests.real_data import real_snapshot


def bring(*rows: dict[str, str]) -> Applied:
    reading = list_reading(FileKind.PROGRAMMES, *rows)
    return apply_programmes(reading, dict(real_snapshot().tables), NoMemory())


def test_our_own_table_brought_in_changes_nothing() -> None:
    tables = dict(real_snapshot().tables)

    reading = read_programmes(data_home() / "programmes.csv", "programmes.csv")

    assert (
        apply_programmes(reading, tables, NoMemory()).tables["programmes"] is tables["programmes"]
    )


def test_a_new_amount_replaces_the_old_one_and_says_where_it_is_from() -> None:
    known = real_snapshot()["programmes"]
    name = str(known.loc[known["programme_id"] == "ax_demo_complex", "name_ko"].iloc[0])

    applied = bring(
        {"name_ko": name, "amount_mkrw": "150000", "source": "보기", "confidence": "news"}
    )
    programmes = applied.tables["programmes"].set_index("programme_id")

    assert programmes.loc["ax_demo_complex", "amount_mkrw"] == 150_000
    assert programmes.loc["ax_demo_complex", "source"] == "보기"
    assert list(programmes.index) == list(known["programme_id"])


def test_every_programme_behind_an_envelope_is_still_there_after_a_list_of_one() -> None:
    applied = bring({"name_ko": "보기 사업", "kind_ko": "실증"})
    needed = {
        programme
        for cell in real_snapshot()["envelopes"]["programme_ids"]
        for programme in split_list(str(cell))
    }

    assert needed <= set(applied.tables["programmes"]["programme_id"])
    assert applied.kept == 1


def test_programmes_of_two_years_are_never_taken_for_one_another() -> None:
    """One letter apart, but the letter is a digit of the year."""
    applied = bring({"name_ko": "AI 팩토리 2031", "kind_ko": "실증"})

    assert applied.proposals == ()
    assert applied.kept == 1


def test_a_name_that_belongs_to_another_code_is_refused() -> None:
    known = real_snapshot()["programmes"]
    first, second = known["programme_id"].iloc[0], known["name_ko"].iloc[1]

    applied = bring({"programme_id": str(first), "name_ko": str(second)})

    assert applied.kept == 0
    assert str(first) in applied.refusals[0].problem
