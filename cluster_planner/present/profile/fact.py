"""Facts as frozen values: what a screen, a paper and the command line say about one place."""

from dataclasses import dataclass, field
from typing import Literal

from cluster_planner.present.words import day

type Subject = Literal["park", "region", "sigungu", "country"]


@dataclass(frozen=True)
class Fact:
    """One line: what, how much, and a mark such as 추정 or 가정."""

    label: str
    value: str
    mark: str = ""
    note: str = ""
    """A clause in small print: how it was made, of when it is."""
    link: str = ""
    """What the value names: park:ID, region:ID or sigungu:CODE; empty for nothing."""


@dataclass(frozen=True)
class Facts:
    """Lines that share one origin."""

    key: str
    title: str
    lines: tuple[Fact, ...]
    source: str = ""
    as_of: str = ""
    """As the source writes it: 2026-03-31, 2026-09, 2025Q4."""
    note: str = ""
    """A sentence on how to read the lines."""

    @property
    def origin(self) -> str:
        """Source and date in one line; empty when neither is known."""
        return " · ".join(
            part for part in (self.source, day(self.as_of) if self.as_of else "") if part
        )


@dataclass(frozen=True)
class Profile:
    """Everything that is said about one park or area, most asked first. All texts are unescaped."""

    subject: Subject
    subject_id: str
    name: str
    place: str
    tags: tuple[str, ...]
    figures: tuple[Fact, ...]
    """The few figures that stand above all."""
    groups: tuple[Facts, ...]
    missing: tuple[str, ...] = field(default=())
    """What no source gives for this place."""

    def group(self, key: str) -> Facts | None:
        """The group of that key, when there is one."""
        return next((group for group in self.groups if group.key == key), None)
