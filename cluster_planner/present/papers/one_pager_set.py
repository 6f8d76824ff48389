"""The pages of a whole region in one zip: its own and one for each park that matters there."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.papers import one_pagers
from cluster_planner.present.papers.file_names import file_name

_WRITTEN: Final = (2026, 1, 1, 0, 0, 0)
"""Fixed, so that the same run gives the same names and times."""

OnStep = Callable[[str, int, int], None]


def one_pager_zip(
    run: Run | None, snapshot: Snapshot, region_id: str, on_step: OnStep | None = None
) -> bytes:
    """Return a zip of PDFs: the region, then its parks (see `parks_of`).

    `on_step(words, done, of)` is called before each. Raises ScenarioError and DataError as
    `paper_bytes` does.
    """
    from cluster_planner.present.papers.pdf import html_pdf

    tell = on_step or (lambda *_: None)
    parks = parks_of(run, snapshot, region_id)
    names = snapshot["parks"].set_index("park_id")["name_ko"]
    regions = snapshot["regions"].set_index("region_id")["name_ko"]
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as pack:
        tell(str(regions[region_id]), 0, len(parks) + 1)
        page = html_pdf(one_pagers.region_pages(run, snapshot, (region_id,)))
        pack.writestr(_entry("권역", str(regions[region_id]), ""), page)
        for done, park_id in enumerate(parks, start=1):
            tell(str(names[park_id]), done, len(parks) + 1)
            page = html_pdf(one_pagers.park_pages(run, snapshot, (park_id,)))
            pack.writestr(_entry("단지", str(names[park_id]), park_id), page)
    return memory.getvalue()


def parks_of(run: Run | None, snapshot: Snapshot, region_id: str) -> tuple[str, ...]:
    """Parks of the plan in a region, the dearest first, then the core parks that it left out."""
    chosen = one_pagers.chosen_in(run, snapshot, region_id) if run is not None else ()
    table = snapshot["parks"]
    core = table.loc[table["is_core"].astype(bool) & (table["region_id"] == region_id), "park_id"]
    return (*chosen, *(str(park_id) for park_id in core if park_id not in chosen))


def _entry(kind: str, name: str, park_id: str) -> zipfile.ZipInfo:
    """Two parks may have one name, so a park's file ends with its id."""
    return zipfile.ZipInfo(file_name(kind, name, park_id, ending=".pdf"), _WRITTEN)
