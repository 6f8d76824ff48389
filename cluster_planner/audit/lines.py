"""What a rule compares: each instance of it with its left and right side, as plain values."""

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from cluster_planner.domain.plan import Plan
from cluster_planner.domain.problem import Problem

type Value = int | float | str | None
"""A figure, a name, or None for what is not there; with None nothing holds."""
Relation = Literal["<=", ">=", "="]

MONEY: Final = "백만원"
UNITS: Final = "개"
PARKS: Final = "곳"
YEAR: Final = "년"
NAME: Final = ""


class Line(NamedTuple):
    """One instance of a rule: what it is about, both sides, and what to say when it is broken.

    A tuple, because a nation has thousands of them and they are made for every plan.
    """

    subject: tuple[str | None, ...]
    """Ids and years that tell this instance from the others of its rule."""
    left: Value
    relation: Relation
    right: Value
    unit: str
    complaint: str
    tolerance: float = 0.0
    """By so much the sides may miss each other: sums of floating point figures round."""

    @property
    def holds(self) -> bool:
        """Whether the left side stands to the right side as the rule asks."""
        left, right = self.left, self.right
        if left is None or right is None:
            return False
        if isinstance(left, str) or isinstance(right, str):
            return self.relation == "=" and left == right
        if left == right:
            return True
        match self.relation:
            case "<=":
                return left <= right + self.tolerance
            case ">=":
                return left >= right - self.tolerance
        return abs(left - right) <= self.tolerance

    @property
    def slack(self) -> float | None:
        """What is left before the rule breaks, negative when broken; None for names."""
        left, right = self.left, self.right
        if isinstance(left, str) or isinstance(right, str) or left is None or right is None:
            return None
        match self.relation:
            case "<=":
                return right - left
            case ">=":
                return left - right
        return 0.0 - abs(left - right)


type Lines = Callable[[Problem, Plan], Iterator[Line]]


class Check:
    """A rule that is checked: every instance with both sides, or the complaints alone."""

    def __init__(self, lines: Lines) -> None:
        """Take the rule's name and meaning from the function that computes its sides."""
        self.lines: Final = lines
        self.__name__: Final[str] = lines.__name__
        self.__doc__ = lines.__doc__

    def __call__(self, problem: Problem, plan: Plan) -> Iterator[str]:
        """Yield a Korean sentence per instance that does not hold."""
        for line in self.lines(problem, plan):
            if not line.holds:
                yield line.complaint

    def __repr__(self) -> str:
        """Return the rule's name."""
        return f"Check({self.__name__})"
