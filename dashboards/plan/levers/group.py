"""What a group of levers is: fields, the values they show, the edits they make, and where they stand.

`content` is a draft's loose content (dashboards.state.draft): anything may be missing or wrong in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from cluster_planner.present.words import count
from dashboards.parts import Field, Option
from dashboards.plan.levers.amounts import eok_of, mkrw_of, percent_of, share_of
from dashboards.state.draft import Draft

Content = Mapping[str, Any]
Measure = Literal["plain", "money", "share", "year"]
NO_LIMIT: Final = "제한 없음"
MOST_EOK: Final = 10_000_000.0
"""The largest amount of a scenario, in 억 (domain.scenario.Mkrw)."""


class Group(Protocol):
    """Levers that stand under one name."""

    @property
    def title(self) -> str:
        """Name of the group."""

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The controls that this content needs."""

    def values(self, content: Content) -> dict[str, Any]:
        """Field key → what it shows."""

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit of a field (see parts.form for what each kind sends)."""

    def summary(self, content: Content) -> str:
        """What it comes to, in a few words."""

    def places(self, content: Content) -> dict[str, str]:
        """Dotted place of a finding → key of its field; `key/row/column` within a grid."""


@dataclass(frozen=True)
class Scalar:
    """A lever of one value."""

    field: Field
    path: tuple[str | int, ...]
    default: Any = None
    """What an absent entry means."""
    measure: Measure = "plain"


def at(content: Any, *path: str | int, default: Any = None) -> Any:
    """The value at a place of loose content, or the default."""
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return default
    return default if content is None else content


def shown(value: Any, measure: Measure) -> Any:
    """A value as its field shows it."""
    match measure:
        case "money":
            return eok_of(value)
        case "share":
            return percent_of(value)
        case "year":
            return None if value is None else str(value)  # a number would be shown as 2,026
    return value


def said(typed: Any, measure: Measure) -> Any:
    """What was typed, as the content has it."""
    match measure:
        case "money":
            return mkrw_of(typed)
        case "share":
            return share_of(typed)
        case "year":
            return year_of(typed)
    return typed


def year_of(typed: Any) -> Any:
    """A year as a number, if it is one."""
    return int(typed) if isinstance(typed, str) and typed.isdecimal() else typed


def scalar_values(scalars: Iterable[Scalar], content: Content) -> dict[str, Any]:
    """What each scalar shows."""
    return {s.field.key: shown(at(content, *s.path, default=s.default), s.measure) for s in scalars}


def scalar_change(scalars: Iterable[Scalar], draft: Draft, key: str, value: Any) -> Draft | None:
    """The draft after an edit of a scalar; None when the key is none of them."""
    for scalar in scalars:
        if scalar.field.key == key:
            return draft.put(said(value, scalar.measure), *scalar.path)
    return None


def scalar_places(scalars: Iterable[Scalar]) -> dict[str, str]:
    """Where the scalars stand."""
    return {".".join(map(str, s.path)): s.field.key for s in scalars}


def sum_text(amounts: Iterable[Any]) -> str:
    """A sum of million won in 억; what is no amount is left out."""
    whole = (a for a in amounts if isinstance(a, int) and not isinstance(a, bool))
    return count(sum(whole) / 100, "억")


def years_of(content: Content) -> tuple[int, ...]:
    """The planned years, as far as they make sense."""
    years = content.get("years")
    if not isinstance(years, list):
        return ()
    return tuple(y for y in years if isinstance(y, int) and not isinstance(y, bool))[:40]


def changed_list(values: Iterable[str], change: Any) -> list[str]:
    """A list after {add: value} or {remove: value} of a picker."""
    kept = [v for v in values if v != change.get("remove")]
    added = change.get("add")
    return [*kept, added] if added is not None and added not in kept else kept


def year_columns(content: Content) -> tuple[Option, ...]:
    """A column of a grid for each planned year."""
    return tuple(Option(str(year), str(year)) for year in years_of(content))
