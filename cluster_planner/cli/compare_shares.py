"""What each changed group of inputs does alone, for a console."""

from collections.abc import Iterator

from cluster_planner import __version__
from cluster_planner.cli.sweep_words import Report
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.present.difference_figures import ends_words, score_words, signed
from cluster_planner.present.difference_rows import LETTERS
from cluster_planner.present.difference_words import GROUPS, DifferenceWords
from cluster_planner.present.share_words import REST, WHOLE, rest_sentence, share_words
from cluster_planner.sweeps.attribution import Attribution
from cluster_planner.sweeps.effects import Effect

_NONE = "–"
_HEADER = (
    "조건 묶음", "목적값", "목적값의 구간", "국비", "기대 부가가치", "들어온 단지", "빠진 단지",
)  # fmt: skip


def attribution_report(
    found: Attribution, number: int, words: DifferenceWords, versions: tuple[str, str]
) -> Report:
    """A row per group, one for what they do together, and the whole change that these add up to.

    `versions` are those of the program that made the two runs.
    """
    rows: list[tuple[str, ...]] = []
    for share in found.shares:
        label = GROUPS.get(share.group, share.group)
        if share.effect is None:
            rows.append((label, share_words(share.status, share.findings), *[_NONE] * 5))
        else:
            rows.append((label, *_effect(share.effect, found.unit, words)))
    if found.shares:
        rest = [signed(value, "mkrw") for value in (found.rest_national_mkrw, found.rest_gain_mkrw)]
        ends = ends_words(found.rest_score_low, found.rest_score_high, found.unit)
        rows.append((REST, signed(found.rest_score, found.unit), ends, *rest, _NONE, _NONE))
    if found.shares and found.whole is not None:
        rows.append((WHOLE, *_effect(found.whole, found.unit, words)))
    sentences = tuple(_sentences(found, LETTERS[number], versions))
    return Report(sentences, _HEADER if rows else (), tuple(rows), {}, has_plan=True)


def _effect(effect: Effect, unit: ObjectiveUnit, words: DifferenceWords) -> tuple[str, ...]:
    return (
        score_words(effect.score, unit, sure=effect.sure),
        ends_words(effect.score_low, effect.score_high, unit),
        signed(effect.national_mkrw, "mkrw"),
        signed(effect.gain_mkrw, "mkrw"),
        ", ".join(map(words.name, effect.joined_park_ids)) or _NONE,
        ", ".join(map(words.name, effect.left_park_ids)) or _NONE,
    )


def _sentences(found: Attribution, letter: str, versions: tuple[str, str]) -> Iterator[str]:
    if not found.shares:
        yield f"A → {letter}: " + (
            "중단해서 몫을 구하지 못했습니다."
            if found.stopped
            else "바뀐 조건이 없어 나눌 몫이 없습니다."
        )
        return
    if len(found.shares) == 1 and not found.stopped:
        yield f"A → {letter}: 바뀐 묶음이 하나라 전체 변화가 그 몫입니다(추정)."
    else:
        yield f"A → {letter}: 바뀐 조건을 묶음 하나씩만 바꾸어 다시 푼 결과입니다(추정)."
    yield "목적값의 구간은 두 풀이의 간격에서 나온, 가장 좋은 목적값의 차이가 있는 곳입니다."
    yield "단지는 간격 안에서 까닭 없이 바뀌기도 합니다."
    unknown = rest_sentence(
        stopped=found.stopped,
        planned=found.whole is not None,
        shared=all(share.effect is not None for share in found.shares),
    )
    if unknown:
        yield unknown
    if {*versions} != {__version__}:
        yield f"몫은 이 프로그램({__version__})으로 풀었습니다. 실행의 판: A {versions[0]}, {letter} {versions[1]}."
