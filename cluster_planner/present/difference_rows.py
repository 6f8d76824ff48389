"""Runs side by side as rows of words that screen, command line and papers share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.explain.differences import Difference, ParkDifference, PartnerChange
from cluster_planner.present.difference_figures import eok, signed
from cluster_planner.present.difference_words import (
    PARTNER_STANDINGS,
    STANDINGS,
    UNEXPLAINED,
    WITHIN_GAP,
    DifferenceWords,
)
from cluster_planner.present.imports.changes import change_sentences

NAMES_ONLY: Final = ("name", "description")
"""Paths that every list of changed inputs leaves out: they stand at the head of a comparison."""
LETTERS: Final = "ABCD"
"""What the runs of a comparison are called, the base first."""
_DIGITS: Final = 12
"""So much of a digest is shown."""


@dataclass(frozen=True)
class InputRow:
    """One input that is not the same in all runs, with its value in each of them."""

    item: str
    subject: str
    values: tuple[str, ...]
    changed: tuple[bool, ...]
    """Whether it differs from the first run."""


def input_rows(
    differences: Sequence[Difference], words: DifferenceWords, besides: Sequence[str] = NAMES_ONLY
) -> tuple[InputRow, ...]:
    """The inputs that differ in any of the runs, all against the same first run; paths `besides`
    are left out."""
    changes = [
        {(i.path, i.subject): i for i in found.inputs if i.path not in besides}
        for found in differences
    ]
    keys = dict.fromkeys(key for table in changes for key in table)
    rows = []
    for key in keys:
        told = [words.input(table[key]) if key in table else None for table in changes]
        first = next(row for row in told if row is not None)
        rows.append(
            InputRow(
                item=first.item,
                subject=first.subject,
                values=(first.before, *(first.before if r is None else r.after for r in told)),
                changed=(False, *(row is not None for row in told)),
            )
        )
    return tuple(rows)


def made_rows(runs: Sequence[Run]) -> tuple[InputRow, ...]:
    """The data and the version of the program that runs were made of, where they are not the same."""
    items = (
        ("자료", [run.snapshot_digest[:_DIGITS] for run in runs]),
        ("프로그램 판", [run.program_version for run in runs]),
    )
    return tuple(
        InputRow(item, "전국", tuple(values), tuple(value != values[0] for value in values))
        for item, values in items
        if len(set(values)) > 1
    )


def made_sentences(letter: str, found: Difference) -> Iterator[str]:
    """What other data and another program mean for a pair; nothing when both are the same."""
    if not found.same_data:
        first, second = (run.snapshot_digest[:_DIGITS] for run in (found.base, found.other))
        head = f"자료가 다릅니다(A {first}, {letter} {second})"
        if found.data is None:
            yield f"{head}. 두 자료가 모두 이 컴퓨터에 있지 않아 무엇이 다른지 견주지 못했습니다."
        else:
            yield f"{head}: {' · '.join(change_sentences(found.data))}"
    if not found.same_program:
        first, second = found.base.program_version, found.other.program_version
        yield (
            f"프로그램 판이 다릅니다(A {first}, {letter} {second}). "
            "셈하는 방법이 바뀌었을 수 있습니다."
        )


def summary_sentence(found: Difference) -> str:
    """What moved, in one sentence that stands for the map of it."""
    if not found.has_plans:
        return "계획이 없는 실행이 있어 무엇이 옮겨 갔는지 말할 수 없습니다."
    if not found.parks:
        return "두 계획의 배분이 같습니다."
    entered, left = len(found.entered()), len(found.left())
    other = len(found.parks) - entered - left
    return (
        f"{entered}곳이 새로 들어오고 {left}곳이 빠졌으며, {other}곳은 금액이나 구성이 바뀌었습니다. "
        f"국비는 단지들에서 {eok(found.lost_mkrw)} 줄고 다른 단지들에서 {eok(found.gained_mkrw)} "
        f"늘었습니다(옮겨 간 국비 {eok(found.moved_mkrw)})."
    )


def park_lines(found: Difference, words: DifferenceWords) -> tuple[tuple[str, ...], ...]:
    """Return a line a park that differs: its name, how it stands, its money, and the causes."""
    return tuple(
        (
            words.name(park.change.park_id),
            STANDINGS[park.change.standing],
            signed(park.change.change_mkrw, "mkrw"),
            "; ".join(park_causes(park, found, words)),
        )
        for park in found.parks
    )


def park_causes(
    park: ParkDifference, difference: Difference, words: DifferenceWords
) -> tuple[str, ...]:
    """The causes of a park's difference in words; never empty, never a guess."""
    if park.causes:
        return tuple(words.cause(cause) for cause in park.causes)
    if difference.verdict.kind in ("within_gap", "equal"):
        return (UNEXPLAINED, WITHIN_GAP)
    return (UNEXPLAINED,)


def partner_lines(found: Difference, words: DifferenceWords) -> tuple[tuple[str, ...], ...]:
    """Return a line a partner that differs: its name, how, units before and after, and the parks
    that it joined and left."""
    return tuple(
        (
            words.name(partner.partner_id),
            PARTNER_STANDINGS[partner.standing],
            f"{partner.before_units:,}",
            f"{partner.after_units:,}",
            partner_places(partner, words),
        )
        for partner in found.partners
    )


def partner_places(partner: PartnerChange, words: DifferenceWords) -> str:
    """The parks that a partner joined (＋) and left (−)."""
    before, after = set(partner.before_park_ids), set(partner.after_park_ids)
    places = [f"＋{name}" for name in sorted(map(words.name, after - before))]
    places += [f"−{name}" for name in sorted(map(words.name, before - after))]
    return ", ".join(places) or "같은 단지"


def partner_sentence(found: Difference) -> str:
    """How many partners came, went and changed."""
    if not found.has_plans:
        return "계획이 없는 실행이 있어 참여기관을 견줄 수 없습니다."
    if not found.partners:
        return "참여기관의 일이 같습니다."
    entered = sum(partner.standing == "entered" for partner in found.partners)
    left = sum(partner.standing == "left" for partner in found.partners)
    rest = len(found.partners) - entered - left
    return (
        f"참여기관 {entered}곳이 새로 참여하고 {left}곳이 빠졌으며, {rest}곳은 일이 바뀌었습니다."
    )
