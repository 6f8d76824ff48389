"""What an address may name, by the data that is open."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from cluster_planner.indicators.area_figures import INDICATOR_IDS
from cluster_planner.indicators.production import MANUFACTURING
from cluster_planner.present.overlays import overlay_ids
from cluster_planner.present.park_marks import MARK_IDS
from dashboards.lookups.catalog import Catalog
from dashboards.state.address import Known


class _Beside(AbstractSet[str]):
    """Indicators, and any run: whether one is kept only the shelf knows."""

    _run: Final = re.compile(r"run:[A-Za-z0-9_-]{1,64}")

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and (
            value in INDICATOR_IDS or bool(self._run.fullmatch(value))
        )

    def __iter__(self) -> Iterator[str]:
        return iter(INDICATOR_IDS)

    def __len__(self) -> int:
        return len(INDICATOR_IDS)


def known_values(catalog: Catalog) -> Known:
    """The values of each checked parameter."""
    snapshot = catalog.snapshot
    regions = tuple(catalog.region_ko)
    sigungu = snapshot.sigungu["sigungu_code"].astype("str")
    return Known(
        {
            "region": regions,
            "sido": frozenset(catalog.parks["sido_code"]),
            "gu": frozenset(sigungu),
            "industry": MANUFACTURING,
            "colour": MARK_IDS,
            "fill": INDICATOR_IDS,
            "layers": overlay_ids(snapshot),
            "beside": _Beside(),
            "kind": tuple(catalog.parks["kind_id"].unique()),
            "status": tuple(catalog.parks["status_id"].unique()),
            "des": tuple(snapshot["designations"]["designation_id"].unique()),
            "division": tuple(snapshot["divisions"]["division_id"]),
            "park": frozenset(catalog.parks.index),
            "side": frozenset(catalog.parks.index),
            "picked": frozenset(catalog.parks.index),
            "where": frozenset(
                [*(f"region:{r}" for r in regions), *(f"sigungu:{code}" for code in sigungu)]
            ),
        },
        tuple(sorted(catalog.parks.index)),
    )
