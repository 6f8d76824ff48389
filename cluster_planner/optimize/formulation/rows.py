"""What a rule is made of: named inequalities and equations over the columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from cluster_planner.domain.problem import Problem
from cluster_planner.optimize.formulation.columns import Columns, Terms


@dataclass(frozen=True)
class Row:
    """One named inequality or equation over the columns."""

    name: str
    terms: Terms
    sense: Literal["<=", ">=", "=="]
    limit: float


Rule = Callable[[Problem, Columns], Iterator[Row]]
