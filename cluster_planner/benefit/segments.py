"""Diminishing returns: the first projects of a unit go to its best cases."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from cluster_planner.domain.problem import Range, Segment


@dataclass(frozen=True)
class Effect:
    """What one project does to the firm it reaches."""

    gain: Range
    """Yearly gain as a share of the added value touched: process effect × pass-through."""
    scope: Range
    """Share of the firm's added value that the project touches."""
    touched_cap_mkrw: float
    """Most added value a year that one project can touch, whatever the firm's size."""

    def on(self, firm_value: Range) -> Range:
        """Yearly gain of one project in a firm of this yearly added value, million won."""
        touched = firm_value.with_factor(self.scope)
        cap = self.touched_cap_mkrw
        capped = Range(min(touched.low, cap), min(touched.central, cap), min(touched.high, cap))
        return capped.with_factor(self.gain)


def firm_shares(firms: float, exponent: float) -> np.ndarray:
    """Share of a unit's value that each of its firms has, largest first (Zipf's law, 가정).

    >>> firm_shares(3, 1.0).round(3).tolist()
    [0.545, 0.273, 0.182]
    """
    ranks = np.arange(1, max(1, round(firms)) + 1, dtype=float)
    return ranks**-exponent / (ranks**-exponent).sum()


def lead_segments(
    value: Range, effect: Effect, firms: float, most: int, units: int, exponent: float
) -> tuple[Segment, ...]:
    """One project of so many `units` per leading firm, largest first; none beyond the firms."""
    shares = lead_shares(firms, most, exponent)
    gains = [effect.on(value.times(float(share))).times(1 / units) for share in shares]
    return tuple(Segment(units * len(list(same)), gain) for gain, same in groupby(gains))


def tail_segments(
    value: Range, effect: Effect, firms: float, most: int, skip: int, exponent: float
) -> tuple[Segment, ...]:
    """Many small firms behind the `skip` leading ones, in two steps of falling size."""
    return tuple(
        Segment(size, effect.on(value.times(share)))
        for size, share in tail_steps(firms, most, skip, exponent)
    )


def lead_shares(firms: float, most: int, exponent: float) -> np.ndarray:
    """Share of the unit's value in each firm that leads, at most so many, largest first."""
    return firm_shares(firms, exponent)[: min(most, round(firms))]


def tail_steps(
    firms: float, most: int, skip: int, exponent: float
) -> tuple[tuple[int, float], ...]:
    """Firms and their share of the unit's value, each, in the two steps behind the leading ones.

    Within a step each firm counts with the step's mean share, so the steps stay concave.
    """
    shares = firm_shares(firms, exponent)[skip : skip + most]
    steps = [step for step in np.array_split(shares, 2) if len(step)]
    return tuple((len(step), float(step.mean())) for step in steps)
