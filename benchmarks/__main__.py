"""`python -m benchmarks [NAME …]`: measure, print a table, write `benchmarks/out/bench.json`."""

import json
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

from benchmarks.catalogue import MEASURES, chosen
from benchmarks.exponents import exponents
from benchmarks.reading import Reading
from benchmarks.table import HEAD, row

_ROOT = Path(__file__).parent.parent
OUT = _ROOT / "benchmarks" / "out" / "bench.json"


def measured(name: str) -> list[Reading]:
    """The figures of one group; one that says why when its process is killed or fails."""
    cap_s = MEASURES[name].cap_s
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "readings.json"
        line = [sys.executable, "-m", "benchmarks.child", name, str(out)]
        try:
            subprocess.run(line, check=True, timeout=cap_s, stdout=subprocess.DEVNULL, cwd=_ROOT)
        except subprocess.TimeoutExpired:
            note = f"not reached: stopped after {cap_s:.0f} s"
        except subprocess.CalledProcessError as error:
            note = f"failed with exit code {error.returncode}"
        else:
            return [Reading(**content) for content in json.loads(out.read_text("utf-8"))]
    return [Reading(name, None, at_most=cap_s, note=note)]


def main(words: list[str]) -> int:
    """Measure what the words choose; 2 for a word that fits nothing."""
    try:
        names = chosen(words)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    readings: list[Reading] = []
    print(HEAD, flush=True)
    for name in names:
        found = measured(name)
        readings += found
        for reading in found:
            print(row(reading), flush=True)
    fitted = exponents({reading.name: reading.value for reading in readings})
    for reading in fitted:
        print(row(reading), flush=True)
    _write([*readings, *fitted])
    return 0


def _write(readings: list[Reading]) -> None:
    machine = {
        "cores": cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("highspy", "pulp", "numpy")},
    }
    figures = {r.name: asdict(r) | {"met": r.met} for r in readings}
    OUT.parent.mkdir(exist_ok=True)
    content = {"machine": machine, "figures": figures}
    OUT.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
