"""What a draft asks for otherwise than the scenario it is compared with, as the screen shows both.

A difference is found on what the fields show, so each has the words of its field and is undone by the
edit that the field itself would make.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.parts import Field, Option
from dashboards.plan.levers.group import Content, Group
from dashboards.state.draft import Draft

Name = Callable[[str, str], str]
"""Park id and what to say instead when it is unknown → name."""


@dataclass(frozen=True)
class Difference:
    """One thing that is not as in the base."""

    group: str
    label: str
    before: str
    after: str
    key: str
    edit: Any
    """What the field would send to undo it."""
    steps: tuple[tuple[str, Any], ...] = ()
    """Further edits that belong to the undoing, as (field key, edit)."""


def differences(
    groups: Sequence[Group], base: Content, content: Content, park_name: Name
) -> tuple[Difference, ...]:
    """Every difference, group by group, in the order of the fields."""
    return tuple(d for group in groups for d in _in_group(group, base, content, park_name))


def undone(groups: Sequence[Group], draft: Draft, difference: Difference) -> Draft:
    """The draft without one difference."""
    group = next(g for g in groups if g.title == difference.group)
    draft = group.change(draft, difference.key, difference.edit)
    for key, edit in difference.steps:
        draft = group.change(draft, key, edit)
    return draft


def _in_group(
    group: Group, base: Content, content: Content, park_name: Name
) -> Iterator[Difference]:
    now, then = group.values(content), group.values(base)
    fields = {f.key: f for f in (*group.fields(base), *group.fields(content))}
    for key, field in fields.items():
        before, after = then.get(key), now.get(key)
        one_sided = (key in now) != (key in then) and not _is_list(field)
        if field.kind in ("note", "button") or before == after or one_sided:
            continue  # what only one kind of objective has comes and goes with the kind
        yield from _of_field(group.title, field, before, after, park_name)


def _is_list(field: Field) -> bool:
    return field.kind == "grid" and field.removable


def _of_field(
    group: str, field: Field, before: Any, after: Any, park_name: Name
) -> Iterator[Difference]:
    match field.kind:
        case "grid":
            yield from _of_grid(group, field, before or {}, after or {})
        case "picker":
            yield from _of_picker(group, field, before or [], after or [], park_name)
        case _:
            words = [_words(field.options, value, field.unit) for value in (before, after)]
            if words[0] != words[1]:
                yield Difference(group, field.label, words[0], words[1], field.key, before)


def _of_picker(
    group: str, field: Field, before: Sequence[str], after: Sequence[str], park_name: Name
) -> Iterator[Difference]:
    for value in (v for v in after if v not in before):
        name = park_name(value, value)
        yield Difference(
            group, f"{field.label}: {name}", "없음", "더함", field.key, {"remove": value}
        )
    for value in (v for v in before if v not in after):
        name = park_name(value, value)
        yield Difference(group, f"{field.label}: {name}", "있음", "뺌", field.key, {"add": value})


def _of_grid(
    group: str, field: Field, before: dict[str, Any], after: dict[str, Any]
) -> Iterator[Difference]:
    rows = {o.value: o.label for o in field.rows}
    if _is_list(field) and not all("#" in row for row in (*before, *after)):
        then, told = _sequence(field, before), _sequence(field, after)
        yield Difference(group, field.label, then, told, field.key, {"all": list(before.values())})
        return
    for row in dict.fromkeys([*rows, *before, *after]):
        label = f"{field.label} {rows.get(row, row)}"
        if field.removable and (row in after) != (row in before):
            yield _of_row(group, field, label, row, before.get(row), after.get(row))
            continue
        was, now = before.get(row) or {}, after.get(row) or {}
        for column in dict.fromkeys([*(c.value for c in field.columns), *was, *now]):
            yield from _of_cell(
                group, field, label, (row, column), was.get(column), now.get(column)
            )


def _of_cell(
    group: str, field: Field, label: str, place: tuple[str, str], was: Any, now: Any
) -> Iterator[Difference]:
    row, column = place
    choices = field.choices.get(column, ())
    unit = field.unit if column not in field.choices else ""
    before, after = _words(choices, was, unit), _words(choices, now, unit)
    if before == after:
        return
    name = next((c.label for c in field.columns if c.value == column), column)
    edit = {"row": row, "column": column, "value": was}
    yield Difference(group, f"{label} {name}", before, after, field.key, edit)


def _of_row(group: str, field: Field, label: str, row: str, was: Any, now: Any) -> Difference:
    if was is None:
        return Difference(group, label, "없음", "더함", field.key, {"remove": row})
    park = row.split("#")[0]
    add = field.key.replace(".rows", ".add")
    cells = tuple(
        (field.key, {"row": row, "column": column, "value": value})
        for column, value in was.items()
        if column in {c.value for c in field.columns}
    )
    return Difference(group, label, "있음", "뺌", add, {"add": park}, cells)


def _sequence(field: Field, rows: dict[str, Any]) -> str:
    column = field.columns[0].value
    names = (_words(field.choices.get(column, ()), row.get(column)) for row in rows.values())
    return " → ".join(names) or "없음"


def _words(options: Sequence[Option], value: Any, unit: str = "") -> str:
    """A value as a reader says it."""
    if value is None or value == "":
        return "없음"
    if isinstance(value, bool):
        return "예" if value else "아니요"
    for option in options:
        if option.value == str(value):
            return option.label
    text = f"{value:,}".removesuffix(".0") if isinstance(value, int | float) else str(value)
    return f"{text}{unit}"
