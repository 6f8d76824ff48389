"""The planner itself on a data folder of the test: PORT FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from dashboards.app import serve  # noqa: E402

if __name__ == "__main__":
    serve(port=int(sys.argv[1]), show=False, data_folder=Path(sys.argv[2]))
