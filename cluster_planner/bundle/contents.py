"""What a bundle holds besides the certificate: every paper, and where the data come from."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.reasons import Loss
from cluster_planner.pipeline import export_model
from cluster_planner.present.papers.formats import FORMATS, Order, paper_bytes
from cluster_planner.present.papers.one_pagers import chosen_in
from cluster_planner.present.plan_files import plan_json
from cluster_planner.present.provenance import row_sources, table_sources

PAPERS: Final = (
    ("plan.hwpx", "hwpx"),
    ("plan.pdf", "pdf"),
    ("plan.xlsx", "xlsx"),
    ("plan-tables.zip", "csv"),
    ("plan.gpkg", "gpkg"),
    ("plan.geojson", "geojson"),
    ("map.html", "map"),
    ("map.png", "png"),
    ("regions.pdf", "region"),
    ("parks.pdf", "park"),
)
"""File in the bundle, and the format that it is of."""
MODEL: Final = "model.mps"
PROVENANCE: Final = "provenance.json"
README: Final = "readme.txt"
WORDS: Final = {
    MODEL: "최적화 모형(MPS, 다른 풀이 도구로 확인)",
    PROVENANCE: "자료의 지문·출처·기준일·이용 조건",
    README: "이 묶음을 읽고 확인하는 법",
}


@dataclass(frozen=True)
class Part:
    """One file to be made."""

    name: str
    what: str
    make: Callable[[], bytes]


def parts(
    run: Run,
    snapshot: Snapshot,
    sources_text: str,
    others: tuple[Run, ...],
    why: Mapping[str, Loss] | None,
) -> Iterator[Part]:
    """Yield every paper, the runs that it is compared with, the sources and the model."""
    regions = tuple(str(i) for i in snapshot["regions"]["region_id"])
    parks = tuple(park for region in regions for park in chosen_in(run, snapshot, region))
    for name, kind in PAPERS:
        order = Order(kind, sources_text, others, parks, regions, why=why)
        if kind != "park" or parks:
            what = (
                FORMATS[kind][0].split("(")[0] if kind in ("park", "region") else FORMATS[kind][0]
            )
            yield Part(name, what, _paper(run, snapshot, order))
    for number, other in enumerate(others, 1):
        yield Part(f"compared-{number}.json", "견준 계획", _plan(other))
    yield Part(PROVENANCE, WORDS[PROVENANCE], lambda: _provenance(snapshot, sources_text))
    yield Part(MODEL, WORDS[MODEL], lambda: _model(run, snapshot))


def _paper(run: Run, snapshot: Snapshot, order: Order) -> Callable[[], bytes]:
    return lambda: paper_bytes(run, snapshot, order)


def _plan(run: Run) -> Callable[[], bytes]:
    return lambda: plan_json(run)


def _provenance(snapshot: Snapshot, sources_text: str) -> bytes:
    content = {
        "snapshot_digest": snapshot.digest,
        "as_of": dict(sorted(snapshot.as_of.items())),
        "tables": [asdict(source) for source in table_sources(snapshot, sources_text)],
        "rows": [asdict(source) for source in row_sources(snapshot)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def _model(run: Run, snapshot: Snapshot) -> bytes:
    with tempfile.TemporaryDirectory(prefix="cluster-planner-") as folder:
        path = Path(folder) / MODEL
        export_model(snapshot, run.scenario, path)
        return path.read_bytes()
