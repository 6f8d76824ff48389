"""The table on stdout."""

from benchmarks.reading import Reading

HEAD = f"{'figure':34} {'value':>10} {'unit':4} {'at most':>8}       note"


def row(reading: Reading) -> str:
    """One line; pass or miss only where there is a target."""
    value = "–" if reading.value is None else f"{reading.value:.4g}"
    target = "" if reading.at_most is None else f"{reading.at_most:g}"
    verdict = {None: "", True: "pass", False: "MISS"}[reading.met]
    return f"{reading.name:34} {value:>10} {reading.unit:4} {target:>8} {verdict:5} {reading.note}".rstrip()
