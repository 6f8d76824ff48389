"""A list of partners adds and updates; it never deletes, and is never surer than it says."""

from typing import Any

import pandas as pd
import pytest

from cluster_planner.domain.imports import FileKind
from cluster_planner.intake.applied import Applied, Memory, NoMemory
from cluster_planner.intake.partners import apply_partners
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.lists import read_partners
from tests.intake.lists import list_reading
from tests.intake.readings import Answers
from tests.real_data import real_snapshot

NEW = {"name_ko": "보기정공", "type_id": "parts", "division_ids": "ai_factory"}


def bring(*rows: dict[str, str], memory: Memory | None = None) -> Applied:
    reading = list_reading(FileKind.PARTNERS, *rows)
    return apply_partners(reading, dict(real_snapshot().tables), memory or NoMemory())


def partner(applied: Applied, name: str) -> dict[str, Any]:
    rows = applied.tables["partners"]
    (found,) = rows[rows["name_ko"] == name].to_dict("records")
    return {str(column): value for column, value in found.items()}


def before(name: str) -> dict[str, Any]:
    return partner(Applied(dict(real_snapshot().tables), 0), name)


def test_our_own_table_brought_in_changes_nothing() -> None:
    tables = dict(real_snapshot().tables)

    applied = apply_partners(
        read_partners(data_home() / "partners.csv", "partners.csv"), tables, NoMemory()
    )

    assert applied.tables["partners"] is tables["partners"]
    assert applied.kept == len(tables["partners"])


def test_a_new_partner_gets_the_point_of_its_city_and_the_words_of_its_row() -> None:
    place = {"city_ko": "경남 창원시", "sido_ko": "경남", "sigungu_ko": "창원시"}
    said = {"source": "보기일보", "as_of": "2026-03", "confidence": "news"}

    added = partner(bring(NEW | place | said), "보기정공")
    hanwha = real_snapshot()["partners"].query("sigungu_code == '48120'").iloc[0]

    assert str(added["partner_id"]).startswith("u_")
    assert added["city_ko"] == "경상남도 창원시"
    assert (added["sigungu_code"], added["lon"], added["lat"]) == (
        "48120",
        hanwha["lon"],
        hanwha["lat"],
    )
    assert added["location_basis"] == "source"
    assert (added["source"], added["as_of"], added["confidence"]) == ("보기일보", "2026-03", "news")


def test_a_row_that_does_not_say_how_it_knows_is_only_inferred() -> None:
    applied = bring(NEW)
    added = partner(applied, "보기정공")

    assert added["confidence"] == "inferred"
    assert (added["source"], added["as_of"]) == ("보기 목록 목록.xlsx", "2026-06-30")
    assert (added["location_basis"], pd.isna(added["lon"])) == ("unknown", True)
    assert any(note.what == "신뢰도가 없는 행" for note in applied.notes)


def test_the_same_list_gives_the_same_id() -> None:
    first, second = (bring(NEW).tables["partners"] for _ in range(2))

    assert first.equals(second)


@pytest.mark.parametrize("given", ["삼성전자(주)", "㈜ 삼성 전자", "주식회사 삼성전자"])
def test_another_spelling_updates_and_keeps_our_name(given: str) -> None:
    applied = bring({"name_ko": given, "role_ko": "새 역할"})
    old, new = before("삼성전자"), partner(applied, "삼성전자")

    assert new["role_ko"] == "새 역할"
    assert new["confidence"] == "inferred"
    assert {c for c in new if new[c] != old[c]} <= {
        "role_ko",
        "source",
        "as_of",
        "confidence",
        "confidence_note",
    }
    assert [(r.before, r.after) for r in applied.repairs] == [(given, "삼성전자")]


def test_an_english_name_stands_for_its_firm() -> None:
    applied = bring({"name_ko": "삼성 일렉", "name_en": "Samsung Electronics Co., Ltd."})

    assert applied.kept == 1
    assert "삼성 일렉" not in set(applied.tables["partners"]["name_ko"])


def test_blank_cells_and_absent_partners_stay_as_they_are() -> None:
    applied = bring({"name_ko": "삼성전자", "role_ko": "", "city_ko": ""}, NEW)

    assert partner(applied, "삼성전자") == before("삼성전자")
    assert len(applied.tables["partners"]) == len(real_snapshot()["partners"]) + 1
    assert any("지우지 않음" in note.why for note in applied.notes)


