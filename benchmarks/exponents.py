"""How the cost grows with the number of parks: the fitted power."""

import math
from collections.abc import Mapping

from benchmarks.reading import Reading

SIZES = (300, 600, 1200, 2500, 5000)
_AT_MOST = 1.3
_PARTS = ("problem", "build", "solve", "rest", "audit")


def exponents(values: Mapping[str, float | None]) -> list[Reading]:
    """Of each line of sizes of which two or more were planned; figures by name → seconds.

    Only the time to the proof has a target; the parts of the total tell where it grows.
    """
    found = []
    for line in ("beyond", "beyond_same"):
        for part in ("proven", *_PARTS):
            names = {n: f"{line}.{n}.{part}_s" for n in SIZES}
            known = {n: s for n, name in names.items() if (s := values.get(name) or 0.0) > 0}
            missed = [str(n) for n, name in names.items() if name in values and n not in known]
            if len(known) >= 2:
                note = f"without {', '.join(missed)}: not reached" if missed else ""
                target = _AT_MOST if part == "proven" and not missed else None
                name = f"{line}.exponent" + ("" if part == "proven" else f"_{part}")
                found.append(Reading(name, exponent(known), "", target, note))
    return found


def exponent(seconds: Mapping[int, float]) -> float:
    """Slope of log seconds over log size by least squares.

    >>> round(exponent({100: 1.0, 1000: 10.0, 10000: 100.0}), 6)
    1.0
    """
    x = [math.log(n) for n in seconds]
    y = [math.log(s) for s in seconds.values()]
    middle, level = sum(x) / len(x), sum(y) / len(y)
    covariance = sum((a - middle) * (b - level) for a, b in zip(x, y, strict=True))
    return covariance / sum((a - middle) ** 2 for a in x)
