"""Differences of runs for a console: sentences, then tables; and the same as plain values."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from cluster_planner.cli.sweep_words import Report, listed
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences import Difference
from cluster_planner.present.difference_rows import (
    difference_json,
    eok,
    figure,
    input_rows,
    kpi_rows,
    park_lines,
    signed,
    summary_sentence,
)
from cluster_planner.present.difference_words import (
    GROUPS,
    REST,
    DifferenceWords,
    share_words,
    verdict_sentence,
)
from cluster_planner.present.reason_words import names_of
from cluster_planner.sweeps.attribution import Attribution

LETTERS: Final = "ABCD"


def reports(
    runs: Sequence[Run], differences: Sequence[Difference], snapshot: Snapshot
) -> Iterator[Report]:
    """The figures of all runs, their inputs, and each pair."""
    words = DifferenceWords(snapshot)
    yield _figures(runs, differences, snapshot)
    yield _inputs(runs, differences, words)
    for letter, found in zip(LETTERS[1:], differences, strict=False):
        yield _parks(letter, found, words)
        yield _regions(letter, found, words)


def content(
    runs: Sequence[Run],
    differences: Sequence[Difference],
    attributions: Sequence[Attribution],
    snapshot: Snapshot,
) -> dict[str, Any]:
    """Everything for `--json`."""
    words = DifferenceWords(snapshot)
    return {
        "base": {"run_id": runs[0].run_id, "scenario": runs[0].scenario.name},
        "figures": [
            {"key": row.key, "label_ko": row.label_ko, "unit": row.unit, "values": row.values}
            for row in kpi_rows(runs, snapshot, _scored(differences))
        ],
        "differences": [difference_json(found, words) for found in differences],
        "attributions": [found.to_json() for found in attributions],
    }


def attribution_report(found: Attribution, number: int, snapshot: Snapshot) -> Report:
    """What each group of inputs does alone."""
    name = names_of(snapshot)
    rows: list[tuple[str, ...]] = []
    for share in found.shares:
        effect = share.effect
        label = GROUPS.get(share.group, share.group)
        if effect is None:
            rows.append((label, share_words(share.status, share.findings), "–", "–", "–", "–"))
            continue
        rows.append(
            (
                label,
                signed(effect.score, found.unit) + ("" if effect.sure else "(간격 안)"),
                signed(effect.national_mkrw, "mkrw"),
                signed(effect.gain_mkrw, "mkrw"),
                listed(effect.joined_park_ids, name),
                listed(effect.left_park_ids, name),
            )
        )
    rest = [signed(value, "mkrw") for value in (found.rest_national_mkrw, found.rest_gain_mkrw)]
    rows.append((REST, signed(found.rest_score, found.unit), *rest, "–", "–"))
    return Report(
        sentences=(
            f"A → {LETTERS[number]}: 바뀐 조건을 묶음 하나씩만 바꾸어 다시 푼 결과입니다(추정).",
            "단지는 간격 안에서 까닭 없이 바뀌기도 합니다.",
        ),
        header=("조건 묶음", "목적값", "국비", "기대 부가가치", "들어온 단지", "빠진 단지"),
        rows=tuple(rows),
        content={},
        has_plan=True,
    )


def _figures(runs: Sequence[Run], differences: Sequence[Difference], snapshot: Snapshot) -> Report:
    rows = []
    for kpi in kpi_rows(runs, snapshot, _scored(differences)):
        label = f"{kpi.label_ko}({kpi.mark})" if kpi.mark else kpi.label_ko
        cells = [label, figure(kpi.values[0], kpi.unit)]
        for place in range(1, len(runs)):
            cells += [figure(kpi.values[place], kpi.unit), signed(kpi.change(place), kpi.unit)]
        rows.append(tuple(cells))
    header = ["지표", "A"]
    for letter in LETTERS[1 : len(runs)]:
        header += [letter, f"{letter} − A"]
    named = (
        f"{letter}: {run.scenario.name}(실행번호 {run.run_id})"
        for letter, run in zip(LETTERS, runs, strict=False)
    )
    return Report(tuple(named), tuple(header), tuple(rows), {}, has_plan=True)


def _inputs(
    runs: Sequence[Run], differences: Sequence[Difference], words: DifferenceWords
) -> Report:
    rows = tuple(
        (row.item, row.subject or "전국", *row.values) for row in input_rows(differences, words)
    )
    made = [
        f"{letter}: {what}이(가) A와 다릅니다."
        for letter, found in zip(LETTERS[1:], differences, strict=False)
        for what, same in (("자료", found.same_data), ("프로그램 판", found.same_program))
        if not same
    ]
    sentence = "바뀐 조건입니다." if rows else "조건이 모두 같습니다."
    header = ("조건", "대상", *LETTERS[: len(runs)])
    return Report((sentence, *made), header, rows, {}, has_plan=True)


def _parks(letter: str, found: Difference, words: DifferenceWords) -> Report:
    rows = park_lines(found, words)
    return Report(
        (
            f"A → {letter}: {verdict_sentence(found.verdict, found.base.outcome.unit)}.",
            summary_sentence(found),
        ),
        ("단지", "변화", "국비의 변화", "까닭"),
        rows,
        {},
        has_plan=True,
    )


def _regions(letter: str, found: Difference, words: DifferenceWords) -> Report:
    rows = [
        (words.name(row.key) or "자료 없음", eok(row.before_mkrw), eok(row.after_mkrw),
         signed(row.change_mkrw, "mkrw"))
        for row in found.by_region
    ]  # fmt: skip
    before = sum(row.before_mkrw for row in found.by_region)
    after = sum(row.after_mkrw for row in found.by_region)
    rows.append(("합계", eok(before), eok(after), signed(after - before, "mkrw")))
    sentence = f"A → {letter}: 권역별 국비입니다."
    header = ("권역", "A", letter, f"{letter} − A")
    return Report((sentence,), header, tuple(rows), {}, has_plan=True)


def _scored(differences: Sequence[Difference]) -> tuple[bool, ...]:
    return (True, *(found.verdict.kind != "not_comparable" for found in differences))