def test_a_new_partner_without_a_type_is_refused_with_its_row() -> None:
    applied = bring({"name_ko": "보기정공", "division_ids": "bio"})

    assert applied.kept == 0
    assert [(r.place.row, r.value) for r in applied.refusals] == [(2, "보기정공")]
    assert "유형" in applied.refusals[0].problem


def test_two_rows_for_one_partner_are_refused_the_second_time() -> None:
    applied = bring({"name_ko": "삼성전자"}, {"name_ko": "㈜삼성전자", "role_ko": "다름"})

    assert [r.place.row for r in applied.refusals] == [3]
    assert partner(applied, "삼성전자") == before("삼성전자")


def test_a_name_nearly_ours_waits_for_an_answer() -> None:
    row = NEW | {"name_ko": "현대모비즈"}

    asked = bring(row)
    (proposal, *_) = asked.proposals
    yes = bring(row, memory=Answers({proposal.key: proposal.candidate_id}))
    no = bring(row, memory=Answers(no=frozenset({(*proposal.key, proposal.candidate_id)})))

    assert (asked.kept, proposal.candidate_ko) == (0, "현대모비스")
    assert "현대모비즈" in asked.refusals[0].value
    assert partner(yes, "현대모비스")["division_ids"] == "ai_factory"
    assert str(partner(no, "현대모비즈")["partner_id"]).startswith("u_")


def test_an_old_district_becomes_todays_and_a_split_one_is_asked() -> None:
    moved = bring(NEW | {"sido_ko": "경북", "sigungu_ko": "군위군"})
    split = bring(NEW | {"sido_ko": "인천", "sigungu_ko": "서구"})

    assert partner(moved, "보기정공")["sigungu_code"] == "27720"
    assert split.kept == 0
    assert {p.subject for p in split.proposals} == {"sigungu"}
    assert len(split.proposals) == 2


def test_a_province_alone_gives_its_own_point() -> None:
    added = partner(bring(NEW | {"sido_ko": "대구광역시", "city_ko": "대구광역시"}), "보기정공")

    assert pd.isna(added["sigungu_code"])
    assert added["city_ko"] == "대구광역시"
    assert "시군구는 모름" in str(added["location_note"])


def test_a_moved_partner_loses_the_old_point() -> None:
    applied = bring({"name_ko": "삼성전자", "sido_ko": "경상북도", "sigungu_ko": "구미시"})
    old, new = before("삼성전자"), partner(applied, "삼성전자")

    assert new["city_ko"] == "경상북도 구미시"
    assert new["lon"] != old["lon"]
    assert new["location_basis"] == "source"


@pytest.mark.parametrize("alone", ["lon", "lat"])
def test_half_a_point_is_refused(alone: str) -> None:
    """With the other half of the old point it would lie somewhere else."""
    applied = bring({"name_ko": "현대자동차", alone: "36.5" if alone == "lat" else "128.5"})

    (refusal,) = applied.refusals
    assert "하나만" in refusal.problem
    assert partner(applied, "현대자동차") == before("현대자동차")


def test_the_same_city_in_other_words_moves_nobody() -> None:
    known = before("현대자동차")
    assert known["location_basis"] != "source"

    applied = bring(
        {
            "name_ko": "현대자동차",
            "city_ko": "울산 북구",
            "sido_ko": "울산",
            "sigungu_ko": "북구",
        }
    )

    assert partner(applied, "현대자동차") == known


def test_a_point_far_from_its_city_is_refused() -> None:
    city = {"sido_ko": "경남", "sigungu_ko": "창원시"}

    far = bring(NEW | city | {"lon": "126.5", "lat": "33.4"})
    near = partner(bring(NEW | city | {"lon": "128.68", "lat": "35.22"}), "보기정공")

    assert "창원시에 있지 않습니다" in far.refusals[0].problem
    assert (near["lon"], near["lat"]) == (128.68, 35.22)


def test_a_code_with_another_name_renames_and_that_is_told() -> None:
    own = str(before("현대자동차")["partner_id"])

    applied = bring({"partner_id": own, "name_ko": "아주 다른 회사"})

    assert partner(applied, "아주 다른 회사")["partner_id"] == own
    (repair,) = applied.repairs
    assert (repair.before, repair.after) == ("현대자동차", "아주 다른 회사")
    assert own in repair.how
