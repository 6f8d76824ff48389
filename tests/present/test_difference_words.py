"""The words for what differs between two runs."""

import pytest

from cluster_planner.domain.plan import CriterionValue, Outcome, SolveStatus
from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.differences import changed_inputs, difference, verdict
from cluster_planner.present.difference_figures import signed
from cluster_planner.present.difference_json import difference_json
from cluster_planner.present.difference_kpis import kpi_rows
from cluster_planner.present.difference_rows import (
    input_rows,
    made_rows,
    made_sentences,
    park_causes,
    summary_sentence,
)
from cluster_planner.present.difference_words import GROUPS, DifferenceWords, verdict_sentence
from tests.cli.small_plans import small_scenario
from tests.explain.differences.data import weaker_factories
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


def test_a_run_without_a_plan_has_no_figures(words: DifferenceWords) -> None:
    rows = kpi_rows((before(), after(plan=None)), real_snapshot(), (True, False))

    assert {row.shown(1) for row in rows} == {"계획 없음"}
    assert all(row.change(1) is None for row in rows)
    plain = difference_json(difference(before(), after(plan=None), real_snapshot()), words)
    assert (plain["parks"], plain["by_region"], plain["moved_mkrw"]) == (None, None, None)


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
        "국비는 단지들에서 280억 원 줄고 다른 단지들에서 140억 원 늘었습니다(옮겨 간 국비 140억 원)."
    )
    assert [p["park_ko"] for p in plain["parks"]] == ["구미", "여수", "창원"]
    assert (plain["lost_mkrw"], plain["gained_mkrw"], plain["moved_mkrw"]) == (
        28_000,
        14_000,
        14_000,
    )
    assert [(r["label_ko"], r["change_mkrw"]) for r in plain["by_region"]] == [
        ("동남권", -14_000),
        ("대경권", 14_000),
        ("서남권", -14_000),
    ]
    assert sum(r["after_mkrw"] - r["before_mkrw"] for r in plain["by_region"]) == -14_000


def test_a_score_in_points_is_never_shown_as_money() -> None:
    points = Outcome(status=SolveStatus.FOUND, objective=590_780.0, bound=591_369.0, unit="points")
    runs = (before(), after(asked(objective={"kind": "max_min"}), outcome=points))
    rows = {row.key: row for row in kpi_rows(runs, real_snapshot(), (True, False))}

    assert (rows["score"].shown(1), rows["bound"].shown(1)) == ("590,780점", "591,369점")
    assert (rows["score"].shown(0), rows["score"].change(1)) == ("60억 원", None)


def test_effects_that_are_counted_over_other_years_or_weighed_otherwise_are_not_subtracted() -> (
    None
):
    weighed = CriterionValue(
        criterion_id="weighted_gain", value=6.0, reference=10.0, normalised_pct=60.0, weight=1.0,
        contribution=6.0,
    )  # fmt: skip
    plain = weighed.model_copy(update={"criterion_id": "gain"})

    def comparable(**scenario: object) -> dict[str, bool]:
        runs = [before(s, criteria=(weighed, plain)) for s in (None, asked(**scenario))]
        rows = kpi_rows(runs, real_snapshot(), (True, False))
        return {r.key: r.change(1) is not None for r in rows if r.mark == "추정"}

    gains = ("gain_central_mkrw", "criterion.gain")
    other = comparable(weights={"ageing": 1.0})
    assert [other[key] for key in (*gains, "criterion.weighted_gain")] == [True, True, False]
    later = comparable(horizon={"benefit_until": 2040})
    assert [later[key] for key in (*gains, "criterion.weighted_gain")] == [False] * 3


def test_announced_targets_stand_beside_counts_made_as_they_are() -> None:
    rows = {row.key: row for row in kpi_rows((before(), after()), real_snapshot(), (True, True))}

    assert rows["ai_factories"].values == (2 / 6, 1 / 6)
    assert rows["ai_factories_pct"].values == pytest.approx((100 * 2 / 6 / 500, 100 / 6 / 500))
    assert rows["ai_factories"].target_ko == "2030년 전국 목표 500개, 기존 170여 곳"
    assert rows["ax_parks"].values == (1, 0)
    assert {row.mark for key, row in rows.items() if key.startswith(("ai_", "robots"))} == {"가정"}


def test_a_difference_that_rounds_to_nothing_is_not_called_none() -> None:
    assert signed(0.001, "pct") == "거의 같음"
    assert signed(0.0, "pct") == "같음"
    assert signed(-0.0012, "gap") == "−0.001%p"


def test_other_data_and_another_program_are_told_with_what_they_mean() -> None:
    other = weaker_factories()
    run = before(snapshot_digest=other.digest, program_version="0.0.9")
    known = difference(before(), run, real_snapshot(), {other.digest: other})
    unknown = difference(before(), before(snapshot_digest="1" * 64), real_snapshot())

    data, program = made_sentences("B", known)
    assert data.startswith(
        f"자료가 다릅니다(A {real_snapshot().digest[:12]}, B {other.digest[:12]}"
    )
    assert "패키지 효과: 바뀜 1건" in data
    assert program.startswith("프로그램 판이 다릅니다(A 0.1.0, B 0.0.9)")
    (data,) = made_sentences("B", unknown)
    assert "무엇이 다른지 견주지 못했습니다" in data
    assert [(row.item, row.changed) for row in made_rows((before(), run))] == [
        ("자료", (False, True)),
        ("프로그램 판", (False, True)),
    ]


def test_a_changed_row_of_the_data_is_told_as_a_cause(words: DifferenceWords) -> None:
    other = weaker_factories()
    run = after(snapshot_digest=other.digest)
    one = difference(before(), run, real_snapshot(), {other.digest: other})
    told = {park.change.park_id: park_causes(park, one, words) for park in one.parks}

    assert told[STAYS] == ("자료가 바뀜(패키지 효과 AI 팩토리 공정 효과 중앙(%): 30.1 → 25)",)
    assert told[COMES] == ("두 실행의 자료가 달라 조건만으로 말할 수 없음",)
