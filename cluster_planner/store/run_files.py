"""Which snapshots the kept runs stand on, without reading the runs as a whole."""

import re
from pathlib import Path
from typing import Final

_NAMED: Final = re.compile(r'"snapshot_digest":\s*"([0-9a-f]{64})"')


def digests_of_runs(folder: Path) -> frozenset[str]:
    """Return the digests that runs in the folder name; a file that cannot be read names none."""
    found: set[str] = set()
    for path in folder.glob("*.json"):
        try:
            found.update(_NAMED.findall(path.read_text("utf-8", errors="replace")))
        except OSError:
            continue
    return frozenset(found)
