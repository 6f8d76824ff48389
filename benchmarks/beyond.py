"""Beyond the country: as many generated parks as partners, up to 5,000 of each."""

import time

from benchmarks.exponents import SIZES
from benchmarks.generated.nations import beyond
from benchmarks.path import baseline, parts, planned, to_gap
from benchmarks.reading import Reading
from cluster_planner.domain.plan import PROOF_GAP

_LIMIT_S = 240.0
_TARGET_S = 120.0


def grown_money(size: int) -> list[Reading]:
    """Money grown with the candidates, so that the share of chosen parks stays alike."""
    return _readings(f"beyond.{size}", size, grow_money=True)


def same_money(size: int) -> list[Reading]:
    """The baseline's money, however many parks there are."""
    return _readings(f"beyond_same.{size}", size, grow_money=False)


def _readings(name: str, size: int, *, grow_money: bool) -> list[Reading]:
    real = baseline()
    began = time.perf_counter()
    nation = beyond(real.snapshot, real.scenario, size, grow_money=grow_money)
    drawn = time.perf_counter() - began
    walks = [planned(nation, PROOF_GAP, _LIMIT_S)]
    target = _TARGET_S if size == max(SIZES) else None
    return [
        to_gap(f"{name}.proven_s", walks, PROOF_GAP, target),
        *parts(name, walks),
        Reading(f"{name}.drawing_s", drawn, note="generating the tables; in no other figure"),
    ]
