"""The planner itself: PORT [FOLDER] [--home HOME] [--prefix /below] [--origin HOST] [--broken].

An empty FOLDER means the real data. `--broken` breaks the page 자료, the click on 비교 in the
navigation, and every session whose address says ?q=broken.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from dashboards import app, frame  # noqa: E402
from dashboards.state.desk import Desk  # noqa: E402


def sabotage() -> None:
    """Break one thing of each kind."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("sabotage")

    build, hear = app.build_page, frame.Frame._hear

    def build_page(desk: Desk, *told: object) -> object:
        return broken() if "q=broken" in app._query() else build(desk, *told)

    def hear_page(self: frame.Frame, what: str, value: object) -> None:
        if (what, value) == ("page", "compare"):
            broken()
        hear(self, what, value)

    frame._PAGES["data"] = broken
    app.build_page = build_page
    frame.Frame._hear = hear_page  # type: ignore[method-assign]


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("folder", nargs="?", default="")
    parser.add_argument("--home")
    parser.add_argument("--prefix", default="")
    parser.add_argument("--origin", action="append", default=[])
    parser.add_argument("--broken", action="store_true")
    said = parser.parse_args()
    if said.home:
        os.environ["CLUSTER_PLANNER_HOME"] = said.home
    if said.broken:
        sabotage()
    app.serve(
        port=said.port,
        show=False,
        data_folder=Path(said.folder) if said.folder else None,
        prefix=said.prefix,
        origins=tuple(said.origin),
    )


if __name__ == "__main__":
    main()
