"""Measure one group of figures in this process and write them to a file."""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.catalogue import MEASURES
from benchmarks.reading import Reading

_KIB_PER_GIB = 1024**2


def main(name: str, out: Path) -> None:
    """Call the measure and add the most memory that this process, or one of its own, ever held."""
    measure = MEASURES[name]
    readings = measure.load()()
    readings.append(Reading(f"{name}.peak_gib", peak_gib(), "GiB", measure.peak_gib))
    out.write_text(json.dumps([asdict(reading) for reading in readings]), "utf-8")


def peak_gib() -> float:
    """Largest resident memory of this process or one of its finished children."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds)
    return peak / _KIB_PER_GIB / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
