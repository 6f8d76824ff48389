"""The words for what differs between two runs."""

import pytest

from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import changed_inputs, difference, verdict
from cluster_planner.present.difference_rows import (
    difference_json,
    figure,
    input_rows,
    kpi_rows,
    park_causes,
    signed,
    summary_sentence,
)
from cluster_planner.present.difference_words import GROUPS, DifferenceWords, verdict_sentence
from tests.cli.small_plans import small_scenario
from tests.explain.differences.runs import COMES, GOES, STAYS, after, asked, before
from tests.explain.differences.test_inputs import EVERY_FIELD
from tests.real_data import real_snapshot


@pytest.fixture(scope="module")
def words() -> DifferenceWords:
    return DifferenceWords(real_snapshot())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"regions": {"jeju": {"floor_mkrw": 300}}}, "최소 국비 배분 제주: 1억 원 → 3억 원"),
        (
            {"national_cap_mkrw": {}},
            "모든 사업을 합한 연도별 국비 상한 2027년: 250억 원 → 제한 없음",
        ),
        ({"fund": {"cap_mkrw": 500}}, "국민성장펀드: 쓰지 않음 → 상한 5억 원, 수도권 밖 40% 이상"),
        ({"allow_estimates": False}, "생산액이 추정인 단지의 전환 허용: 예 → 아니요"),
        ({"years": (2026, 2027, 2028, 2029, 2030, 2031)}, "계획 기간: 2026–2030년 → 2026–2031년"),
        (
            {"partner_reach_km": {"research": 30}},
            "참여기관 도달 거리 연구기관: 역할표의 거리 → 30km",
        ),
        ({"parks": {"scope": "all"}}, "전환 대상 단지의 범위: 거점단지 → 모든 단지"),
        ({"objective": {"kind": "max_min"}}, "목적: 기대효과의 합 → 가장 뒤처진 권역 먼저"),
    ],
)
def test_an_input_reads_as_a_planner_says_it(
    words: DifferenceWords, changes: dict[str, object], sentence: str
) -> None:
    (change,) = changed_inputs(small_scenario(), asked(**changes))

    told = words.input_sentence(change)
    assert told.split(":")[0].split()[:2] == sentence.split(":")[0].split()[:2]
    assert told.split(": ", 1)[1] == sentence.split(": ", 1)[1]


@pytest.mark.parametrize("field", Scenario.model_fields)
def test_every_input_and_group_has_words(words: DifferenceWords, field: str) -> None:
    for change in changed_inputs(small_scenario(), asked(**{field: EVERY_FIELD[field][0]})):
        told = words.input(change)
        assert told.item
        assert told.before != told.after
        assert change.group in {*GROUPS, "name", "description"}


def test_years_of_one_programme_are_one_line(words: DifferenceWords) -> None:
    programmes = small_scenario().model_dump()["programmes"]
    programmes[0]["national_mkrw"] |= {2026: 5_000, 2028: 5_000}
    lines = words.sentences(changed_inputs(small_scenario(), asked(programmes=programmes)))

    assert lines == ("산단 AX 기반 예산 2026–2028년 가운데 2해: 200억 원 → 100억 원",)


def test_causes_in_words(words: DifferenceWords) -> None:
    rules = {"regions": {"daegyeong": {"floor_mkrw": 500}, "jeju": {"floor_mkrw": 100}}}
    one = difference(before(), after(asked(parks={"exclude": [GOES]}, **rules)), real_snapshot())
    told = {p.change.park_id: park_causes(p, one, words) for p in one.parks}

    assert told[GOES] == ("견준 실행에서 이 단지를 뺌",)
    assert told[COMES] == ("이 단지의 권역 조건이 바뀜(최소 국비 배분 대경권: 0원 → 5억 원)",)
    assert told[STAYS] == (
        "조건에서 곧바로 설명되지 않음",
        "두 실행의 간격 안이라 우열을 말할 수 없음",
    )


def test_a_verdict_claims_no_more_than_the_gaps_allow() -> None:
    near = verdict(before(), before(objective=6_100.0))
    far = verdict(before(), before(objective=7_000.0, bound=7_100.0))
    other = verdict(before(), before(asked(weights={"ageing": 1.0})))

    assert verdict_sentence(near, "mkrw") == (
        "목적값이 1억 원 큼 — 두 실행의 간격 안이라 우열을 말할 수 없음"
    )
    assert verdict_sentence(far, "mkrw") == "목적값이 10억 원 큼(두 실행의 간격 밖이라 확실함)"
    assert verdict_sentence(other, "mkrw") == (
        "목적값을 견줄 수 없음: 목적·가중치·효과 기간이 달라 점수의 뜻이 다름"
    )


def test_figures_side_by_side_with_their_differences() -> None:
    rows = {row.key: row for row in kpi_rows((before(), after()), real_snapshot(), (True, True))}

    assert rows["national_mkrw"].values == (56_000, 42_000)
    assert rows["national_mkrw"].change(1) == -14_000
    assert rows["parks"].values == (2, 2)
    assert rows["partners"].values == (3, 3)
    assert rows["noncapital_pct"].values == (100, 100)
    assert rows["score"].change(1) == 0


def test_scores_of_other_measures_show_no_difference() -> None:
    rows = kpi_rows((before(), after()), real_snapshot(), (True, False))

    assert rows[0].key == "score"
    assert rows[0].values == (6_000.0, 6_000.0)
    assert rows[0].change(1) is None
    assert signed(rows[0].change(1), rows[0].unit) == "–"


def test_a_run_without_a_plan_has_no_figures() -> None:
    rows = kpi_rows((before(), after(plan=None)), real_snapshot(), (True, False))

    assert [figure(row.values[1], row.unit) for row in rows if row.key == "national_mkrw"] == [
        "자료 없음"
    ]


def test_inputs_of_several_runs_stand_in_one_row(words: DifferenceWords) -> None:
    runs = [
        before(asked(carry_over_pct=5.0)),
        before(asked(carry_over_pct=7.0)),
        before(asked(name="셋", liability_cap_mkrw=100)),
    ]
    rows = input_rows(
        [difference(before(), run, real_snapshot()) for run in runs], words, besides=("name",)
    )

    assert [(r.values, r.changed) for r in rows] == [
        (("0%", "5%", "7%", "0%"), (False, True, True, False)),
        (("90억 원", "90억 원", "90억 원", "1억 원"), (False, False, False, True)),
    ]


def test_summary_and_plain_values_say_the_same(words: DifferenceWords) -> None:
    one = difference(before(), after(), real_snapshot())
    plain = difference_json(one, words)

    assert summary_sentence(one) == (
        "1곳이 새로 들어오고 1곳이 빠졌으며, 1곳은 금액이나 구성이 바뀌었습니다. "
        "다른 단지로 옮겨 간 국비는 280억 원입니다."
    )
    assert [p["park_ko"] for p in plain["parks"]] == ["구미", "여수", "창원"]
    assert plain["moved_mkrw"] == 28_000
    assert sum(r["after_mkrw"] - r["before_mkrw"] for r in plain["by_region"]) == -14_000
