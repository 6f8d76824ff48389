"""Every format in which a plan leaves the program, by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.papers import one_pagers
from cluster_planner.present.papers.blocks import Report
from cluster_planner.present.papers.report import check_run, plan_report

FORMATS: Final[Mapping[str, tuple[str, str]]] = {
    "hwpx": ("결재 문서(한글)", ".hwpx"),
    "pdf": ("같은 문서의 PDF", ".pdf"),
    "xlsx": ("엑셀 통합 문서", ".xlsx"),
    "csv": ("CSV 묶음(zip)", ".zip"),
    "gpkg": ("GeoPackage(EPSG:5179, QGIS 모양)", ".gpkg"),
    "geojson": ("GeoJSON(EPSG:4326)", ".geojson"),
    "map": ("인터넷 없이 열리는 지도", ".html"),
    "png": ("인쇄용 지도 그림", ".png"),
    "park": ("단지 한 장(PDF, 이름이 .html이면 HTML)", ".pdf"),
    "region": ("권역 한 장(PDF, 이름이 .html이면 HTML)", ".pdf"),
}
"""Name → what it is, and the ending of its file."""


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    format: str
    sources_text: str = ""
    others: Sequence[Run] = ()
    """Runs to compare with; HWPX and PDF."""
    park_ids: Sequence[str] = ()
    region_ids: Sequence[str] = ()
    as_html: bool = False
    """One-pagers as HTML instead of PDF."""
    why: Mapping[str, Loss] | None = None
    """What forcing in each park that got nothing loses; HWPX and PDF."""
    map: str = ""
    """PNG: `indicator:level` of a coloured map; empty for the chosen parks by money."""


def paper_bytes(run: Run | None, snapshot: Snapshot, order: Order) -> bytes:
    """Return the content of the file that is asked for; pages of parks and regions need no run.

    Raises ScenarioError for a run without a plan or of other data, DataError where the system
    lacks what the format needs, KeyError for an unknown format.
    """
    if order.format in ("park", "region"):
        return _pages(run, snapshot, order)
    if run is None:
        remedy = "계획이 있는 실행을 적으세요"
        raise ScenarioError(Finding("실행", "계획이 있어야 만드는 형식입니다", remedy))
    check_run(run, snapshot)
    return _MAKERS[order.format](run, snapshot, order)


# Each format loads what it needs when it is asked for: a map must not wait for a typesetter.
def _report(run: Run, snapshot: Snapshot, order: Order) -> Report:
    return plan_report(run, snapshot, order.sources_text, order.others, order.why)


def _hwpx(run: Run, snapshot: Snapshot, order: Order) -> bytes:
    from cluster_planner.present.papers.hwpx import hwpx_bytes

    return hwpx_bytes(_report(run, snapshot, order))


def _pdf(run: Run, snapshot: Snapshot, order: Order) -> bytes:
    from cluster_planner.present.papers.pdf import pdf_bytes

    return pdf_bytes(_report(run, snapshot, order))


def _xlsx(run: Run, snapshot: Snapshot, order: Order) -> bytes:
    from cluster_planner.present.workbook import workbook_bytes

    return workbook_bytes(run, snapshot, order.sources_text)


def _csv(run: Run, snapshot: Snapshot, order: Order) -> bytes:
    from cluster_planner.present.papers.csv_set import csv_zip

    return csv_zip(run, snapshot, order.sources_text)


def _gpkg(run: Run, snapshot: Snapshot, _: Order) -> bytes:
    from cluster_planner.present.papers.geopackage import geopackage_bytes

    return geopackage_bytes(run, snapshot)


def _geojson(run: Run, snapshot: Snapshot, _: Order) -> bytes:
    from cluster_planner.present.papers.geojson import geojson_bytes

    return geojson_bytes(run, snapshot)


def _map(run: Run, snapshot: Snapshot, _: Order) -> bytes:
    from cluster_planner.present.plan_files import map_html

    return map_html(run, snapshot).encode()


def _png(run: Run, snapshot: Snapshot, order: Order) -> bytes:
    from cluster_planner.present.papers.area_map import area_map_drawing, map_named
    from cluster_planner.present.papers.plan_map import plan_map_drawing
    from cluster_planner.present.papers.png import png

    if order.map:
        return png(area_map_drawing(run, snapshot, *map_named(order.map)))
    return png(plan_map_drawing(run, snapshot))


def _pages(run: Run | None, snapshot: Snapshot, order: Order) -> bytes:
    if order.format == "park":
        html = one_pagers.park_pages(run, snapshot, order.park_ids)
    else:
        html = one_pagers.region_pages(run, snapshot, order.region_ids)
    if order.as_html:
        return html.encode()
    from cluster_planner.present.papers.pdf import html_pdf

    return html_pdf(html)


_MAKERS: Final = {
    "hwpx": _hwpx, "pdf": _pdf, "xlsx": _xlsx, "csv": _csv, "gpkg": _gpkg, "geojson": _geojson,
    "map": _map, "png": _png,
}  # fmt: skip
