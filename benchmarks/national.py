"""The nation: every real park and 1,300 partners, 117 of them real."""

from benchmarks.generated.nations import national
from benchmarks.path import baseline, parts, planned, to_gap
from benchmarks.reading import Reading

_REPEATS = 3
_LIMIT_S = 90.0
_TARGETS_S = {1e-2: 3.0, 1e-3: 20.0, 5e-4: 60.0}


def same_money() -> list[Reading]:
    """The baseline's budgets for the whole nation: about one park in forty is converted."""
    return _readings("national", grow_money=False)


def grown_money() -> list[Reading]:
    """Budgets and floors grown like the candidates: as large a share of the parks is converted."""
    return _readings("national_grown", grow_money=True)


def _readings(name: str, *, grow_money: bool) -> list[Reading]:
    real = baseline()
    nation = national(real.snapshot, real.scenario, grow_money=grow_money)
    walks = [planned(nation, min(_TARGETS_S), _LIMIT_S)]
    # A walk that uses its whole time tells as much as three of them.
    while len(walks) < _REPEATS and walks[0].trail.reached_s(min(_TARGETS_S)) is not None:
        walks.append(planned(nation, min(_TARGETS_S), _LIMIT_S))
    reached = [
        to_gap(f"{name}.to_{gap * 100:g}pct_s", walks, gap, target)
        for gap, target in _TARGETS_S.items()
    ]
    return [*reached, *parts(name, walks)]
