"""Findings at the field that can mend them, in the words and units of the screen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.errors import Finding
from cluster_planner.present.criteria import OBJECTIVE_KINDS
from dashboards.plan.levers.group import MOST_EOK, Content, Group, at

_MONEY: Final = re.compile(r"_mkrw(\.\d+)?$")
_IDS: Final = {**OBJECTIVE_KINDS, "kind": "목적"}


@dataclass(frozen=True)
class Complaint:
    """One finding and where the keyboard goes to mend it."""

    title: str
    """Group and field, as the screen calls them."""
    problem: str
    remedy: str
    group: str
    """Title of the group, or empty when no field can mend it."""
    key: str
    """Field, or `field/row/column` within a grid."""

    @property
    def sentence(self) -> str:
        """What stands at the field."""
        return f"{self.problem} → {self.remedy}"


def placed(
    findings: Iterable[Finding], groups: Sequence[Group], content: Content
) -> tuple[Complaint, ...]:
    """Every finding at its field; one that no field can mend keeps its own place as title."""
    places = [(group, group.places(content)) for group in groups]
    return tuple(_placed(finding, places, content) for finding in findings)


def _placed(
    finding: Finding, places: Sequence[tuple[Group, Mapping[str, str]]], content: Content
) -> Complaint:
    where = finding.where.removeprefix("시나리오").strip()
    found = _nearest(where, places)
    problem, remedy = _sentence(where, finding, content)
    if found is None:
        return Complaint(finding.where, problem, remedy, "", "")
    group, key = found
    return Complaint(_title(group, key, content), problem, remedy, group.title, key)


def _nearest(
    where: str, places: Sequence[tuple[Group, Mapping[str, str]]]
) -> tuple[Group, str] | None:
    """The field of the place itself, else of what holds it, else of the first thing in it."""
    steps = where.split(".")
    for length in range(len(steps), 0, -1):
        path = ".".join(steps[:length])
        for group, known in places:
            if path in known:
                return group, known[path]
    for group, known in places:
        for path, key in known.items():
            if path.startswith(f"{where}."):
                return group, key
    return None


def _title(group: Group, key: str, content: Content) -> str:
    name, *cell = key.split("/")
    field = next((f for f in group.fields(content) if f.key == name), None)
    if field is None:
        return group.title
    if field.kind != "grid":
        return field.label
    parts = [field.label]
    for told, options in zip(cell, (field.rows, field.columns), strict=False):
        parts.append(next((o.label for o in options if o.value == told), told))
    return " ".join(parts)


def _sentence(where: str, finding: Finding, content: Content) -> tuple[str, str]:
    """Amounts are typed in 억, so what is wrong with one is said in 억."""
    if _MONEY.search(where):
        typed = at(content, *_steps(where))
        if isinstance(typed, str):
            remedy = "억 단위 숫자로, 소수 둘째 자리(백만원)까지 적으세요"
            return f"금액이 아닙니다: {typed}", remedy
        if isinstance(typed, int | float):
            size = "작습니다" if typed < 0 else "큽니다"
            remedy = f"0억 이상 {MOST_EOK:,.0f}억 이하로 고치세요"
            return f"값이 너무 {size}: {typed / 100:,.2f}억", remedy
    if finding.problem.startswith("값의 꼴이 맞지 않습니다"):
        typed = at(content, *_steps(where))
        if typed is None:
            return "비어 있습니다", "숫자를 넣으세요"
        return f"숫자가 아닙니다: {typed}", "숫자로 고치세요"
    if where == "objective.floor_pct":
        return "하한이 비어 있습니다", "비율이나 금액 가운데 하나를 넣으세요"
    if where.startswith("objective"):
        return _in_words(finding.problem), _in_words(finding.remedy)
    return finding.problem, finding.remedy


def _steps(where: str) -> list[str | int]:
    """List places are numbers; years are texts in a draft."""
    steps: list[str | int] = []
    for step in where.split("."):
        inside_list = bool(steps) and steps[-1] in ("programmes", "locks", "committed", "order", "years")  # fmt: skip
        steps.append(int(step) if inside_list and step.isdecimal() else step)
    return steps


def _in_words(sentence: str) -> str:
    for name, word in _IDS.items():
        sentence = re.sub(rf"(?<![a-z_]){name}(?![a-z_])", word, sentence)
    return sentence


def by_field(complaints: Iterable[Complaint], group: str) -> dict[str, str]:
    """Field key → sentences, for the form of one group."""
    found: dict[str, str] = {}
    for one in complaints:
        if one.group == group:
            before = found.get(one.key)
            found[one.key] = f"{before} · {one.sentence}" if before else one.sentence
    return found
