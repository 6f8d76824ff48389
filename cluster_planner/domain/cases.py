"""Which cases of a candidate its projects go to: the best first."""

from cluster_planner.domain.problem import Candidate, Segment


def best_first(candidate: Candidate, already: int, units: int) -> list[tuple[Segment, int]]:
    """Which segments the next `units` fill when `already` are taken."""
    filled = []
    for segment in candidate.segments:
        free = max(0, segment.size - already)
        taken = min(free, units)
        already = max(0, already - segment.size)
        units -= taken
        if taken:
            filled.append((segment, taken))
    return filled
