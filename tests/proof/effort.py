"""How many examples the proof tests try."""

import os


def times(usual: int) -> int:
    """`usual` examples, or as many times more as CLUSTER_PLANNER_PROOF says (`make proof`)."""
    return round(usual * float(os.environ.get("CLUSTER_PLANNER_PROOF", "1")))
