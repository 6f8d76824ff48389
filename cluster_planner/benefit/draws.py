"""Draws of an uncertain factor between its ends, the same for everyone who asks with one seed."""

import hashlib
from collections.abc import Callable

import numpy as np

from cluster_planner.domain.problem import Range

type Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
type Draw = Callable[[str, Range], Numbers]
"""Name of a source of uncertainty and the ends of its factor → the factor in each future."""


def seeded(seed: int, futures: int) -> Draw:
    """Log-triangular draws (가정) for so many futures.

    Each source has a stream of its own, named by the source: another park, another scenario or
    more futures leave the draws of a source as they were (common random numbers).
    """

    def draw(source: str, ends: Range) -> Numbers:
        name = int.from_bytes(hashlib.sha256(source.encode()).digest()[:8])
        chances = np.random.default_rng((seed, name)).random(futures)
        return log_triangular(chances, ends)

    return draw


def log_triangular(chances: Numbers, ends: Range) -> Numbers:
    """Values at these chances (0–1) when the logarithm is triangular from low over central to high.

    The central figure is the likeliest; a range that spans a factor of ten below it and of five
    above is as uncertain on both sides as it says. Raises ValueError unless 0 < low ≤ central ≤ high.
    """
    if not 0 < ends.low <= ends.central <= ends.high:
        raise ValueError(f"a factor needs 0 < low ≤ central ≤ high, not {ends}")
    low, mode, high = np.log([ends.low, ends.central, ends.high])
    if low == high:
        return np.full(len(chances), ends.central)
    rising = low + np.sqrt(chances * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - chances) * (high - low) * (high - mode))
    below = chances * (high - low) < mode - low
    drawn: Numbers = np.clip(np.exp(np.where(below, rising, falling)), ends.low, ends.high)
    return drawn
