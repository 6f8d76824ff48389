"""The gains of a problem in many futures: each source of uncertainty is drawn once per future.

Whatever shares a source moves together: all projects of a package share its effect, all packages of
a unit share the value that they touch, all published parks share the value-added ratio of an industry.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cluster_planner.benefit.candidates import Maker, makers_of
from cluster_planner.benefit.draws import Draw, Numbers
from cluster_planner.benefit.units import Unit, units_of
from cluster_planner.domain.decision import Decision
from cluster_planner.domain.problem import Candidate, Problem, Range, Segment
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.indicators.readiness import readiness
from cluster_planner.indicators.value_at_stake import value_terms

type Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]

_ONE = Segment(1, Range(1.0, 1.0, 1.0))
"""A unit that gains a million won a year."""


@dataclass(frozen=True)
class Futures:
    """A problem with the yearly gain of each of its segments in every future."""

    problem: Problem
    gains_mkrw: Table
    """Segments (in the order of candidates) × futures; a unit's gain in million won a year."""

    def problem_in(self, future: int) -> Problem:
        """The problem as it is when this future is known: every range is one figure."""
        gains = iter(self.gains_mkrw[:, future].tolist())
        candidates = tuple(
            replace(c, segments=tuple(_known(segment, next(gains)) for segment in c.segments))
            for c in self.problem.candidates
        )
        return replace(self.problem, candidates=candidates)

    def scores(self, decision: Decision) -> Numbers:
        """Objective of a decision in every future, for an objective that is a sum over units."""
        weights, rest = self._weights(decision)
        scores: Numbers = weights @ self.gains_mkrw + rest
        return scores

    def _weights(self, decision: Decision) -> tuple[Numbers, float]:
        """What a million won a year more in each segment adds, and what does not depend on gains."""
        started = defaultdict(list)
        for (name, year), units in sorted(decision.units.items(), key=lambda start: start[0][1]):
            started[name].append((year, units))
        weights, rest = [], 0.0
        for candidate in self.problem.candidates:
            ends = np.cumsum([segment.size for segment in candidate.segments])
            begins = np.concatenate(([0], ends[:-1]))
            mine = np.zeros(len(ends))
            already = 0
            for year, units in started[candidate.candidate_id]:  # best cases first
                count = np.minimum(ends, already + units) - np.maximum(begins, already)
                taken = np.clip(count, 0, None)
                mine += taken * self.problem.score(candidate, _ONE, year)
                without = (_known(segment, 0.0) for segment in candidate.segments)
                fixed = [self.problem.score(candidate, segment, year) for segment in without]
                rest += float(taken @ np.array(fixed))
                already += units
            weights.append(mine)
        return np.concatenate(weights), rest


@dataclass(frozen=True)
class _Drawn:
    """The effect of a package in every future."""

    gain: Numbers
    scope: Numbers
    touched_cap_mkrw: float

    def on(self, firm_value: Numbers) -> Numbers:
        """See `Effect.on`."""
        touched: Numbers = np.minimum(firm_value * self.scope, self.touched_cap_mkrw)
        return touched * self.gain


def futures_of(snapshot: Snapshot, problem: Problem, allow_estimates: bool, draw: Draw) -> Futures:
    """Draw the gains of a problem that was made of this snapshot.

    With a `draw` that gives an end of every range, the gains are that end of the problem's own.
    """
    makers = {maker.package_id: maker for maker in makers_of(snapshot)}
    effects = _effects(snapshot, makers, draw)
    units = units_of(snapshot, allow_estimates)
    values = _values(snapshot, {c.park_id for c in problem.candidates}, draw)
    nothing = np.zeros_like(draw("nothing", Range(1.0, 1.0, 1.0)))
    rows: list[Numbers] = []
    for candidate in problem.candidates:
        maker, here = makers[candidate.package_id], _units(units, candidate)
        if (effect := effects.get(candidate.package_id)) is None:
            rows += [nothing] * len(candidate.segments)
            continue
        value: Numbers = np.sum([values[candidate.park_id, u.division_id] for u in here], axis=0)
        size = 1 if maker.reaches_tail else maker.size
        rows += [effect.on(value * s) / size for s in maker.shares(here, candidate.segments)]
    return Futures(problem, np.array(rows))


def _known(segment: Segment, gain_mkrw: float) -> Segment:
    return replace(segment, annual_gain_mkrw=Range(gain_mkrw, gain_mkrw, gain_mkrw))


def _units(units: Mapping[str, tuple[Unit, ...]], candidate: Candidate) -> tuple[Unit, ...]:
    """The units whose value the projects of a candidate touch."""
    here = units.get(candidate.park_id, ())
    return tuple(u for u in here if candidate.division_id in (None, u.division_id))


def _effects(snapshot: Snapshot, makers: Mapping[str, Maker], draw: Draw) -> dict[str, _Drawn]:
    """Process effect and scope are each package's own; those with one evidence share a pass-through."""
    drawn = {}
    for row in snapshot.effects.to_dict("records"):
        package = str(row["package_id"])
        effect = makers[package].effect
        if effect is None:
            continue
        process, passed = (
            Range(*(row[f"{factor}_{end}_pct"] / 100 for end in ("low", "central", "high")))
            for factor in ("process_effect", "pass_through")
        )
        gain = draw(f"process_effect:{package}", process)
        gain = gain * draw(f"pass_through:{row['pass_evidence_ids']}", passed)
        scope = draw(f"scope:{package}", effect.scope)
        drawn[package] = _Drawn(gain, scope, effect.touched_cap_mkrw)
    return drawn


def _values(
    snapshot: Snapshot, parks: Collection[str], draw: Draw
) -> dict[tuple[str, str], Numbers]:
    """Added value × readiness of every division of these parks, million won a year."""
    ready = readiness(snapshot)
    terms = value_terms(snapshot)
    total: dict[tuple[str, str], Numbers] = {}
    for row in terms[terms["park_id"].isin(parks)].to_dict("records"):
        park, key = str(row["park_id"]), (str(row["park_id"]), str(row["division_id"]))
        ratio, factor = (
            Range(*(row[f"{name}_{end}"] for end in ("low", "central", "high")))
            for name in ("ratio", "factor")
        )
        whose = park if pd.isna(row["industry_id"]) else row["industry_id"]
        value = row["production_mkrw"] * draw(f"production:{park}", factor)
        value = value * draw(f"value_added:{whose}", ratio) * float(ready[park])
        total[key] = total[key] + value if key in total else value
    return total
