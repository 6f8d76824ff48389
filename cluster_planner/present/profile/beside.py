"""The same facts of several parks beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from cluster_planner.present.profile.fact import Fact, Profile
from cluster_planner.present.words import MISSING

_GROUPS = ("plan", "standing", "production", "divisions")
_LISTED = ("core", "engines", "partners", "peers")
"""Groups whose lines are a list: they stand in one cell."""


@dataclass(frozen=True)
class Beside:
    """One line: a label and its fact in each profile; None where a profile has no such line."""

    group: str
    label: str
    facts: tuple[Fact | None, ...]


def beside(profiles: Sequence[Profile]) -> tuple[Beside, ...]:
    """Lines of all profiles, in the order in which the first profile that has them says them."""
    lines = [
        _line("", label, [_of(p.figures, label) for p in profiles])
        for label in _labels(profiles, "")
    ]
    for key in _GROUPS:
        title = next((g.title for p in profiles if (g := p.group(key))), "")
        lines += [
            _line(title, label, [_of(_lines(p, key), label) for p in profiles])
            for label in _labels(profiles, key)
            if label not in {line.label for line in lines}
        ]
    lines.append(
        _line("", "지정", [Fact("지정", ", ".join(p.tags[2:]) or MISSING) for p in profiles])
    )
    for key in _LISTED:
        title = next((g.title for p in profiles if (g := p.group(key))), "")
        if title:
            lines.append(_line("", title, [_listed(p, key, title) for p in profiles]))
    return tuple(lines)


def _line(group: str, label: str, facts: Sequence[Fact | None]) -> Beside:
    return Beside(group, label, tuple(facts))


def _labels(profiles: Sequence[Profile], key: str) -> list[str]:
    return list(dict.fromkeys(fact.label for p in profiles for fact in _lines(p, key)))


def _lines(profile: Profile, key: str) -> Sequence[Fact]:
    if not key:
        return profile.figures
    group = profile.group(key)
    return group.lines if group else ()


def _of(lines: Sequence[Fact], label: str) -> Fact | None:
    same = [fact for fact in lines if fact.label == label]
    if len(same) <= 1:
        return same[0] if same else None
    return Fact(label, ", ".join(fact.value for fact in same), same[0].mark)


def _listed(profile: Profile, key: str, title: str) -> Fact | None:
    group = profile.group(key)
    return Fact(title, ", ".join(fact.value for fact in group.lines)) if group else None
