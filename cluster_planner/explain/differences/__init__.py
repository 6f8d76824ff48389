"""What differs between two runs, and why as far as that can be said without guessing.

Everything is a figure or an id; the words are in `present.difference_words`.
"""

from cluster_planner.explain.differences.causes import Cause, CauseKind
from cluster_planner.explain.differences.inputs import WORDS_ONLY, InputChange, changed_inputs
from cluster_planner.explain.differences.money import Moved
from cluster_planner.explain.differences.pair import (
    Difference,
    ParkDifference,
    Snapshots,
    difference,
)
from cluster_planner.explain.differences.parks import PackageChange, ParkChange, Standing
from cluster_planner.explain.differences.partners import PartnerChange
from cluster_planner.explain.differences.verdict import Verdict, verdict

__all__ = [
    "WORDS_ONLY",
    "Cause",
    "CauseKind",
    "Difference",
    "InputChange",
    "Moved",
    "PackageChange",
    "ParkChange",
    "ParkDifference",
    "PartnerChange",
    "Snapshots",
    "Standing",
    "Verdict",
    "changed_inputs",
    "difference",
    "verdict",
]
