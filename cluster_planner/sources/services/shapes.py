"""Boundaries of VWorld as a Reading: the same limited process and the same cleaning as for a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cluster_planner.domain.imports import Decision
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.cage import Options, read_in_cage
from cluster_planner.sources.reading import Reading
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.paging import Told
from cluster_planner.sources.services.vworld import FILE, LAYER, SOURCE, Features, boundaries


def fetch_shapes(
    client: Client,
    base_folder: Path,
    on_progress: Told | None = None,
    stop: Callable[[], bool] | None = None,
) -> Reading:
    """Ask for every boundary of 단지경계 and read them. Raises DataError.

    `base_folder` is the data folder whose outlines and names help to understand the layer.
    """
    features = boundaries(client, on_progress)
    with tempfile.TemporaryDirectory(prefix="cluster-planner-") as folder:
        path = Path(folder) / "layer.geojson"
        path.write_bytes(features.geojson())
        readings = read_in_cage(
            path,
            FILE,
            options=Options(base_folder=base_folder),
            on_progress=on_progress,
            stop=stop,
        )
    if len(readings) != 1:
        raise DataError(Finding(FILE, "경계 하나로 읽히지 않았습니다", "경계 파일로 넣으세요"))
    return _of_service(readings[0], features)


def _of_service(reading: Reading, features: Features) -> Reading:
    told = reading.report
    how = f"{features.calls}번 물어 {features.total:,}개"
    update = {
        "file": FILE,
        "sha256": features.sha256,
        "size_bytes": features.size_bytes,
        "as_of": features.fetched_on,
        "source": SOURCE,
        "decisions": (Decision(what="레이어", found=LAYER, why=how), *told.decisions),
    }
    return replace(reading, report=told.model_copy(update=update))
